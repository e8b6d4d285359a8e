import { systemClock, type Clock, type RecordedEvent } from '#kernel';
import { countOf, createLog, readConfig, runService, type Change, type Context, type Running, type Services } from '#platform';
import type { ViewReader } from '#view-store';
import { distributedAdapters } from './adapters.ts';
import { readEngineSettings } from './settings.ts';

export interface ServiceParts {
  readonly name: string;
  readonly contexts: readonly Context[];
  /** All contexts of the installation: whose events may come. */
  readonly published: readonly Context[];
  readonly clock?: Clock;
  /** What the live feed tells of events; a service without one tells nothing. */
  describe?(views: ViewReader, events: readonly RecordedEvent[]): Promise<readonly Change[]>;
  /** Runs once the views have caught up, before requests are taken (seeds). */
  prepare?(services: Services): Promise<void>;
}

/** One service in a process of its own, on the engines that the environment names. */
export async function startService({ name, contexts, published, clock = systemClock, describe = async () => [], prepare }: ServiceParts): Promise<Running> {
  const config = readConfig(process.env);
  const settings = readEngineSettings(process.env);
  const log = createLog(config).child({ service: name });
  const adapters = await distributedAdapters({ name, contexts, published, settings, clock, log });
  try {
    const { parking, views } = adapters;
    const consumers = { views: { lag: () => views.lag(), parked: () => countOf(parking()) } };
    return await runService({ config, adapters, contexts, consumers, log, clock, describe, ...(config.seed && prepare && { prepare }) });
  } catch (error) {
    await adapters.close();
    throw error;
  }
}
