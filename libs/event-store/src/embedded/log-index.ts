import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { readMark, Tail, type Indexable, type MarkedCommand, type Place } from './tail.ts';

/** 60 bits of an id's digest; another id that shares them is told apart by its event. */
const keyOf = (id: string): bigint => BigInt(`0x${hash('sha256', id).slice(0, 15)}`);

const flushEvery = { events: 2_000, ms: 2_000 };
/** Rows of an index a turn of the event loop: some 1 ms. */
const slice = 250;
/** Events indexed at once when the index is far behind. */
const page = 10_000;

interface IndexRow {
  readonly add: StatementSync;
  readonly values: readonly (string | number | bigint)[];
}

/**
 * Finds the events of a stream and what a command recorded. Both lie with their events; the indexes over them are written in
 * batches, behind the events and in order of their keys, for a random page or two for each event would cost more than the
 * event. What they do not hold yet is in memory, and after a stop is read from the log's end.
 */
export class LogIndex {
  readonly #db: DatabaseSync;
  readonly #sql;
  readonly #tail = new Tail();
  #flushing = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#sql = {
      mark: db.prepare('SELECT position FROM marks WHERE id = ?'),
      markAt: db.prepare('SELECT command FROM events WHERE position = ?'),
      last: db.prepare('SELECT revision FROM streams WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
      addMark: db.prepare('INSERT OR REPLACE INTO marks (id, position) VALUES (?, ?)'),
      addPlace: db.prepare('INSERT OR REPLACE INTO streams (stream, revision, position) VALUES (?, ?, ?)'),
      upTo: db.prepare('INSERT INTO indexed (one, position) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET position = excluded.position'),
    };
    this.#catchUp();
  }

  findMark(id: string): MarkedCommand | undefined {
    const recent = this.#tail.marks.get(id);
    if (recent) return recent;
    const indexed = this.#sql.mark.get(keyOf(id)) as { position: number } | undefined;
    if (!indexed) return undefined;
    const event = this.#sql.markAt.get(indexed.position) as { command: string | null } | undefined;
    const found = event?.command ? readMark(indexed.position, event.command) : undefined;
    return found?.id === id ? found : undefined;
  }

  /** Revision of the stream's last event; -1 where there is none. */
  lastRevision(stream: string): number {
    const recent = this.tailOf(stream).at(-1);
    if (recent) return recent.revision;
    return (this.#sql.last.get(stream) as { revision: number } | undefined)?.revision ?? -1;
  }

  /** Where the stream's newest events lie, those that the index on the disk may not have yet. */
  tailOf(stream: string): readonly Place[] {
    return this.#tail.of(stream);
  }

  /** These are on the disk. */
  committed(group: readonly (readonly Indexable[])[]): void {
    for (const entry of group) for (const row of entry) this.#tail.add(row);
    if (this.#tail.size >= flushEvery.events) void this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), flushEvery.ms).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#tail.size === 0) return;
    const upTo = this.#tail.newest;
    this.#write(this.#rows(), upTo);
  }

  /** Little at a time: whoever waits for the event loop waits for one slice. What is written twice is written the same. */
  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#flushing || this.#tail.size === 0) return;
    this.#flushing = true;
    const upTo = this.#tail.newest;
    const rows = this.#rows();
    for (let i = 0; i < rows.length && this.#db.isOpen; i += slice) {
      const isLast = i + slice >= rows.length;
      // The disk is full, say: what was to be indexed stays in memory, and its events hold it.
      if (!this.#write(rows.slice(i, i + slice), isLast ? upTo : undefined)) break;
      if (isLast) this.#tail.forget(upTo);
      await setImmediate();
    }
    this.#flushing = false;
  }

  #rows(): IndexRow[] {
    const marks = [...this.#tail.marks].map(([id, { position }]) => ({ key: keyOf(id), position })).sort((a, b) => (a.key < b.key ? -1 : 1));
    return [
      ...marks.map(({ key, position }) => ({ add: this.#sql.addMark, values: [key, position] })),
      ...this.#tail.places().map(({ stream, place }) => ({ add: this.#sql.addPlace, values: [stream, place.revision, place.position] })),
    ];
  }

  #write(rows: readonly IndexRow[], upTo: number | undefined): boolean {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const { add, values } of rows) add.run(...values);
      if (upTo !== undefined) this.#sql.upTo.run(upTo);
      this.#db.exec('COMMIT');
      return true;
    } catch {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      return false;
    }
  }

  /** Events that the indexes have not seen: those of the last moments before a stop. */
  #catchUp(): void {
    const unindexed = this.#db.prepare('SELECT position, stream, revision, command FROM events WHERE position > ? ORDER BY position LIMIT ?');
    let upTo = (this.#db.prepare('SELECT position FROM indexed').get() as { position: number } | undefined)?.position ?? 0;
    for (;;) {
      const rows = unindexed.all(upTo, page) as unknown as Indexable[];
      for (const row of rows) this.#tail.add(row);
      if (rows.length < page) return;
      upTo = this.#tail.newest;
      if (this.#write(this.#rows(), upTo)) this.#tail.forget(upTo);
    }
  }
}
