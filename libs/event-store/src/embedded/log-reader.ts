import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RecordedEvent } from '#kernel';
import type { EventBatch, EventLog, FollowOptions, ReadStreamOptions, ScanRange } from '../port.ts';
import { scanByFollowing } from '../scan.ts';
import { upcast, type Upcasters } from '../upcaster.ts';
import { scanInThread } from './scan-in-thread.ts';
import { DamagedLog, decode, type Row } from './schema.ts';
import type { Place } from './tail.ts';

/** Fewer events are read sooner than a thread starts. */
const worthAThread = 20_000;

export interface LogFile {
  readonly db: DatabaseSync;
  readonly file: string;
  readonly upcasters: Upcasters;
  /** Position up to which events are on the disk. */
  readonly durable: number;
  /** Where a stream's newest events lie, those at least that the index has not; in order of revision. */
  tailOf(stream: string): readonly Place[];
}

/**
 * Reads the log's file, on the writer's connection or on one of its own (another thread). It sees events up to the position
 * that it was last told is durable.
 */
export class LogReader implements EventLog {
  readonly contiguous = true;
  readonly #file: string;
  readonly #upcasters: Upcasters;
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #tailOf: (stream: string) => readonly Place[];
  readonly #sql: { readonly forwards: StatementSync; readonly backwards: StatementSync; readonly at: StatementSync; readonly all: StatementSync };
  #durable: number;
  #closed = false;

  constructor({ db, file, upcasters, durable, tailOf }: LogFile) {
    this.#file = file;
    this.#upcasters = upcasters;
    this.#durable = durable;
    this.#tailOf = tailOf;
    const ofStream = 'SELECT e.* FROM streams s JOIN events e ON e.position = s.position WHERE s.stream = ?';
    this.#sql = {
      forwards: db.prepare(`${ofStream} AND s.revision >= ? ORDER BY s.revision LIMIT ?`),
      backwards: db.prepare(`${ofStream} AND s.revision <= ? ORDER BY s.revision DESC LIMIT ?`),
      at: db.prepare('SELECT * FROM events WHERE position = ?'),
      all: db.prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?'),
    };
  }

  get durable(): number {
    return this.#durable;
  }

  /** Everything up to here is on the disk. */
  advance(position: number): void {
    if (position > this.#durable) this.#durable = position;
    this.#news.emit('appended');
  }

  async readStream(stream: string, { from, limit = Infinity, backwards = false }: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const events = this.#decodeAll(backwards ? this.#backwards(stream, from ?? Number.MAX_SAFE_INTEGER, limit) : this.#forwards(stream, from ?? 0, limit));
    const first = backwards ? (events[0]?.revision ?? 0) : (from ?? 0);
    events.forEach((event, i) => {
      const revision = backwards ? first - i : first + i;
      if (event.stream !== stream || event.revision !== revision) throw new DamagedLog(`a la corriente ${stream} le falta la revisión ${revision}`);
    });
    return events;
  }

  async readAll(after: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#decodeAll(this.#sql.all.all(after, limit));
  }

  async *scan(range: ScanRange): AsyncIterable<readonly RecordedEvent[]> {
    if (range.to - range.after < worthAThread) return yield* scanByFollowing(this, range);
    const { after, to, pageSize, signal } = range;
    for await (const events of scanInThread({ after, to, pageSize, file: this.#file })) {
      if (signal?.aborted) return;
      yield events.map((event) => upcast(event, this.#upcasters));
    }
  }

  async head(): Promise<number> {
    return this.#durable;
  }

  async *follow({ after, maxBatch = 1_000, signal }: FollowOptions): AsyncIterable<EventBatch> {
    let position = after;
    let announced = false;
    while (!signal?.aborted && !this.#closed) {
      if (position >= this.#durable && announced) {
        await once(this.#news, 'appended', signal ? { signal } : {}).catch(() => undefined);
        continue;
      }
      // What is written and not yet synced may be gone after a power cut: nobody is to have seen it.
      const events = (await this.readAll(position, maxBatch)).filter((event) => event.position <= this.#durable);
      position = events.at(-1)?.position ?? position;
      announced = true;
      yield { events, position, caughtUp: position >= this.#durable };
    }
  }

  /** Ends those who follow. */
  close(): void {
    this.#closed = true;
    this.#news.emit('appended');
  }

  /** The tail is asked before the index: what moves from the one to the other meanwhile is seen twice, never missed. */
  #forwards(stream: string, from: number, limit: number): Record<string, unknown>[] {
    const tail = this.#tailOf(stream);
    const rows = this.#sql.forwards.all(stream, from, limit === Infinity ? -1 : limit);
    const next = rows.length === 0 ? from : Number(rows.at(-1)!.revision) + 1;
    const newer = tail.filter(({ revision }) => revision >= next).slice(0, limit - rows.length);
    return [...rows, ...this.#at(newer)];
  }

  #backwards(stream: string, from: number, limit: number): Record<string, unknown>[] {
    const newest = this.#tailOf(stream).filter(({ revision }) => revision <= from);
    const taken = newest.toReversed().slice(0, limit);
    const rows = taken.length < limit ? this.#sql.backwards.all(stream, Math.min(from, (newest[0]?.revision ?? Infinity) - 1), limit === Infinity ? -1 : limit - taken.length) : [];
    return [...this.#at(taken), ...rows];
  }

  #at(places: readonly Place[]): Record<string, unknown>[] {
    return places.map(({ position }) => this.#sql.at.get(position)).filter((row) => row !== undefined);
  }

  #decodeAll(rows: readonly Record<string, unknown>[]): RecordedEvent[] {
    return rows.map((row) => upcast(decode(row as unknown as Row), this.#upcasters));
  }
}

/** Of the last event in the file; 0 when it is empty. */
export function lastPositionOf(db: DatabaseSync): number {
  const row = db.prepare('SELECT position FROM events ORDER BY position DESC LIMIT 1').get() as { position: number } | undefined;
  return row?.position ?? 0;
}
