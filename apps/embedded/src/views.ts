import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EmbeddedEventStore } from '#event-store';
import type { Clock } from '#kernel';
import { viewsOf } from '#platform';
import { EmbeddedViewStore, ThreadedViews, ViewGroup, type ViewService } from '#view-store';
import { contexts, groupName } from './contexts.ts';

export interface ViewsOptions {
  readonly logFile: string;
  readonly viewsFile: string;
  readonly log: EmbeddedEventStore;
  readonly clock: Clock;
  readonly onProblem: (error: Error) => void;
}

interface Views {
  readonly views: ViewService;
  /** The log is on the disk up to here. */
  durable(position: number): void;
}

/** Folded in this thread: what tests of the sources use. */
export function viewsHere({ viewsFile, log, clock, onProblem }: ViewsOptions): Views {
  const store = new EmbeddedViewStore({ file: viewsFile });
  const group = new ViewGroup({ name: groupName, ...viewsOf(contexts), log, store, clock, onProblem });
  const stop = group.stop.bind(group);
  group.stop = () => stop().then(() => store.close());
  return { views: group, durable: () => undefined };
}

/** Folded in a thread of their own, which shares the files: requests never wait for a fold. */
export function viewsInThread({ logFile, viewsFile, log, clock, onProblem }: ViewsOptions): Views {
  const thread = new Worker(new URL(`./views-thread${extname(import.meta.url)}`, import.meta.url), { workerData: { logFile, viewsFile }, resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const open = () => new EmbeddedViewStore({ file: viewsFile, readOnly: true });
  const views = new ThreadedViews({ name: groupName, thread, open, log, clock, onProblem });
  return { views, durable: (position) => views.durable(position) };
}
