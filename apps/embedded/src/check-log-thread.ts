import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { openLogReader } from '#event-store';
import { readThrough } from './check-log.ts';
import { upcasters } from './contexts.ts';

const { file, to } = workerData as { readonly file: string; readonly to: number };
const { reader, close } = openLogReader(file, upcasters);
try {
  await readThrough(reader, 0, to);
} catch (error) {
  parentPort!.postMessage((error as Error).message);
} finally {
  close();
}
