import { parentPort, workerData } from 'node:worker_threads';
import { openLogReader } from '../embedded/open-log-reader.ts';

/** Reads the whole log several times, in a heap that is nearly full; posts the first event that was called damaged, if one was. */
const { file, rounds } = workerData as { readonly file: string; readonly rounds: number };
const ballast = Array.from({ length: 300_000 }, (_, i) => ({ i, text: `k${i}` }));
const { reader, close } = openLogReader(file, {});
try {
  for (let round = 0; round < rounds; round++) {
    for (let page = await reader.readAll(0, 2_000); page.length > 0; page = await reader.readAll(page.at(-1)!.position, 2_000));
  }
  parentPort!.postMessage(ballast.length > 0 ? 'sound' : '');
} catch (error) {
  parentPort!.postMessage((error as Error).message);
} finally {
  close();
}
