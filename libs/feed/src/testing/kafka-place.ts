import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore, type EventLog } from '#event-store';
import type { Engine } from '#engines';
import type { NewEvent, RecordedEvent } from '#kernel';
import { KafkaFeed, type KafkaFeedOptions } from '../kafka/kafka-feed.ts';
import type { KafkaConnection } from '../kafka/connection.ts';
import { KafkaOutlet } from '../kafka/kafka-outlet.ts';
import { ensureTopics } from '../kafka/topics.ts';
import { Relay } from '../relay.ts';
import { RelayProcess } from './relay-process.ts';

/** A log, relays of it, and feeds of what they publish, on topics of their own of a real broker. */
export class KafkaPlace {
  readonly id = randomUUID().slice(0, 8);
  readonly contexts = ['intake', 'supervision'] as const;
  readonly topics = this.contexts.map((context) => this.topicOf(context));
  readonly connection: KafkaConnection;
  readonly sessionMs: number;
  readonly log: EmbeddedEventStore;
  readonly problems: Error[] = [];
  readonly #folder: string;
  readonly #relays: Relay[] = [];
  readonly #processes: RelayProcess[] = [];

  private constructor(engine: Engine, folder: string) {
    this.connection = { brokers: engine.url.split(','), clientId: 'tests' };
    // A broker of somebody's has limits of its own; ours lets members be missed soon.
    this.sessionMs = engine.origin === 'url' ? 6_000 : 2_000;
    this.#folder = folder;
    const onDurable = (position: number) => this.#processes.forEach((each) => each.durable(position));
    this.log = new EmbeddedEventStore({ file: join(folder, 'log.db'), onDurable });
  }

  static async open(engine: Engine): Promise<KafkaPlace> {
    const place = new KafkaPlace(engine, await mkdtemp(join(tmpdir(), 'kafka-feed-')));
    await ensureTopics(place.connection, place.topics, { partitions: 3, replication: 1 });
    return place;
  }

  topicOf(context: string): string {
    return `test.${this.id}.${context}.v1`;
  }

  /** What supervisors do is supervision's, secrets and parked messages are nobody's, all else is intake's. */
  contextOf(type: string): string | undefined {
    if (/^(Secret|Message)/.test(type)) return undefined;
    return type.startsWith('Supervised') ? 'supervision' : 'intake';
  }

  outlet(): KafkaOutlet {
    const { connection, contexts, sessionMs } = this;
    return new KafkaOutlet({ connection, contexts, contextOf: this.contextOf, topicOf: (context) => this.topicOf(context), group: `relay-${this.id}`, sessionMs });
  }

  relay(log: EventLog = this.log): Relay {
    const relay = new Relay({ log, outlet: this.outlet(), onProblem: (error) => this.problems.push(error) });
    this.#relays.push(relay);
    relay.start();
    return relay;
  }

  /** A relay in a process of its own, for killing. */
  relayProcess(): RelayProcess {
    const { connection, contexts, sessionMs } = this;
    const started = new RelayProcess({ file: join(this.#folder, 'log.db'), connection, contexts, prefix: `test.${this.id}.`, group: `relay-${this.id}`, sessionMs });
    this.#processes.push(started);
    return started;
  }

  feed(changes: Partial<KafkaFeedOptions> = {}): KafkaFeed {
    const { connection, topics, sessionMs } = this;
    return new KafkaFeed({ connection, topics, sessionMs, upcasters: {}, onForeign: async (_, why) => void this.problems.push(why), ...changes });
  }

  async append(stream: string, ...events: readonly NewEvent[]): Promise<readonly RecordedEvent[]> {
    return (await this.log.append({ stream, expected: 'any', events })).events;
  }

  async close(): Promise<void> {
    for (const relay of this.#relays) await relay.stop();
    for (const each of this.#processes) await each.kill();
    await this.log.close();
    await rm(this.#folder, { recursive: true });
  }
}
