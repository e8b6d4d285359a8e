import { DatabaseSync } from 'node:sqlite';
import type { Upcasters } from '../upcaster.ts';
import { LogReader } from './log-reader.ts';

/** A reader with a connection of its own to a log that another thread writes. Ends with `close`. */
export function openLogReader(file: string, upcasters: Upcasters): { readonly reader: LogReader; close(): void } {
  const db = new DatabaseSync(file, { readOnly: true });
  const last = (db.prepare('SELECT position FROM events ORDER BY position DESC LIMIT 1').get() as { position: number } | undefined)?.position ?? 0;
  const reader = new LogReader(db, upcasters, last);
  const close = () => {
    reader.close();
    db.close();
  };
  return { reader, close };
}
