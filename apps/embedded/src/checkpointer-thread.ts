import { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';

const everyMs = 300;

const databases = (workerData as readonly string[]).map((file) => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 0');
  return db;
});

setInterval(() => {
  for (const db of databases) {
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // The disk is full, say: once it has room, the next one moves all that waited.
    }
  }
}, everyMs);
