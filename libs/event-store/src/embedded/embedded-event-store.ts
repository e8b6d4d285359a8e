import { EventEmitter, once } from 'node:events';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { systemClock, type Clock, type RecordedEvent } from '#kernel';
import {
  CommandReused,
  WrongExpectedRevision,
  type AppendRequest,
  type Appended,
  type CommandMark,
  type EventBatch,
  type EventStore,
  type FollowOptions,
  type ReadStreamOptions,
} from '../port.ts';
import { upcast, type Upcasters } from '../upcaster.ts';
import { GroupCommit } from './group-commit.ts';
import { checksum, decode, encodeBody, schema, type Row } from './schema.ts';

export interface EmbeddedOptions {
  readonly file: string;
  readonly upcasters?: Upcasters;
  readonly clock?: Clock;
}

interface PendingCommand {
  readonly fingerprint: string;
  readonly appended: Promise<Appended>;
}

/**
 * The event store in one SQLite file. Revisions and positions are given at once, in memory; the answer comes when the
 * group that holds the events is on the disk. One process writes (the data folder's lock sees to that).
 */
export class EmbeddedEventStore implements EventStore {
  readonly #db: DatabaseSync;
  readonly #commit: GroupCommit;
  readonly #clock: Clock;
  readonly #upcasters: Upcasters;
  readonly #heads = new LRUCache<string, number>({ max: 50_000 });
  readonly #pendingCommands = new Map<string, PendingCommand>();
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #sql: ReturnType<typeof statements>;
  #next: number;
  #durable: number;
  #closed = false;

  constructor(options: EmbeddedOptions) {
    this.#db = new DatabaseSync(options.file);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000');
    this.#db.exec(schema);
    this.#clock = options.clock ?? systemClock;
    this.#upcasters = options.upcasters ?? {};
    this.#sql = statements(this.#db);
    this.#commit = new GroupCommit(this.#db, () => this.#forget());
    this.#durable = this.#lastPosition();
    this.#next = this.#durable + 1;
  }

  append(request: AppendRequest): Promise<Appended> {
    try {
      return this.#accept(request);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  async findCommand(mark: CommandMark): Promise<readonly RecordedEvent[] | undefined> {
    return (await this.#repeated(mark))?.events;
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
      const events = await this.readAll(position, maxBatch);
      position = events.at(-1)?.position ?? position;
      announced = true;
      yield { events, position, caughtUp: position >= this.#durable };
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#commit.flush();
    this.#closed = true;
    this.#news.emit('appended');
    this.#db.close();
  }

  #accept(request: AppendRequest): Promise<Appended> {
    if (this.#closed) throw new Error('the event store is closed');
    const { stream, expected, command } = request;
    const repeated = command && this.#repeated(command);
    if (repeated) return repeated;
    const head = this.#headOf(stream);
    if (expected !== 'any' && head !== (expected === 'none' ? -1 : expected)) {
      return this.#repeatedIds(request, head);
    }
    // Now, so that what JSON can't hold fails its own append alone.
    const bodies = request.events.map(encodeBody);
    const recorded = this.#number(request, head);
    const result: Appended = { events: recorded, repeated: false };
    const appended = this.#commit
      .add(() => this.#write(recorded, bodies, command))
      .then(() => this.#announce(recorded.at(-1)!.position))
      .then(() => result);
    if (command) this.#remember(command, appended);
    return appended;
  }

  #number({ stream, events }: AppendRequest, head: number): readonly RecordedEvent[] {
    if (events.length === 0) throw new Error('an append needs at least one event');
    const recordedAt = this.#clock().toISOString();
    const recorded = events.map((event, i) => ({ ...event, stream, revision: head + 1 + i, position: this.#next + i, recordedAt }));
    this.#next += events.length;
    this.#heads.set(stream, head + events.length);
    return recorded;
  }

  #write(recorded: readonly RecordedEvent[], bodies: readonly string[], command: CommandMark | undefined): void {
    for (const [i, { position, stream, revision, type, recordedAt }] of recorded.entries()) {
      const body = bodies[i]!;
      const crc = checksum({ position, stream, revision, type, recorded_at: recordedAt, body });
      this.#sql.insert.run(position, stream, revision, type, recordedAt, body, crc);
    }
    if (command) this.#sql.insertCommand.run(command.id, command.fingerprint, recorded[0]!.position, recorded.length);
  }

  #announce(position: number): void {
    if (position > this.#durable) this.#durable = position;
    this.#news.emit('appended');
  }

  #remember(command: CommandMark, appended: Promise<Appended>): void {
    this.#pendingCommands.set(command.id, { fingerprint: command.fingerprint, appended });
    const forget = () => this.#pendingCommands.delete(command.id);
    appended.then(forget, forget);
  }

  #repeated(mark: CommandMark): Promise<Appended> | undefined {
    const pending = this.#pendingCommands.get(mark.id);
    const known = pending ?? (this.#sql.command.get(mark.id) as { fingerprint: string; position: number; count: number } | undefined);
    if (!known) return undefined;
    if (known.fingerprint !== mark.fingerprint) throw new CommandReused();
    if ('appended' in known) return known.appended.then(({ events }) => ({ events, repeated: true }));
    return this.readAll(known.position - 1, known.count).then((events) => ({ events, repeated: true }));
  }

  /** The writer's belief is out of date; if what follows it are these very events, they were recorded before. */
  async #repeatedIds({ stream, expected, events }: AppendRequest, head: number): Promise<Appended> {
    const from = expected === 'none' ? 0 : Number(expected) + 1;
    const found = from <= head ? await this.#durableFrom(stream, from, events.length) : [];
    const same = found.length === events.length && found.every((event, i) => event.id === events[i]!.id);
    if (!same) throw new WrongExpectedRevision(stream, expected, head);
    return { events: found, repeated: true };
  }

  async #durableFrom(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    await this.#commit.add(() => undefined);
    return this.readStream(stream, { from, limit });
  }

  #headOf(stream: string): number {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const row = this.#sql.streamHead.get(stream) as { revision: number } | undefined;
    const head = row?.revision ?? -1;
    this.#heads.set(stream, head);
    return head;
  }

  #lastPosition(): number {
    return (this.#sql.last.get() as { position: number } | undefined)?.position ?? 0;
  }

  /** A group failed to reach the disk: what memory holds of the future is wrong. */
  #forget(): void {
    this.#heads.clear();
    this.#next = this.#lastPosition() + 1;
  }

  #decodeAll(rows: readonly Record<string, unknown>[]): RecordedEvent[] {
    return rows.map((row) => upcast(decode(row as unknown as Row), this.#upcasters));
  }
}

function statements(db: DatabaseSync) {
  const prepare = (sql: string): StatementSync => db.prepare(sql);
  return {
    insert: prepare('INSERT INTO events (position, stream, revision, type, recorded_at, body, crc) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    insertCommand: prepare('INSERT INTO commands (id, fingerprint, position, count) VALUES (?, ?, ?, ?)'),
    command: prepare('SELECT fingerprint, position, count FROM commands WHERE id = ?'),
    streamForwards: prepare('SELECT * FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'),
    streamBackwards: prepare('SELECT * FROM events WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?'),
    streamHead: prepare('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    all: prepare('SELECT * FROM events WHERE position > ? ORDER BY position LIMIT ?'),
    last: prepare('SELECT position FROM events ORDER BY position DESC LIMIT 1'),
  };
}
