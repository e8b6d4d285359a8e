import type { Batch, Consumer } from 'kafkajs';
import type { IncomingMessage } from './cloud-event.ts';
import { inSpanish, KafkaFailure, rootOf, type KafkaConnection } from './connection.ts';

/** A partition of a topic. */
export interface Lane {
  /** `topic/partition`. */
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
}

export type Receive = (lane: string, messages: readonly IncomingMessage[], high: bigint) => void | Promise<void>;

/** While the group is re-forming, commits are refused; the next one will do. */
const passing = new Set(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'NOT_COORDINATOR_FOR_GROUP', 'GROUP_COORDINATOR_NOT_AVAILABLE', 'GROUP_LOAD_IN_PROGRESS']);

/** The time for which a member of a group has all its partitions. Nothing is read before `begin`. */
export class Turn {
  readonly lanes: readonly Lane[];
  readonly memberId: string;
  readonly #consumer: Consumer;
  readonly #connection: KafkaConnection;
  readonly #ended = new AbortController();
  readonly #next = new Map<string, bigint>();
  #receive: Receive = () => undefined;
  #failure: Error | undefined;

  constructor(consumer: Consumer, connection: KafkaConnection, memberId: string, lanes: readonly Lane[]) {
    this.#consumer = consumer;
    this.#connection = connection;
    this.memberId = memberId;
    this.lanes = lanes;
    for (const { name } of lanes) this.pause(name);
  }

  /** Aborted when the partitions are another's, or nobody's. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Why it ended, where it did not just pass to another member. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Reads each partition from its offset. What `receive` throws ends the turn. */
  begin(starts: ReadonlyMap<string, bigint>, receive: Receive): void {
    this.#receive = receive;
    for (const [name, offset] of starts) this.#next.set(name, offset);
    this.goOn();
    for (const { name } of this.lanes) this.resume(name);
  }

  /** The group formed anew around us: the client forgot how far it had read. */
  goOn(): void {
    for (const { name, topic, partition } of this.lanes) {
      const offset = this.#next.get(name);
      if (offset !== undefined) this.#consumer.seek({ topic, partition, offset: String(offset) });
    }
  }

  end(failure?: Error): void {
    if (this.signal.aborted) return;
    this.#failure = failure;
    this.#ended.abort();
  }

  async accept(batch: Batch & { readonly fetchedOffset?: string }): Promise<void> {
    const name = nameOf(batch.topic, batch.partition);
    const expected = this.#next.get(name);
    if (expected === undefined || this.signal.aborted) return;
    try {
      if (BigInt(batch.fetchedOffset ?? expected) !== expected) throw jumped(batch, expected);
      const messages = batch.messages.map(({ offset, key, value, headers = {} }): IncomingMessage => ({ topic: batch.topic, partition: batch.partition, offset, key, value, headers }));
      this.#next.set(name, BigInt(batch.lastOffset()) + 1n);
      await this.#receive(name, messages, BigInt(batch.highWatermark));
    } catch (error) {
      this.end(error as Error);
    }
  }

  pause(name: string): void {
    const { topic, partition } = this.#lane(name);
    this.#consumer.pause([{ topic, partitions: [partition] }]);
  }

  resume(name: string): void {
    const { topic, partition } = this.#lane(name);
    this.#consumer.resume([{ topic, partitions: [partition] }]);
  }

  /** What is before these offsets has had its effect: everything up to `position`. */
  async commit(offsets: ReadonlyMap<string, bigint>, position: number): Promise<void> {
    const all = this.lanes.map(({ name, topic, partition }) => ({ topic, partition, offset: String(offsets.get(name)), metadata: String(position) }));
    try {
      await this.#consumer.commitOffsets(all);
    } catch (error) {
      if (!this.signal.aborted && !passing.has(rootOf(error).type ?? '')) throw inSpanish(error, this.#connection, 'guardar el avance del grupo');
    }
  }

  #lane(name: string): Lane {
    return this.lanes.find((lane) => lane.name === name)!;
  }
}

export const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;

/** The client goes elsewhere by itself where the broker no longer has what it asked for. */
const jumped = ({ topic, partition }: Batch, expected: bigint): KafkaFailure =>
  new KafkaFailure(`Kafka ya no tiene el tema ${topic}, partición ${partition}, desde el mensaje ${expected}: se borró o se creó de nuevo.`);
