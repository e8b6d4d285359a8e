import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { Consumer, Effects } from '../testing/consumer.ts';
import { happened } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';
import { encode, marker } from './cloud-event.ts';
import { clientOf } from './connection.ts';

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
    const { log } = place;
    const events = await place.append('CUS', ...Array.from({ length: 30 }, (_, n) => ({ ...happened('CUS', n), type: n % 2 ? 'SupervisedDesk' : 'Happened' })));
    const relay = place.relay(log);
    consumer();
    await effects.reach(30);
    await relay.stop();
    const admin = clientOf(place.connection).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [place.topicOf('supervision')] });
    await admin.disconnect();
    await consumers.splice(0)[0]!.stop();
    const { ensureTopics } = await import('./topics.ts');
    await ensureTopics(place.connection, place.topics, { partitions: 5, replication: 1 }).catch((error: Error) => expect(error.message).toContain('menos particiones que las 5'));
    place.relay(log);
    const anew = new Effects();
    const member = new Consumer(place.feed(), `later-${place.id}`, anew);
    await anew.reach(30);
    await member.stop();
    expect(anew.events).toEqual(events);
  });
});
