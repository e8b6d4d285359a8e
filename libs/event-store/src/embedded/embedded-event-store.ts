import { DatabaseSync } from 'node:sqlite';
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
  type ScanRange,
} from '../port.ts';
import type { Upcasters } from '../upcaster.ts';
import { GroupCommit } from './group-commit.ts';
import { LogIndex } from './log-index.ts';
import { lastPositionOf, LogReader } from './log-reader.ts';
import { encodeBody, schema, type Entry } from './schema.ts';
import { writeMark } from './tail.ts';
import { GroupWriter } from './write-group.ts';

export interface EmbeddedOptions {
  readonly file: string;
  readonly upcasters?: Upcasters;
  readonly clock?: Clock;
  /** Told after each group that reached the disk: readers in other threads go on from it. */
  readonly onDurable?: (position: number) => void;
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
  readonly contiguous = true;
  readonly #db: DatabaseSync;
  readonly #writer: GroupWriter;
  readonly #commit: GroupCommit;
  readonly #index: LogIndex;
  readonly #clock: Clock;
  readonly #reader: LogReader;
  readonly #onDurable: (position: number) => void;
  readonly #heads = new LRUCache<string, number>({ max: 50_000 });
  readonly #pendingCommands = new Map<string, PendingCommand>();
  #next: number;
  #closed = false;

  constructor(options: EmbeddedOptions) {
    this.#db = new DatabaseSync(options.file);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA cache_size = -16000');
    this.#db.exec(schema);
    this.#clock = options.clock ?? systemClock;
    this.#onDurable = options.onDurable ?? (() => undefined);
    this.#writer = new GroupWriter(this.#db, options.file);
    this.#index = new LogIndex(this.#db);
    this.#commit = new GroupCommit(this.#writer, { committed: (group) => this.#committed(group), failed: () => this.#forget() });
    const last = this.#lastPosition();
    this.#reader = new LogReader({ db: this.#db, file: options.file, upcasters: options.upcasters ?? {}, durable: last, tailOf: (stream) => this.#index.tailOf(stream) });
    this.#next = last + 1;
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

  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#reader.readStream(stream, options);
  }

  readAll(after: number, limit: number): Promise<readonly RecordedEvent[]> {
    return this.#reader.readAll(after, limit);
  }

  scan(range: ScanRange): AsyncIterable<readonly RecordedEvent[]> {
    return this.#reader.scan(range);
  }

  head(): Promise<number> {
    return this.#reader.head();
  }

  follow(options: FollowOptions): AsyncIterable<EventBatch> {
    return this.#reader.follow(options);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#commit.idle();
    this.#index.close();
    this.#writer.close();
    this.#reader.close();
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
    const recordedAt = this.#clock().toISOString();
    const bodies = request.events.map((event) => encodeBody(event, recordedAt));
    const recorded = this.#number(request, head, recordedAt);
    const result: Appended = { events: recorded, repeated: false };
    const appended = this.#commit.add(entryOf(recorded, bodies, command)).then(() => result);
    if (command) this.#remember(command, appended);
    return appended;
  }

  #number({ stream, events }: AppendRequest, head: number, recordedAt: string): readonly RecordedEvent[] {
    if (events.length === 0) throw new Error('an append needs at least one event');
    const recorded = events.map((event, i) => ({ ...event, stream, revision: head + 1 + i, position: this.#next + i, recordedAt }));
    this.#next += events.length;
    this.#heads.set(stream, head + events.length);
    return recorded;
  }

  #committed(group: readonly Entry[]): void {
    this.#index.committed(group);
    const last = group.findLast((entry) => entry.length > 0)?.at(-1);
    if (!last) return;
    this.#reader.advance(last.position);
    this.#onDurable(last.position);
  }

  #remember(command: CommandMark, appended: Promise<Appended>): void {
    this.#pendingCommands.set(command.id, { fingerprint: command.fingerprint, appended });
    const forget = () => this.#pendingCommands.delete(command.id);
    appended.then(forget, forget);
  }

  #repeated(mark: CommandMark): Promise<Appended> | undefined {
    const pending = this.#pendingCommands.get(mark.id);
    const known = pending ?? this.#index.findMark(mark.id);
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
    await this.#commit.add([]);
    return this.readStream(stream, { from, limit });
  }

  #headOf(stream: string): number {
    const known = this.#heads.get(stream);
    if (known !== undefined) return known;
    const head = this.#index.lastRevision(stream);
    this.#heads.set(stream, head);
    return head;
  }

  #lastPosition(): number {
    return lastPositionOf(this.#db);
  }

  /** A group failed to reach the disk: what memory holds of the future is wrong. */
  #forget(): void {
    this.#heads.clear();
    this.#next = this.#lastPosition() + 1;
  }
}

function entryOf(recorded: readonly RecordedEvent[], bodies: readonly string[], mark: CommandMark | undefined): Entry {
  return recorded.map(({ position, stream, revision }, i) => ({
    position,
    stream,
    revision,
    body: bodies[i]!,
    command: mark && i === 0 ? writeMark(mark, recorded.length) : null,
  }));
}
