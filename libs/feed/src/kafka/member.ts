import type { Consumer } from 'kafkajs';
import { Bell } from './bell.ts';
import { clientOf, inSpanish, patience, type KafkaConnection } from './connection.ts';
import { soleOwner } from './sole-owner.ts';
import { checkTopics, withAdmin } from './topics.ts';
import { nameOf, Turn, type Lane } from './turn.ts';

export interface MemberOptions {
  readonly connection: KafkaConnection;
  readonly group: string;
  readonly topics: readonly string[];
  /** Milliseconds without a sign of life after which another member takes over; 10,000 unless told. */
  readonly sessionMs?: number | undefined;
}

/** A member of a group of which one at a time has all partitions. When the client fails it is over: make another. */
export class Member {
  readonly #options: MemberOptions;
  readonly #consumer: Consumer;
  readonly #bell = new Bell();
  #turn: Turn | undefined;
  #failure: Error | undefined;

  constructor(options: MemberOptions) {
    const { connection, group: groupId, sessionMs = 10_000 } = options;
    this.#options = options;
    this.#consumer = clientOf(connection).consumer({
      groupId,
      partitionAssigners: [soleOwner(() => this.#turn !== undefined)],
      sessionTimeout: sessionMs,
      heartbeatInterval: Math.min(1_000, sessionMs / 4),
      rebalanceTimeout: sessionMs,
      maxWaitTimeInMs: 200,
      allowAutoTopicCreation: false,
      retry: { ...patience, restartOnFailure: async () => false },
    });
    this.#consumer.on('consumer.group_join', ({ payload }) => this.#joined(payload.memberId, payload.memberAssignment));
    this.#consumer.on('consumer.crash', ({ payload }) => this.#fail(payload.error));
  }

  /** @throws KafkaFailure */
  async join(): Promise<void> {
    const { connection, topics } = this.#options;
    await withAdmin(connection, 'buscar los temas', (admin) => checkTopics(admin, topics));
    try {
      await this.#consumer.connect();
      await this.#consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await this.#consumer.run({ autoCommit: false, eachBatch: ({ batch, isStale }) => (isStale() ? Promise.resolve() : (this.#turn?.accept(batch) ?? Promise.resolve())) });
    } catch (error) {
      throw inSpanish(error, connection, 'unirse al grupo');
    }
  }

  get hasTurn(): boolean {
    return this.#turn !== undefined && !this.#turn.signal.aborted;
  }

  /**
   * Waits until the partitions are ours; `undefined` when told to stop.
   * @throws KafkaFailure
   */
  async nextTurn(signal?: AbortSignal): Promise<Turn | undefined> {
    const wake = () => this.#bell.ring();
    signal?.addEventListener('abort', wake);
    try {
      for (;;) {
        if (signal?.aborted) return undefined;
        if (this.#failure) throw this.#failure;
        if (this.hasTurn) return this.#turn;
        await this.#bell.heard();
      }
    } finally {
      signal?.removeEventListener('abort', wake);
    }
  }

  /** Another member takes over at once. */
  async leave(): Promise<void> {
    this.#turn?.end();
    await this.#consumer.disconnect().catch(() => undefined);
  }

  #joined(memberId: string, assignment: Readonly<Record<string, readonly number[]>>): void {
    const lanes: Lane[] = Object.entries(assignment).flatMap(([topic, partitions]) => partitions.map((partition) => ({ name: nameOf(topic, partition), topic, partition })));
    const before = this.#turn;
    const same = before && !before.signal.aborted && before.memberId === memberId && sameLanes(before.lanes, lanes);
    if (same) return before.goOn();
    before?.end();
    this.#turn = lanes.length > 0 ? new Turn(this.#consumer, this.#options.connection, memberId, lanes) : undefined;
    this.#bell.ring();
  }

  #fail(error: Error): void {
    this.#failure = inSpanish(error, this.#options.connection, 'leer los temas');
    this.#turn?.end(this.#failure);
    this.#bell.ring();
  }
}

const sameLanes = (a: readonly Lane[], b: readonly Lane[]): boolean => a.length === b.length && a.every(({ name }) => b.some((lane) => lane.name === name));
