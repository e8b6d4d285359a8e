import { join } from 'node:path';
import { seed } from '#contexts/reference';
import { describeChanges } from '#contexts/supervision';
import type { EventStore } from '#event-store';
import { systemClock, type Clock } from '#kernel';
import { createLog, DataFolder, runService, type Config, type Running, type Services } from '#platform';
import { embeddedAdapters, sessionSecretOf } from './adapters.ts';
import { contexts } from './contexts.ts';
import { demoDesks } from '../../intake/src/demo-desks.ts';

export { contexts } from './contexts.ts';

export interface PlatformOptions {
  readonly clock?: Clock;
  readonly webRoot?: string;
  /** Puts something between the platform and its log: a double for a benchmark, a fault for a test. */
  readonly wrapStore?: (store: EventStore) => EventStore;
  /** Whether views are folded in a thread of their own: they are, unless the sources run uncompiled. */
  readonly viewsInThread?: boolean;
}

const compiled = import.meta.url.endsWith('.js');

/** Everything in one process, on files of one folder. */
export async function startPlatform(config: Config, options: PlatformOptions = {}): Promise<Running> {
  const { wrapStore = (store: EventStore) => store, clock = systemClock, viewsInThread = compiled, webRoot } = options;
  const folder = new DataFolder(config.dataDir);
  try {
    const log = createLog(config);
    const real = await embeddedAdapters(folder, { clock, viewsInThread, onProblem: (error) => log.error({ err: error }, 'views') });
    const adapters = { ...real, store: wrapStore(real.store) };
    const running = await runService({ config, adapters, contexts, log, clock, describe: describeChanges, ...(config.seed && { prepare }), ...(webRoot && { webRoot }) });
    folder.announce({ url: running.url, secret: sessionSecretOf(folder).toString('base64url') });
    return { ...running, close: () => running.close().finally(() => folder.close()) };
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** What a new platform starts with. */
async function prepare(services: Services): Promise<void> {
  await seed(services);
  await demoDesks(services);
}

/** Where the build leaves the screens. */
export const builtScreens = (): string => join(import.meta.dirname, '../../../web');
