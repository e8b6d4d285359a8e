import { DatabaseSync } from 'node:sqlite';
import type { Upcasters } from '../upcaster.ts';
import { lastPositionOf, LogReader } from './log-reader.ts';
import type { Place } from './tail.ts';

/** A reader with a connection of its own to a log that another thread writes. Ends with `close`. */
export function openLogReader(file: string, upcasters: Upcasters): { readonly reader: LogReader; close(): void } {
  const db = new DatabaseSync(file, { readOnly: true });
  const tail = db.prepare('SELECT revision, position FROM events WHERE position > ifnull((SELECT position FROM indexed), 0) AND stream = ? ORDER BY position');
  const reader = new LogReader({ db, file, upcasters, durable: lastPositionOf(db), tailOf: (stream) => tail.all(stream) as unknown as Place[] });
  const close = () => {
    reader.close();
    db.close();
  };
  return { reader, close };
}
