import { Bell } from './bell.ts';
import { placeOf, Undecodable, type IncomingMessage } from './cloud-event.ts';
import { KafkaFailure } from './connection.ts';
import { Member, type MemberOptions } from './member.ts';
import { Merge } from './merge.ts';
import { groupPosition, startsFor, type Start } from './starts.ts';
import type { Turn } from './turn.ts';

export interface OrderedOptions extends MemberOptions {
  /** Asked when the turn comes; without it the group's committed position counts. */
  readonly after?: (() => number | Promise<number>) | undefined;
  /** Told when this member's turn comes, before the first batch. */
  readonly onTurn?: (() => void) | undefined;
  /** Told when another member's turn it is. */
  readonly standingBy?: (() => void) | undefined;
  readonly maxBatch?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Given what has no place in the log's order, before anything after it in its partition is let go. */
  onForeign(message: IncomingMessage, why: Undecodable): Promise<void>;
}

export interface OrderedBatch {
  readonly messages: readonly IncomingMessage[];
  readonly position: number;
  readonly caughtUp: boolean;
}

/** Events of a partition that may wait for others before it is paused, and how few before it goes on. */
const room = { most: 4_000, few: 1_000 };
const commitMs = 250;

/**
 * The messages of all partitions of some topics in the log's order, each position once. One member of the group at a time is
 * served. Asking for the next batch commits the one before.
 * @throws KafkaFailure when the brokers can't be reached, refuse us or miss something; follow again to go on
 */
export async function* ordered(options: OrderedOptions): AsyncGenerator<OrderedBatch, void, void> {
  const member = new Member(options);
  try {
    if (options.signal?.aborted) return;
    await member.join();
    for (;;) {
      if (!member.hasTurn) options.standingBy?.();
      const turn = await member.nextTurn(options.signal);
      if (!turn) return;
      yield* new Delivery(turn, options).run();
      if (turn.failure) throw turn.failure;
    }
  } finally {
    await member.leave();
  }
}

class Delivery {
  readonly #turn: Turn;
  readonly #options: OrderedOptions;
  readonly #bell = new Bell();
  readonly #highs = new Map<string, bigint>();
  readonly #paused = new Set<string>();
  /** Partitions whose beginning the broker has dropped and whose first record is not here yet. */
  readonly #cut = new Set<string>();
  #after = 0;
  #merge!: Merge<IncomingMessage>;
  #committedAt = 0;

  constructor(turn: Turn, options: OrderedOptions) {
    this.#turn = turn;
    this.#options = options;
  }

  async *run(): AsyncGenerator<OrderedBatch, void, void> {
    const { signal, maxBatch = 1_000 } = this.#options;
    const wake = () => this.#bell.ring();
    for (const each of [signal, this.#turn.signal]) each?.addEventListener('abort', wake);
    try {
      await this.#begin();
      let told = false;
      while (!signal?.aborted && !this.#turn.signal.aborted) {
        if (!this.#merge.ready && (told || !this.#atEnd())) {
          await this.#bell.heard();
          continue;
        }
        const { items: messages, position } = this.#merge.take(maxBatch);
        this.#drained();
        told = !this.#merge.ready && this.#atEnd();
        yield { messages, position, caughtUp: told };
        await this.#acknowledge(position, signal?.aborted);
      }
    } finally {
      for (const each of [signal, this.#turn.signal]) each?.removeEventListener('abort', wake);
    }
  }

  async #begin(): Promise<void> {
    const { connection, group, after = () => groupPosition(connection, group, this.#turn.lanes) } = this.#options;
    this.#options.onTurn?.();
    this.#after = await after();
    const starts = await startsFor(connection, group, this.#turn.lanes, this.#after);
    this.#merge = new Merge(starts, this.#after);
    for (const [name, { high, low, offset, passed }] of starts) {
      this.#highs.set(name, high);
      if (passed === 0 && offset === low && low > 0n) this.#cut.add(name);
    }
    this.#turn.begin(offsetsOf(starts), (name, messages, high) => this.#receive(name, messages, high));
  }

  async #receive(name: string, messages: readonly IncomingMessage[], high: bigint): Promise<void> {
    this.#highs.set(name, high);
    for (const message of messages) await this.#add(name, message);
    if (this.#merge.waiting(name) > room.most && !this.#paused.has(name)) {
      this.#paused.add(name);
      this.#turn.pause(name);
    }
    this.#bell.ring();
  }

  #add(name: string, message: IncomingMessage): Promise<void> | void {
    const offset = BigInt(message.offset);
    try {
      const { position, marker } = placeOf(message);
      if (this.#cut.delete(name) && position > this.#after + 1) throw truncated(name, this.#after, position);
      this.#merge.add(name, marker ? { position, offset } : { position, offset, item: message });
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      return this.#options.onForeign(message, error).then(() => this.#merge.skip(name, offset));
    }
  }

  #drained(): void {
    for (const name of this.#paused) {
      if (this.#merge.waiting(name) >= room.few) continue;
      this.#paused.delete(name);
      this.#turn.resume(name);
    }
  }

  /** True when all is here that the broker had when it was last asked. */
  #atEnd(): boolean {
    return [...this.#highs].every(([name, high]) => this.#merge.next(name) >= high);
  }

  async #acknowledge(position: number, atOnce = false): Promise<void> {
    if (!atOnce && Date.now() - this.#committedAt < commitMs) return;
    await this.#turn.commit(this.#merge.offsetsAfter(position), position);
    this.#committedAt = Date.now();
  }
}

const offsetsOf = (starts: ReadonlyMap<string, Start>): ReadonlyMap<string, bigint> => new Map(Array.from(starts, ([name, { offset }]) => [name, offset]));

const truncated = (name: string, after: number, first: number): KafkaFailure =>
  new KafkaFailure(`Kafka ya no conserva ${name} desde la posición ${after}: su primer mensaje es de la ${first}. Reconstruya las vistas desde el registro y amplíe la retención del tema.`);
