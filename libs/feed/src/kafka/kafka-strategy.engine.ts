import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern } from '@nestjs/microservices';
import { takeKafka, type Engine } from '#engines';
import { withStore, type Upcasters } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { durableParkingLot } from '../parking/parking-lot.ts';
import { asNewer } from '../testing/as-newer.ts';
import { happened } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';
import { clientOf } from './connection.ts';
import { FailuresAsTheyAre, KafkaStrategy } from './kafka-strategy.ts';
import { groupPosition } from './starts.ts';
import { withAdmin } from './topics.ts';
import { nameOf } from './turn.ts';

/** What the policy has seen, and what it cannot cope with. */
const seen = { data: [] as unknown[], poison: new Set<unknown>(), away: false, attempts: 0 };
const patience = { attempts: 3, firstMs: 10, mostMs: 100 };

@Controller()
class Policy {
  @EventPattern('Happened')
  async on({ data }: RecordedEvent): Promise<void> {
    if (seen.away) {
      seen.attempts++;
      throw new Error('away');
    }
    if (seen.poison.has(data)) throw new Error(`no puedo con ${String(data)}`);
    seen.data.push(data);
  }
}

@Module({ controllers: [Policy] })
class Policies {}

let engine: Engine;

beforeAll(async () => {
  engine = await takeKafka();
}, 600_000);

afterAll(() => engine.stop());

describe('a policy on Kafka, the NestJS way', () => {
  let place: KafkaPlace;
  const running: INestMicroservice[] = [];

  beforeEach(async () => {
    place = await KafkaPlace.open(engine);
    seen.data = [];
    seen.away = false;
    seen.attempts = 0;
    seen.poison.clear();
  });

  afterEach(async () => {
    for (const app of running.splice(0)) await app.close();
    await place.close();
  });

  async function start(upcasters: Upcasters = {}): Promise<KafkaStrategy> {
    const { connection, topics, sessionMs, log } = place;
    const group = `policies-${place.id}`;
    const mayPass = (error: unknown) => (error as Error).message === 'away';
    const onProblem = (error: Error) => void place.problems.push(error);
    const strategy = new KafkaStrategy({ connection, topics, sessionMs, group, upcasters, patience, mayPass, onProblem, lot: () => durableParkingLot(log, group) });
    const app = await NestFactory.createMicroservice(Policies, { strategy, logger: false });
    app.useGlobalFilters(new FailuresAsTheyAre());
    await app.listen();
    running.push(app);
    return strategy;
  }

  const stop = () => running.pop()!.close();

  async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
    for (const end = Date.now() + 120_000; !(await condition()); await delay(20)) if (Date.now() > end) throw new Error(`saw ${JSON.stringify(seen.data)}`);
  }

  const append = (centre: string, ...data: readonly unknown[]) => place.append(centre, ...data.map((each) => happened(centre, each)));

  it('parks a message in the middle of a key with its successors, and moves on; a person replays them in order', async () => {
    place.relay();
    seen.poison.add('CUS2');
    const strategy = await start();
    for (let i = 1; i <= 4; i++) {
      await append('CUS', `CUS${i}`);
      await append('PUN', `PUN${i}`);
    }
    await until(async () => seen.data.includes('PUN4') && (await strategy.lot.waiting())['CUS']?.length === 3);
    expect(seen.data).toEqual(['CUS1', 'PUN1', 'PUN2', 'PUN3', 'PUN4']);
    const [first, second] = (await strategy.lot.waiting())['CUS']!;
    expect(first!.cause).toEqual({ reason: 'no puedo con CUS2' });
    expect(second!.cause).toEqual({ behind: first!.id });
    // The lot outlives the process, and so does the key's order, though all comes again.
    await stop();
    await withAdmin(place.connection, 'olvidar el avance del grupo', async (admin) => {
      for (const topic of place.topics) await admin.resetOffsets({ groupId: `policies-${place.id}`, topic, earliest: true });
    });
    const next = await start();
    await append('CUS', 'CUS5');
    await until(async () => (await next.lot.waiting())['CUS']?.length === 4);
    seen.poison.clear();
    expect(await next.replay('CUS')).toEqual({ replayed: 4 });
    await append('CUS', 'CUS6');
    await until(() => seen.data.includes('CUS6'));
    expect(seen.data.filter((each) => String(each).startsWith('CUS'))).toEqual(['CUS1', 'CUS2', 'CUS3', 'CUS4', 'CUS5', 'CUS6']);
    expect(await next.lot.waiting()).toEqual({});
  });

  it('goes on after a restart where its group was', async () => {
    place.relay();
    await start();
    await append('CUS', 1, 2, 3);
    await until(() => seen.data.length >= 3);
    const lanes = place.topics.flatMap((topic) => [0, 1, 2].map((partition) => ({ name: nameOf(topic, partition), topic, partition })));
    // A commit that comes while the group forms anew is left to the next, which comes with the next events.
    await until(async () => {
      await place.append('CUS', { ...happened('CUS', 'unseen'), type: 'SecretTold' });
      return (await groupPosition(place.connection, `policies-${place.id}`, lanes)) >= 3;
    });
    await stop();
    await append('CUS', 4);
    await start();
    await until(() => seen.data.includes(4));
    expect(seen.data).toEqual([1, 2, 3, 4]);
  });

  it('parks an event of a newer release, and upcasts it when a release that knows it replays it', async () => {
    place.relay(withStore(place.log, { follow: (options) => asNewer(place.log.follow(options), 'new') }));
    const strategy = await start();
    await append('CUS', 'old', 'new', 'later');
    await until(async () => (await strategy.lot.waiting())['CUS']?.length === 2);
    expect((await strategy.lot.waiting())['CUS']![0]!.cause).toEqual({ reason: expect.stringContaining('versión de esquema 2; esta versión del programa conoce hasta la 1') });
    await stop();
    const newer = await start({ Happened: [(data: string) => `${data}, upcast`] });
    expect(await newer.replay('CUS')).toEqual({ replayed: 2 });
    expect(seen.data).toEqual(['old', 'new', 'later, upcast']);
  });

  it('parks what is no CloudEvent, which holds up nobody, and lets a person discard it with a reason', async () => {
    place.relay();
    const strategy = await start();
    const producer = clientOf(place.connection).producer();
    await producer.connect();
    await producer.send({ topic: place.topics[0]!, messages: [{ key: 'CUS', value: 'Juan Quispe', partition: 0 }] });
    await producer.disconnect();
    const key = `${place.topics[0]}/0`;
    await until(async () => Boolean((await strategy.lot.waiting())[key]));
    const [junk] = (await strategy.lot.waiting())[key]!;
    expect(junk!.cause).toEqual({ reason: `Mensaje ilegible en ${place.topics[0]}, partición 0, posición ${junk!.id.split('/').at(-1)}: no es un CloudEvent 1.0.` });
    // Whom it names stays out of the log.
    expect(junk!.content).toEqual({ topic: place.topics[0], partition: 0, offset: junk!.id.split('/').at(-1) });
    await append('CUS', 1);
    await until(() => seen.data.length === 1);
    expect((await strategy.replay(key)).failure).toContain('Mensaje ilegible');
    const person = { kind: 'person', id: 'u1', role: 'administrator' } as const;
    await expect(strategy.lot.discard(key, junk!.id, '', person)).rejects.toMatchObject({ code: 'discard-without-reason' });
    await strategy.lot.discard(key, junk!.id, 'prueba de otro sistema', person);
    expect(await strategy.lot.waiting()).toEqual({});
  });

  it('waits for what will pass, and parks nothing for it', async () => {
    place.relay();
    seen.away = true;
    const strategy = await start();
    await append('CUS', 1, 2);
    await until(() => seen.attempts > 3 * patience.attempts);
    seen.away = false;
    await until(() => seen.data.length === 2);
    expect(await strategy.lot.waiting()).toEqual({});
  });
});
