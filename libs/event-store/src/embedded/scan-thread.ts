import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { ScanJob, ScanPage } from './scan-in-thread.ts';
import { check, DamagedLog, type Row } from './schema.ts';

const { file, after, to, pageSize } = workerData as ScanJob;
const db = new DatabaseSync(file, { readOnly: true });
const rowsAfter = db.prepare('SELECT * FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?');
let position = after;

/** The event as `decode` gives it. */
function textOf(row: Row): string {
  check(row);
  return `{"position":${row.position},"stream":${JSON.stringify(row.stream)},"revision":${row.revision},${row.body.slice(1)}`;
}

function next(): ScanPage {
  const rows = rowsAfter.all(position, to, pageSize) as unknown as Row[];
  position = rows.at(-1)?.position ?? to;
  return `[${rows.map(textOf).join(',')}]`;
}

function tell(): void {
  try {
    parentPort!.postMessage(next());
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    const { message, place } = error;
    parentPort!.postMessage({ message, place } satisfies ScanPage);
  }
}

parentPort!.on('message', tell);
