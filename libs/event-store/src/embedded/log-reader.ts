import { EventEmitter, once } from 'node:events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RecordedEvent } from '#kernel';
import type { EventBatch, EventLog, FollowOptions, ReadStreamOptions } from '../port.ts';
import { upcast, type Upcasters } from '../upcaster.ts';
import { decode, type Row } from './schema.ts';

/**
 * Reads the log's file, on the writer's connection or on one of its own (another thread). It sees events up to the position
 * that it was last told is durable.
 */
export class LogReader implements EventLog {
  readonly contiguous = true;
  readonly #upcasters: Upcasters;
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #sql: { readonly streamForwards: StatementSync; readonly streamBackwards: StatementSync; readonly all: StatementSync };
  #durable: number;
  #closed = false;

  constructor(db: DatabaseSync, upcasters: Upcasters, durable: number) {
    this.#upcasters = upcasters;
    this.#durable = durable;
    this.#sql = {
      streamForwards: db.prepare('SELECT * FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'),
      streamBackwards: db.prepare('SELECT * FROM events WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?'),
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

  async readStream(stream: string, { from, limit = -1, backwards = false }: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const rows = backwards
      ? this.#sql.streamBackwards.all(stream, from ?? Number.MAX_SAFE_INTEGER, limit)
      : this.#sql.streamForwards.all(stream, from ?? 0, limit);
    return this.#decodeAll(rows);
  }

  async readAll(after: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#decodeAll(this.#sql.all.all(after, limit));
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

  #decodeAll(rows: readonly Record<string, unknown>[]): RecordedEvent[] {
    return rows.map((row) => upcast(decode(row as unknown as Row), this.#upcasters));
  }
}
