import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openLogReader } from '#event-store';
import { readThrough } from './check-log.ts';
import { upcasters } from './contexts.ts';

const { file, to } = workerData as { readonly file: string; readonly to: number };
/** Not in the way of the start, nor of the work. */
const beforeMs = 3_000;
const betweenMs = 15;

await pause(beforeMs);
const { reader, close } = openLogReader(file, upcasters);
try {
  await readThrough(reader, 0, to, () => pause(betweenMs));
} catch (error) {
  parentPort!.postMessage((error as Error).message);
} finally {
  close();
}
