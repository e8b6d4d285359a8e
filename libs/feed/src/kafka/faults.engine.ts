import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { withStore } from '#event-store';
import { Consumer, Effects } from '../testing/consumer.ts';
import { happened } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';
import { encode, marker } from './cloud-event.ts';
import { asNewer } from '../testing/as-newer.ts';
import { clientOf } from './connection.ts';
import { ensureTopics } from './topics.ts';

const centres = ['CUS', 'PUN', 'LIM', 'AQP', 'TAC'];

let engine: Engine;

beforeAll(async () => {
  engine = await takeKafka();
}, 600_000);

afterAll(() => engine.stop());

describe('a feed on Kafka', () => {
  let place: KafkaPlace;
  let effects: Effects;
  const consumers: Consumer[] = [];

  beforeEach(async () => {
    place = await KafkaPlace.open(engine);
    effects = new Effects();
  });

  afterEach(async () => {
    for (const consumer of consumers.splice(0)) await consumer.stop();
    await place.close();
  });

  function consumer(): Consumer {
    const made = new Consumer(place.feed(), `views-${place.id}`, effects);
    consumers.push(made);
    return made;
  }

  let written = 0;

  /** Appends events of all centres and of both contexts, a few at a time, for so long. Position of the last. */
  async function work(ms: number): Promise<number> {
    let last = 0;
    for (const end = Date.now() + ms; Date.now() < end; await delay(4)) {
      const centre = centres[written++ % centres.length]!;
      const kind = written % 3 === 0 ? { type: 'SupervisedDesk' } : {};
      last = (await place.append(centre, { ...happened(centre, written), ...kind }, happened(centre, written))).at(-1)!.position;
    }
    return last;
  }

  /** What had effects is what the log holds: each event, once, in order. */
  async function converged(position: number): Promise<void> {
    await effects.reach(position);
    expect(effects.events).toEqual(await place.log.readAll(0, 1_000_000));
  }

  it('loses and doubles nothing when relays are killed over their work', async () => {
    consumer();
    const working = work(9_000);
    let relay = place.relayProcess();
    for (let i = 0; i < 3; i++) {
      await relay.says('publishing');
      await delay(500 + 137 * i);
      await relay.kill();
      relay = place.relayProcess();
    }
    await converged(await working);
  });

  it('drops what a relay repeats after one that was killed over its work', async () => {
    const events = await place.append('CUS', ...Array.from({ length: 6 }, (_, n) => happened('CUS', n)));
    // What a relay leaves that dies when half a batch has arrived: events, and nobody told how far.
    const producer = clientOf(place.connection).producer();
    await producer.connect();
    await producer.send({ topic: place.topics[0]!, messages: events.slice(0, 3).map((event) => ({ ...encode(event, 'intake') })) });
    await producer.disconnect();
    place.relay();
    consumer();
    await converged(6);
    // Three, all six again, and a marker for each of three partitions.
    const admin = clientOf(place.connection).admin();
    await admin.connect();
    expect((await admin.fetchTopicOffsets(place.topics[0]!)).reduce((sum, { high }) => sum + Number(high), 0)).toBe(3 + 6 + 3);
    await admin.disconnect();
  });

  it('goes on with the relay that stood by when the one at work is killed', async () => {
    consumer();
    const first = place.relayProcess();
    await first.says('publishing');
    const second = place.relayProcess();
    await second.says('standing-by');
    await effects.reach(await work(500));
    await delay(1_000);
    expect(second.said).toEqual(['standing-by']);
    await first.kill();
    await converged(await work(1_000));
    expect(second.said).toEqual(['standing-by', 'publishing']);
  });

  it('says what is wrong while the broker is away, and goes on by itself when it is back', async () => {
    if (!engine.interrupt) return expect(engine.origin).toBe('url');
    const member = consumer();
    const relay = place.relay();
    await effects.reach(await work(1_000));
    await engine.interrupt();
    const away = work(8_000);
    while (relay.status().state !== 'failed' || member.problems.length === 0) await delay(20);
    expect(relay.status().failure).toContain(`No se llega a Kafka (${engine.url})`);
    expect(member.problems[0]!.message).toContain(`No se llega a Kafka (${engine.url})`);
    await engine.resume!();
    await converged(await away);
    expect(relay.status()).toMatchObject({ state: 'publishing' });
  }, 120_000);

  it('serves one member of a group at a time, from one to three and back', async () => {
    place.relay();
    const first = consumer();
    await effects.reach(await work(500));
    const others = [consumer(), consumer()];
    await effects.reach(await work(4_000));
    expect(others.map(({ served }) => served)).toEqual([0, 0]);
    await first.stop();
    const before = first.served;
    await effects.reach(await work(1_000));
    expect(others.filter(({ served }) => served > 0)).toHaveLength(1);
    expect(first.served).toBe(before);
    await others.find(({ served }) => served > 0)!.stop();
    await converged(await work(1_000));
    expect(others.every(({ served }) => served > 0)).toBe(true);
    expect([first, ...others].flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('lets late and repeated messages by, also of a relay that does not know that its turn is over', async () => {
    place.relay();
    const events = [...(await place.append('CUS', ...[1, 2, 3].map((n) => happened('CUS', n)))), ...(await place.append('PUN', ...[4, 5, 6].map((n) => happened('PUN', n))))];
    consumer();
    await effects.reach(6);
    const producer = clientOf(place.connection).producer();
    await producer.connect();
    const late = (from: number, to: number) => events.slice(from, to).map((event) => encode(event, 'intake'));
    const intake = place.topicOf('intake');
    for (let i = 0; i < 3; i++) {
      await producer.send({ topic: intake, messages: [...late(0, 6), ...late(2, 4)].map((message) => ({ ...message })) });
      for (const topic of place.topics) await producer.send({ topic, messages: [0, 1, 2].map((partition) => ({ ...marker(2 + i), partition })) });
      await converged((await place.append('LIM', happened('LIM', i))).at(-1)!.position);
    }
    await producer.disconnect();
    const anew = new Effects();
    const member = new Consumer(place.feed(), `anew-${place.id}`, anew);
    await anew.reach(effects.position);
    await member.stop();
    expect(anew.events).toEqual(effects.events);
    // The next relay takes where the topics end for where to go on.
    const next = await place.append('TAC', happened('TAC', 'next'));
    await converged(next[0]!.position);
  });

  it('moves on with events that nobody else is to see, and of topics that it does not read', async () => {
    place.relay();
    const member = new Consumer(place.feed({ topics: [place.topicOf('intake')] }), `intake-${place.id}`, effects);
    consumers.push(member);
    const kinds = ['Happened', 'SupervisedDesk', 'SecretTold', 'Happened', 'SecretTold'];
    const recorded = await place.append('CUS', ...kinds.map((type) => ({ ...happened('CUS', type), type })));
    await effects.reach(5);
    expect(effects.events).toEqual([recorded[0], recorded[3]]);
  });

  it('fills a topic that came later, whole', async () => {
    const events = await place.append('CUS', ...Array.from({ length: 30 }, (_, n) => ({ ...happened('CUS', n), type: n % 2 ? 'SupervisedDesk' : 'Happened' })));
    const relay = place.relay();
    const early = consumer();
    await effects.reach(30);
    await early.stop();
    await relay.stop();
    await deleteTopic(place.topicOf('supervision'));
    await ensureTopics(place.connection, [place.topicOf('supervision')], { partitions: 5, replication: 1 });
    place.relay();
    const anew = new Effects();
    const member = new Consumer(place.feed(), `later-${place.id}`, anew);
    await anew.reach(30);
    await member.stop();
    expect(anew.events).toEqual(events);
  });

  it('stands before an event of a newer release, says so, and goes on when the release that knows it comes', async () => {
    await place.append('CUS', happened('CUS', 'old'));
    place.relay(withStore(place.log, { follow: (options) => asNewer(place.log.follow(options), 'new') }));
    const member = consumer();
    const last = (await place.append('CUS', happened('CUS', 'new'), happened('CUS', 'later'))).at(-1)!.position;
    while (member.problems.length < 2) await delay(20);
    expect(effects.position).toBe(1);
    expect(member.problems[0]!.message).toMatch(/Mensaje ilegible en .*: El evento Happened de la posición 2 tiene la versión de esquema 2; esta versión del programa conoce hasta la 1\.$/);
    await member.stop();
    consumers.push(new Consumer(place.feed({ upcasters: { Happened: [(data) => data] } }), `views-${place.id}`, effects));
    await effects.reach(last);
    expect(effects.events.map(({ data }) => data)).toEqual(['old', 'new', 'later']);
  });

  it('gives what is no CloudEvent to whoever keeps it, and moves on', async () => {
    place.relay();
    const kept: string[] = [];
    const member = new Consumer(place.feed({ onForeign: async ({ value }, { message }) => void kept.push(`${value?.toString()}: ${message}`) }), `views-${place.id}`, effects);
    consumers.push(member);
    const producer = clientOf(place.connection).producer();
    await producer.connect();
    await producer.send({ topic: place.topics[0]!, messages: [{ value: 'junk', partition: 1 }] });
    await producer.disconnect();
    await converged((await place.append('CUS', happened('CUS', 1))).at(-1)!.position);
    expect(kept).toEqual([expect.stringMatching(/^junk: Mensaje ilegible en .*, partición 1, posición \d+: no es un CloudEvent 1\.0\.$/)]);
    expect(member.problems).toEqual([]);
  });

  it('says so when the topics no longer hold what a consumer lacks', async () => {
    place.relay();
    await place.append('CUS', happened('CUS', 1), happened('CUS', 2));
    consumer();
    await effects.reach(2);
    const admin = clientOf(place.connection).admin();
    await admin.connect();
    for (const topic of place.topics) {
      const ends = await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
    }
    await admin.disconnect();
    await converged((await place.append('CUS', happened('CUS', 3))).at(-1)!.position);
    const anew = new Effects();
    const member = new Consumer(place.feed(), `late-${place.id}`, anew);
    while (member.problems.length === 0) await delay(20);
    await member.stop();
    expect(member.problems[0]!.message).toMatch(/^Kafka ya no conserva .* desde la posición 0: su primer mensaje es de la 3\. Reconstruya las vistas/);
    expect(anew.events).toEqual([]);
  });
});

async function deleteTopic(topic: string): Promise<void> {
  const admin = clientOf({ brokers: engine.url.split(','), clientId: 'tests' }).admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
}
