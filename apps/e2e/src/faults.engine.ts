import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directive } from '#contexts/all';
import { supervision } from '#contexts/supervision';
import { takeEventStoreDb, takeKafka, takeMongoDb, takeS3, type Engine } from '#engines';
import { openMongoViewStore } from '#view-store';
import type { Receipt } from './client.ts';
import { environmentOf } from './topology/distributed.ts';
import { Fleet, services } from './topology/fleet.ts';
import { bothTopologies } from './topology/same-views.ts';
import { Visitors } from './topology/visitors.ts';

const limitMs = 300_000;

interface Ready {
  readonly status: number;
  readonly reasons: readonly string[];
}

/** The platform on engines of its own, which may be taken away from it, while people hand documents over. */
describe('The platform on its engines', () => {
  let folder: string;
  let engines: Readonly<Record<'eventstoredb' | 'kafka' | 'mongodb' | 's3', Engine>>;
  let fleet: Fleet;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faults-'));
    const [eventstoredb, kafka, mongodb, s3] = await Promise.all([takeEventStoreDb(), takeKafka(), takeMongoDb(), takeS3()]);
    engines = { eventstoredb, kafka, mongodb, s3 };
    const urls = { eventstoredb: eventstoredb.url, kafka: kafka.url, mongodb: mongodb.url, s3: s3.url };
    fleet = await new Fleet(environmentOf({ folder, env: { LOG_LEVEL: 'error' }, clock: undefined }, urls)).start();
  }, limitMs);

  afterAll(async () => {
    await fleet?.stop();
    await Promise.all(Object.values(engines ?? {}).map((engine) => engine.stop()));
    await rm(folder, { recursive: true });
  }, 60_000);

  const ready = async (url = fleet.url('gateway')): Promise<Ready> => {
    const answer = await fetch(`${url}/health/ready`);
    return { status: answer.status, reasons: ((await answer.json()) as Ready).reasons };
  };

  /** Health says it, in Spanish, before long. */
  async function told(what: RegExp): Promise<void> {
    for (let waited = 0; waited < 120_000; waited += 100) {
      const { status, reasons } = await ready();
      if (status === 503 && reasons.some((reason) => what.test(reason))) return;
      await delay(100);
    }
    throw new Error(`health never told of ${what}: ${JSON.stringify(await ready())}`);
  }

  async function well(): Promise<void> {
    for (let waited = 0; waited < 120_000; waited += 200) {
      if ((await ready()).status === 200) return;
      await delay(200);
    }
    throw new Error(`not well again: ${JSON.stringify(await ready())}`);
  }

  /** Under load, before, during and after the fault; then everything that was promised. What fails or never ends says where it stood. */
  async function survives(fault: () => Promise<void>): Promise<void> {
    const visitors = await Visitors.at(fleet.url('gateway'));
    let stood = '';
    const steps = {
      'people come': () => visitors.start().more(20),
      'the fault': fault,
      'well again': well,
      'people still come': () => visitors.more(20),
      'people leave': () => visitors.stop(),
      'the views arrive': async () => fleet.waitFor(await fleet.log.head()),
      'what was promised holds': () => expectKept(visitors.answered),
      'the views of both topologies are the same': expectSameViews,
    };
    const all = async () => {
      for (const [name, step] of Object.entries(steps)) {
        stood = name;
        await step();
      }
    };
    const tooLong = delay(limitMs - 20_000, undefined, { ref: false }).then(() => Promise.reject(new Error('took too long')));
    try {
      await Promise.race([all(), tooLong]);
    } catch (error) {
      const trouble = `${visitors.answered.length} answered, ${visitors.troubles} troubles, the last: ${visitors.lastTrouble}`;
      throw new Error(`at «${stood}»: ${(error as Error).message}\n${trouble}\n${await fleet.report()}`, { cause: error });
    } finally {
      visitors.stop().catch(() => undefined);
    }
  }

  async function expectKept(answered: readonly Receipt[]): Promise<void> {
    for (const { id, number } of answered) {
      const [, desk, year] = /^(\w+)-(\d+)-/.exec(id)!;
      const [entry] = await fleet.log.readStream(`register-${desk}-${year}`, { from: number - 1, limit: 1 });
      expect(entry?.data).toMatchObject({ document: id, number });
    }
    expect(new Set(answered.map(({ id }) => id)).size).toBe(answered.length);
    for (const name of services) expect((await ready(fleet.url(name))).reasons).toEqual([]);
  }

  async function expectSameViews(): Promise<void> {
    const group = `${fleet.env.NAMESPACE}-supervision`;
    const store = await openMongoViewStore(fleet.env.MONGODB_URL!, { database: group });
    const { distributed, embedded } = await bothTopologies(fleet.log, store, group, [supervision, directive]);
    await store.close();
    expect(embedded.length).toBeGreaterThan(50);
    expect(distributed).toEqual(embedded);
  }

  it.each(services)('loses nothing when %s is killed', async (name) => {
    await survives(async () => {
      await fleet.child(name).kill();
      await told(new RegExp(`${name}: no responde`));
      await fleet.launch(name);
    });
  }, limitMs);

  it('loses nothing when the relay is killed, and another takes over', async () => {
    await survives(async () => {
      await fleet.launch('relay', '-standby');
      await fleet.child('relay').kill();
      await told(/relay: no responde/);
      await fleet.waitFor(await fleet.log.head());
      await fleet.launch('relay');
      await fleet.child('relay-standby').kill();
      await fleet.waitFor(await fleet.log.head());
    });
  }, limitMs);

  it.each([
    ['kafka', /Kafka/],
    ['mongodb', /vistas|MongoDB/],
    ['eventstoredb', /registro|EventStoreDB/],
  ] as const)('loses nothing while %s is away', async (name, saying) => {
    await survives(async () => {
      await engines[name].interrupt!();
      await told(saying);
      await engines[name].resume!();
    });
  }, limitMs);

  it('has the same views while a group grows from one to three and shrinks again', async () => {
    await survives(async () => {
      const copies = ['-2', '-3'];
      for (const copy of copies) await fleet.launch('supervision', copy);
      await fleet.child('supervision').kill();
      await fleet.waitFor(await fleet.log.head(), ['supervision-2', 'supervision-3']);
      await fleet.launch('supervision');
      for (const copy of copies) await fleet.child(`supervision${copy}`).stop();
    });
  }, limitMs);
});
