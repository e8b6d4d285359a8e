import { on } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RecordedEvent } from '#kernel';
import type { ScanRange } from '../port.ts';
import { DamagedLog } from './schema.ts';

export interface ScanJob extends Omit<ScanRange, 'signal'> {
  readonly file: string;
}

/** A page as the JSON of its events; an empty one ends the scan. */
export type ScanPage = string | { readonly message: string; readonly place: DamagedLog['place'] };

/** Pages that are read before they are asked for. */
const ahead = 4;

/**
 * The pages of a range, read and checked in a thread of their own: what is left to this one is to parse them.
 * @throws DamagedLog
 */
export async function* scanInThread(job: ScanJob): AsyncGenerator<readonly RecordedEvent[], void, void> {
  const worker = new Worker(new URL(`./scan-thread${extname(import.meta.url)}`, import.meta.url), { workerData: job, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  try {
    const pages = on(worker, 'message') as AsyncIterable<[ScanPage]>;
    for (let i = 0; i < ahead; i++) worker.postMessage('next');
    for await (const [page] of pages) {
      if (typeof page !== 'string') throw new DamagedLog(page.message, page.place);
      const events = JSON.parse(page) as RecordedEvent[];
      if (events.length === 0) return;
      worker.postMessage('next');
      yield events;
    }
  } finally {
    await worker.terminate();
  }
}
