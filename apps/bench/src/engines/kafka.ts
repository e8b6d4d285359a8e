import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Message } from 'kafkajs';
import { intake } from '#contexts/intake';
import { EmbeddedEventStore } from '#event-store';
import { loadKafka, openKafkaFeed, Relay } from '#feed';
import type { RecordedEvent } from '#kernel';
import { History } from '../history.ts';
import { inTurn, type Figure } from '../measure.ts';
import { sealedSample } from '../rebuild.ts';

const events = 40_000;
const atOnce = 1_000;
const partitions = 6;
const perSecond = (count: number, since: number): number => (count / (performance.now() - since)) * 1_000;

/** The relay beside a bare batch producer, and the feed beside a bare consumer that only parses: the same messages, the same broker. */
export async function benchKafka(brokers: readonly string[]): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const log = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  await new History(sealedSample).append(log, events);
  const { ensureTopics, KafkaOutlet } = await loadKafka();
  const kafka = new Kafka({ brokers: [...brokers], clientId: 'bench', logLevel: logLevel.NOTHING });
  let topic = '';
  const newTopic = async (): Promise<string> => {
    const name = `bench-${randomUUID()}`;
    await ensureTopics({ brokers, clientId: 'bench' }, [name], { partitions, replication: 1 });
    return name;
  };

  const relay = async (): Promise<number> => {
    topic = await newTopic();
    const outlet = new KafkaOutlet({ connection: { brokers, clientId: 'bench' }, contexts: ['intake'], contextOf: (type) => (type in intake.events! ? 'intake' : undefined), topicOf: () => topic, group: topic });
    const running = new Relay({ log, outlet, maxBatch: atOnce });
    running.start();
    while (running.status().state !== 'publishing') await delay(5);
    const start = performance.now();
    while (running.status().position < events) await delay(2);
    const rate = perSecond(events, start);
    await running.stop();
    return rate;
  };

  const producer = async (): Promise<number> => {
    const bare = await newTopic();
    const sending = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    await sending.connect();
    const start = performance.now();
    for (let after = 0; after < events; after += atOnce) {
      const messages = (await log.readAll(after, atOnce)).map(messageOf);
      await sending.sendBatch({ topicMessages: [{ topic: bare, messages }], acks: -1 });
    }
    const rate = perSecond(events, start);
    await sending.disconnect();
    return rate;
  };

  const feed = async (): Promise<number> => {
    const following = await openKafkaFeed({ connection: { brokers, clientId: 'bench' }, topics: [topic], upcasters: {}, onForeign: async () => undefined });
    const stop = new AbortController();
    let start = 0;
    let taken = 0;
    for await (const batch of following.follow({ group: randomUUID(), after: () => 0, signal: stop.signal })) {
      start ||= performance.now();
      taken += batch.events.length;
      if (batch.position >= events) break;
    }
    stop.abort();
    return perSecond(taken, start);
  };

  const consumer = async (): Promise<number> => {
    const reading = kafka.consumer({ groupId: randomUUID() });
    await reading.connect();
    await reading.subscribe({ topic, fromBeginning: true });
    let start = 0;
    let taken = 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    await reading.run({
      eachBatch: async ({ batch }) => {
        start ||= performance.now();
        for (const { value } of batch.messages) {
          if (value === null) continue;
          JSON.parse(value.toString());
          if (++taken === events) resolve(perSecond(events, start));
        }
      },
    });
    const rate = await promise;
    await reading.disconnect();
    return rate;
  };

  const sent = await inTurn(3, { producer, relay });
  const read = await inTurn(3, { consumer, feed });
  await log.close();
  rmSync(folder, { recursive: true });
  return [
    { name: 'bare kafkajs batch producer, the same events', value: sent.producer, unit: 'events/s' },
    { name: 'relay, from the embedded log', value: sent.relay, unit: 'events/s' },
    { name: 'relay ÷ bare producer', value: sent.relay / sent.producer, unit: 'ratio', target: { atLeast: 0.5 } },
    { name: 'bare kafkajs consumer that only parses', value: read.consumer, unit: 'events/s' },
    { name: 'feed, merged into the log’s order and decoded', value: read.feed, unit: 'events/s' },
    { name: 'feed ÷ bare consumer', value: read.feed / read.consumer, unit: 'ratio' },
  ];
}

/** Headers as many and as long as those that the relay writes. */
function messageOf({ id, type, stream, data, meta, position, revision, recordedAt }: RecordedEvent): Message {
  const headers = {
    'content-type': 'application/json', ce_specversion: '1.0', ce_id: id, ce_source: 'urn:conectamef:intake', ce_type: `conectamef.intake.${type}`, ce_subject: stream, ce_time: meta.occurredAt,
    ce_position: String(position), ce_revision: String(revision), ce_recordedtime: recordedAt, ce_schemaversion: String(meta.schemaVersion), ce_provision: meta.provision, ce_actor: JSON.stringify(meta.actor),
    ce_correlationid: meta.correlationId, ce_causationid: meta.causationId, ...(meta.centre && { ce_centre: meta.centre, ce_partitionkey: meta.centre }),
  };
  return { key: meta.centre ?? stream, headers, value: JSON.stringify(data) };
}
