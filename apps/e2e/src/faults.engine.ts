import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { directive } from '#contexts/all';
import { supervision } from '#contexts/supervision';
import { takeEventStoreDb, takeKafka, takeMongoDb, takeS3, type Engine } from '#engines';
import { openMongoViewStore } from '#view-store';
import { environmentOf } from './topology/distributed.ts';
import { Fleet, services } from './topology/fleet.ts';
import { bothTopologies } from './topology/same-views.ts';
import { Visitors } from './topology/visitors.ts';

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
    fleet = await new Fleet(environmentOf({ folder, env: {}, clock: undefined }, urls)).start();
  }, 300_000);

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
    for (let waited = 0; waited < 30_000; waited += 100) {
      const { status, reasons } = await ready();
      if (status === 503 && reasons.some((reason) => what.test(reason))) return;
      await delay(100);
    }
    throw new Error(`health never told of ${what}: ${JSON.stringify(await ready())}`);
  }

  async function well(): Promise<void> {
    for (let waited = 0; waited < 60_000; waited += 200) {
      if ((await ready()).status === 200) return;
      await delay(200);
    }
    throw new Error(`not well again: ${JSON.stringify(await ready())}`);
  }

  /** Under load, before, during and after the fault; then everything that was promised. */
  async function survives(fault: () => Promise<void>): Promise<void> {
    const visitors = (await Visitors.at(fleet.url('gateway'))).start();
    await visitors.more(30);
    await fault();
    await well();
    await visitors.more(30);
    const answered = await visitors.stop();
    const head = await fleet.log.head();
    await fleet.waitFor(head);
    for (const { id, number } of answered) {
      const [, desk, year] = /^(\w+)-(\d+)-/.exec(id)!;
      const [entry] = await fleet.log.readStream(`register-${desk}-${year}`, { from: number - 1, limit: 1 });
      expect(entry?.data).toMatchObject({ document: id, number });
    }
    expect(new Set(answered.map(({ id }) => id)).size).toBe(answered.length);
    await expectSameViews();
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
  }, 300_000);

  it('loses nothing when the relay is killed, and another takes over', async () => {
    await survives(async () => {
      await fleet.launch('relay', '-standby');
      await fleet.child('relay').kill();
      await fleet.waitFor(await fleet.log.head());
      await fleet.launch('relay');
      await fleet.child('relay-standby').kill();
      await fleet.waitFor(await fleet.log.head());
    });
  }, 300_000);

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
  }, 300_000);

  it('has the same views while a group grows from one to three and shrinks again', async () => {
    await survives(async () => {
      const copies = ['-2', '-3'];
      for (const copy of copies) await fleet.launch('supervision', copy);
      await fleet.child('supervision').kill();
      await fleet.waitFor(await fleet.log.head(), ['supervision-2', 'supervision-3']);
      await fleet.launch('supervision');
      for (const copy of copies) await fleet.child(`supervision${copy}`).stop();
    });
  }, 300_000);
});
