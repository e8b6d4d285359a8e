import type { EventLog } from '#event-store';
import type { VirtualClock } from '../virtual-clock.ts';

/** A whole platform at work, and the hands on it that only tests have. */
export interface Topology {
  /** Where the public reaches it. */
  readonly url: string;
  /** Signs demo sessions. */
  readonly sessionSecret: Uint8Array;
  readonly log: EventLog;
  /** Resolves when every view has seen the position. */
  waitFor(position: number): Promise<void>;
  /** Fires what is due by the clock, and what comes due by that. */
  tick(): Promise<void>;
  /** A gauge of `/metrics`, of all processes together. */
  gauge(name: string): Promise<number>;
  stop(): Promise<void>;
}

export interface TopologyOptions {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: VirtualClock | undefined;
  /** Services beside those that every platform has; all of them where there is one process. */
  readonly services?: readonly string[];
}

/** Starts the platform; what was recorded by another start with the same folder is there again. */
export type StartTopology = (options: TopologyOptions) => Promise<Topology>;

/** Sum of a gauge over the processes at these addresses. */
export async function sumOf(name: string, urls: readonly string[]): Promise<number> {
  const pages = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
  const values = pages.flatMap((page) => page.split('\n').filter((line) => line.startsWith(`${name} `)));
  return values.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
}
