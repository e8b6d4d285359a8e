import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface SqlJob {
  readonly file: string;
  /** All with the same values. */
  readonly statements: readonly string[];
  readonly values: readonly (string | number)[];
}

/** For statements over whole tables: they would hold the event loop for seconds. Returns the last one's rows. */
export async function inThread(job: SqlJob): Promise<readonly Record<string, unknown>[]> {
  const worker = new Worker(new URL(`./sql-thread${extname(import.meta.url)}`, import.meta.url), { workerData: job });
  const [rows] = (await once(worker, 'message')) as [readonly Record<string, unknown>[]];
  return rows;
}
