import type { NewEvent, RecordedEvent } from '#kernel';

/** What the writer believes of the stream: its last revision, that it does not exist yet, or nothing. */
export type ExpectedRevision = number | 'none' | 'any';

/** Identity of a command (from its idempotency key) and of what it asked (a digest of its body). */
export interface CommandMark {
  readonly id: string;
  readonly fingerprint: string;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** At least one; recorded together or not at all. */
  readonly events: readonly NewEvent[];
  readonly command?: CommandMark;
}

export interface Appended {
  readonly events: readonly RecordedEvent[];
  /** True when these events had been recorded before, by the same command or the same event ids. */
  readonly repeated: boolean;
}

export interface ReadStreamOptions {
  /** First revision wanted; 0 unless told. With `backwards`, the last revision unless told. */
  readonly from?: number;
  readonly limit?: number;
  readonly backwards?: boolean;
}

export interface EventBatch {
  /** In order of position; may be empty when only `caughtUp` is news. */
  readonly events: readonly RecordedEvent[];
  /** True when the batch reaches the head as it was when it was read. */
  readonly caughtUp: boolean;
  /** Everything up to here has been delivered, events that a filter left out included. */
  readonly position: number;
}

export interface FollowOptions {
  /** Position of the last event already seen; 0 for the beginning. */
  readonly after: number;
  readonly maxBatch?: number;
  readonly signal?: AbortSignal;
}

export interface ScanRange {
  /** Position of the last event already seen; 0 for the beginning. */
  readonly after: number;
  /** Position of the last event wanted; durable. */
  readonly to: number;
  /** Most events of a page. */
  readonly pageSize: number;
  /** Ends the scan where it is, also while it waits for an engine that is away. */
  readonly signal?: AbortSignal | undefined;
}

/** The history as readers see it: durable events alone. */
export interface EventLog {
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /** Events after a position, in order; at most `limit`. */
  readAll(after: number, limit: number): Promise<readonly RecordedEvent[]>;
  /** The events of a range in order, for one who reads through history: the adapter may read ahead. */
  scan(range: ScanRange): AsyncIterable<readonly RecordedEvent[]>;
  /** Position of the last durable event; 0 when empty. */
  head(): Promise<number>;
  /** True where positions are 1, 2, 3…: there a gap is a loss. Absent where they may have gaps. */
  readonly contiguous?: true;
  /** Catches up from a position and then follows; pulls, so a slow reader slows only itself. */
  follow(options: FollowOptions): AsyncIterable<EventBatch>;
}

/**
 * The authoritative history. Adapters pass one contract suite (`testing/event-store-contract.ts`).
 * Promises no more than the weakest adapter does: one stream an append, positions that increase but may have gaps.
 */
export interface EventStore extends EventLog {
  /**
   * Durable when it resolves. Rejects with {@link WrongExpectedRevision} or {@link CommandReused}.
   * The same event ids at the same expected revision, or the same command mark, answer as the first time.
   * Appends of this process to one stream take effect in the order in which they were asked for; one that expects a revision
   * which an append before it was to bring fails when that one does.
   */
  append(request: AppendRequest): Promise<Appended>;
  /** What a command with this mark recorded, if it did. Rejects with {@link CommandReused} on another fingerprint. */
  findCommand(mark: CommandMark): Promise<readonly RecordedEvent[] | undefined>;
  close(): Promise<void>;
}

/** The stream is not where the writer believed. Nothing was written. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The stream's last revision, -1 when it does not exist. */
  readonly actual: number;

  constructor(stream: string, expected: ExpectedRevision, actual: number) {
    super(`stream ${stream}: expected revision ${expected}, is at ${actual}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The idempotency key was used before, for a command with another body. */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';

  constructor() {
    super('the idempotency key was used before with another body');
  }
}
