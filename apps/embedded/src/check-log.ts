import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventLog } from '#event-store';

/** Events that are read again before the platform starts: the newest, which a crash could have touched. */
const atStart = 20_000;
const pageSize = 2_000;

/** Reads events again, so that a damaged one is found. @throws DamagedLog, or SQLite's error for a damaged page */
export async function readThrough(log: EventLog, from: number, to: number, rest: () => Promise<unknown> = async () => undefined): Promise<void> {
  for (let position = from; position < to; ) {
    const events = await log.readAll(position, Math.min(pageSize, to - position));
    const last = events.at(-1)?.position;
    if (last === undefined || events.length < Math.min(pageSize, to - position)) throw new Error(`faltan eventos entre las posiciones ${position + 1} y ${to}`);
    position = last;
    await rest();
  }
}

/** Position up to which the check at the start leaves events unread, so that a start does not take longer with history. */
export const uncheckedUpTo = (head: number): number => Math.max(0, head - atStart);

/**
 * Reads the older events in a thread after the start: damage among them is reported as soon as it is found, and the
 * platform is not ready from then on. Returns how to stop.
 */
export function checkOlderEvents(file: string, to: number, onDamage: (what: string) => void): () => Promise<void> {
  if (to === 0) return async () => undefined;
  const worker = new Worker(new URL(`./check-log-thread${extname(import.meta.url)}`, import.meta.url), { workerData: { file, to }, resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 } });
  worker.on('message', onDamage);
  worker.on('error', ({ message }) => onDamage(message));
  worker.unref();
  return async () => void (await worker.terminate());
}
