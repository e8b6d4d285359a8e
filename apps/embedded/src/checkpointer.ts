import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Moves what the write-ahead logs hold into their files, in a thread: on the connection that serves requests it would
 * hold them up for as long as the disk takes. Returns how to stop.
 */
export function startCheckpointer(files: readonly string[]): () => Promise<void> {
  const worker = new Worker(new URL(`./checkpointer-thread${extname(import.meta.url)}`, import.meta.url), { workerData: files });
  // Without it nothing is lost: each store checkpoints by itself when its log grows long.
  worker.on('error', () => undefined);
  worker.unref();
  return async () => void (await worker.terminate());
}
