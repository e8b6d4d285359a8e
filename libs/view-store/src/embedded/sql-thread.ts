import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { SqlJob } from './in-thread.ts';

/** Runs one job on a connection of its own, all of it or nothing, and ends. */
const { file, statements, values } = workerData as SqlJob;
const db = new DatabaseSync(file);
try {
  db.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; BEGIN');
  const rows = statements.map((sql) => db.prepare(sql).all(...values)).at(-1) ?? [];
  db.exec('COMMIT');
  parentPort!.postMessage(rows);
} finally {
  db.close();
}
