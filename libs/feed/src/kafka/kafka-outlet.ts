import { Partitioners, type Message, type Producer, type TopicMessages } from 'kafkajs';
import type { EventBatch } from '#event-store';
import type { Outlet, PublishingTurn } from '../relay.ts';
import { Bell } from './bell.ts';
import { encode, marker, placeOf, Undecodable, type IncomingMessage, type OutgoingMessage } from './cloud-event.ts';
import { clientOf, inSpanish, KafkaFailure, patience, type KafkaConnection } from './connection.ts';
import { Member } from './member.ts';
import { boundsOf } from './starts.ts';
import type { Turn } from './turn.ts';

export interface KafkaOutletOptions {
  readonly connection: KafkaConnection;
  /** All that are published, each to the topic of its name. */
  readonly contexts: readonly string[];
  /** The context that an event is of; `undefined` where nobody else is to see it. */
  readonly contextOf: (type: string) => string | undefined;
  /** Name of the group of relays of which one publishes; `conectamef.relay` unless told. */
  readonly group?: string;
  readonly topicOf: (context: string) => string;
  readonly sessionMs?: number;
}

/** So many of a partition's last records are looked at for the position that it has reached. */
const tail = 100n;

/**
 * Publishes to Kafka. Nothing is stored beside the topics: where to go on is what every partition has reached, by its last
 * records. Membership of a group says whose turn it is. A publisher that does not know yet that its turn is over does no
 * harm: whatever it writes it writes in order and after all that comes before, and repetitions are dropped (see Merge).
 */
export class KafkaOutlet implements Outlet {
  readonly #options: KafkaOutletOptions;

  constructor(options: KafkaOutletOptions) {
    this.#options = options;
  }

  async *turns(signal: AbortSignal, standingBy: () => void): AsyncIterable<PublishingTurn> {
    const { connection, contexts, topicOf, group = 'conectamef.relay', sessionMs } = this.#options;
    const member = new Member({ connection, group, topics: contexts.map(topicOf), sessionMs });
    const producer = clientOf(connection).producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { ...patience, retries: 5 },
    });
    try {
      await producer.connect().catch((error) => Promise.reject(inSpanish(error, connection, 'conectar el relay')));
      await member.join();
      for (;;) {
        if (!member.hasTurn) standingBy();
        const turn = await member.nextTurn(signal);
        if (!turn) return;
        const position = await reached(turn, connection, signal);
        if (position !== undefined) yield { position, signal: turn.signal, publish: (batch) => this.#publish(producer, turn, batch) };
        if (turn.failure) throw turn.failure;
      }
    } finally {
      await member.leave();
      await producer.disconnect().catch(() => undefined);
    }
  }

  async #publish(producer: Producer, turn: Turn, { events, position }: Pick<EventBatch, 'events' | 'position'>): Promise<void> {
    const { contexts, contextOf, topicOf } = this.#options;
    const topics = new Map<string, Message[]>(contexts.map((context) => [topicOf(context), []]));
    for (const event of events) {
      const context = contextOf(event.type);
      if (context === undefined) continue;
      const messages = topics.get(topicOf(context));
      if (!messages) throw new KafkaFailure(`El evento ${event.type} de la posición ${event.position} es del contexto ${context}, que el relay no publica; agréguelo a sus contextos.`);
      messages.push(messageOf(encode(event, context)));
    }
    for (const { topic, partition } of turn.lanes) topics.get(topic)!.push({ ...messageOf(marker(position)), partition });
    const topicMessages: TopicMessages[] = Array.from(topics, ([topic, messages]) => ({ topic, messages }));
    try {
      await producer.sendBatch({ topicMessages, acks: -1, timeout: 10_000 });
    } catch (error) {
      throw inSpanish(error, this.#options.connection, `publicar hasta la posición ${position}`);
    }
  }
}

const messageOf = ({ key, headers, value }: OutgoingMessage): Message => ({ key, value, headers: { ...headers } });

/** What every partition has reached; `undefined` if the turn ends before that is known. */
async function reached(turn: Turn, connection: KafkaConnection, signal: AbortSignal): Promise<number | undefined> {
  const bounds = await boundsOf(connection, turn.lanes);
  const bell = new Bell();
  const wake = () => bell.ring();
  const positions = new Map(turn.lanes.map(({ name }) => [name, 0]));
  const open = new Set(turn.lanes.filter(({ name }) => bounds.get(name)!.high > bounds.get(name)!.low).map(({ name }) => name));
  for (const each of [signal, turn.signal]) each.addEventListener('abort', wake);
  const starts = new Map(Array.from(bounds, ([name, { low, high }]) => [name, high - tail > low ? high - tail : low]));
  turn.begin(starts, (name, messages) => {
    for (const message of messages) positions.set(name, Math.max(positions.get(name)!, positionOf(message)));
    if (BigInt(messages.at(-1)?.offset ?? -1) + 1n < bounds.get(name)!.high) return;
    // Membership is what we stay for; what we publish ourselves we need not read.
    turn.pause(name);
    open.delete(name);
    bell.ring();
  });
  while (open.size > 0 && !signal.aborted && !turn.signal.aborted) await bell.heard();
  for (const each of [signal, turn.signal]) each.removeEventListener('abort', wake);
  for (const { name } of turn.lanes) turn.pause(name);
  return open.size > 0 ? undefined : Math.min(...positions.values());
}

function positionOf(message: IncomingMessage): number {
  try {
    return placeOf(message).position;
  } catch (error) {
    if (error instanceof Undecodable) return 0;
    throw error;
  }
}
