import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { pragmas } from './schema.ts';
import type { SqlAnswer, SqlJob, Step } from './sql-worker.ts';

const db = new DatabaseSync(workerData as string);
db.exec(pragmas);

function run(steps: readonly Step[]): readonly Record<string, unknown>[] {
  let last: readonly Record<string, unknown>[] = [];
  db.exec('BEGIN');
  try {
    for (const { sql, rows } of steps) {
      const statement = db.prepare(sql);
      for (const values of rows) last = statement.all(...values);
    }
    db.exec('COMMIT');
    return last;
  } finally {
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}

function answer({ id, steps }: SqlJob): SqlAnswer {
  try {
    return { id, rows: run(steps) };
  } catch (error) {
    return { id, error: error as Error };
  }
}

parentPort!.on('message', (job: SqlJob) => parentPort!.postMessage(answer(job)));
