import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { BulkChunk } from './bulk-writer.ts';

/** Stores chunks of rows, each as a whole or not at all, and answers each with what went wrong, if anything did. */
const db = new DatabaseSync(workerData as string);
db.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000');
const prepared = new Map<string, StatementSync>();

function statement(sql: string): StatementSync {
  const known = prepared.get(sql) ?? db.prepare(sql);
  prepared.set(sql, known);
  return known;
}

function store({ rows }: BulkChunk): string | undefined {
  try {
    db.exec('BEGIN IMMEDIATE');
    for (const { sql, values } of rows) statement(sql).run(...values);
    db.exec('COMMIT');
    return undefined;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    return (error as Error).message;
  }
}

parentPort!.on('message', (chunk: BulkChunk | undefined) => {
  if (chunk) return parentPort!.postMessage(store(chunk));
  db.close();
  parentPort!.close();
});
