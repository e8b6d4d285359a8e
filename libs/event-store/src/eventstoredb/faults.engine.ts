import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeEventStoreDb, type Engine } from '#engines';
import type { RecordedEvent } from '#kernel';
import { openEventStoreDb, type AppendRequest, type EventStore, type EventStoreDbError } from '../index.ts';
import { someEvent } from '../testing/event-store-contract.ts';

const marked = (i: number, data: unknown, stream = `s${i % 10}`): AppendRequest => ({ stream, expected: 'any', events: [someEvent(data)], command: { id: `k${i}`, fingerprint: 'f' } });
const counted = (count: number) => Array.from({ length: count }, (_, i) => i);
const numbers = (events: readonly RecordedEvent[]) => events.map(({ data }) => data as number).sort((a, b) => a - b);

/** A line to the engine that can be made to carry nothing back, be cut, and refuse whoever comes next. */
async function openLine({ hostname, port }: URL) {
  const pairs = new Set<readonly Socket[]>();
  let refusals = 0;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (refusals > 0) return void (refusals--, near.destroy());
    const far = connect(Number(port), hostname);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const end of pair) end.on('error', () => undefined).on('close', () => pairs.delete(pair) && pair.forEach((each) => each.destroy()));
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => pairs.forEach((pair) => pair.forEach((end) => end.destroy()));
  return {
    port: (server.address() as AddressInfo).port,
    /** Resolves when something came back that will never arrive. */
    muffle: () =>
      new Promise<void>((lost) => {
        for (const [near, far] of pairs) far!.unpipe(near).on('data', () => lost()).resume();
      }),
    cut,
    refuse: (times: number) => void (refusals = times),
    refusals: () => refusals,
    close: () => {
      server.close();
      cut();
    },
  };
}

const firstFailure = (appending: readonly Promise<unknown>[]) => new Promise<void>((failed) => appending.forEach((each) => each.catch(() => failed())));

describe('EventStoreDB that is stopped and started', () => {
  let engine: Required<Engine>;
  let store: EventStore;
  let troubles: string[];

  beforeAll(async () => {
    const taken = await takeEventStoreDb();
    if (!taken.interrupt || !taken.resume) throw new Error(`${taken.about} can't be stopped from here; unset EVENTSTORE_URL for these tests`);
    engine = taken as Required<Engine>;
  }, 180_000);

  afterAll(() => engine?.stop());

  beforeEach(async () => {
    troubles = [];
    store = await openEventStoreDb(engine.url, { prefix: `f${randomUUID().slice(0, 8)}-`, onTrouble: ({ message }) => troubles.push(message) });
  });

  afterEach(() => store.close());

  /** The engine is away for as long as the work takes. */
  async function during<T>(work: () => Promise<T>): Promise<T> {
    await engine.interrupt();
    return work().finally(() => engine.resume());
  }

  /** Until somebody who follows has noticed. */
  const outage = () =>
    during(async () => {
      while (troubles.length === 0) await sleep(5);
    });

  it('is followed on from where it broke off: nothing lost, nothing doubled', async () => {
    for (const i of counted(40)) await store.append({ stream: `s${i % 3}`, expected: 'any', events: [someEvent(i)] });
    const seen: RecordedEvent[] = [];
    const half = Promise.withResolvers<void>();
    const following = (async () => {
      for await (const { events } of store.follow({ after: 0, maxBatch: 7 })) {
        seen.push(...events);
        if (seen.length >= 20) half.resolve();
        if (seen.length >= 80) return;
        await sleep(5);
      }
    })();
    await half.promise;
    await outage();
    for (const i of counted(40)) await store.append(marked(i, 40 + i));
    await following;
    expect(numbers(seen)).toEqual(counted(80));
    expect(seen).toEqual(await store.readAll(0, 1_000));
    expect(troubles[0]).toMatch(/^No se llega a EventStoreDB en .+:\d+/);
  });

  it('is followed live through an outage, too', async () => {
    const seen: unknown[] = [];
    const live = Promise.withResolvers<void>();
    const following = (async () => {
      for await (const { events, caughtUp } of store.follow({ after: 0 })) {
        seen.push(...events.map(({ data }) => data));
        if (caughtUp) live.resolve();
        if (seen.length === 2) return;
      }
    })();
    await live.promise;
    await store.append(marked(1, 'before'));
    await outage();
    await store.append(marked(2, 'after'));
    await following;
    expect(seen).toEqual(['before', 'after']);
  });

  it('has each command once, whether it was answered or not, and a repeat is answered so', async () => {
    const appending = counted(140).map((i) => store.append(marked(i, i)));
    await Promise.all(appending.slice(0, 10));
    await during(async () => {
      for (const i of counted(10)) appending.push(store.append(marked(140 + i, 140 + i)));
      await firstFailure(appending);
    });
    const answers = await Promise.allSettled(appending);
    const failed = answers.flatMap((each) => (each.status === 'rejected' ? [each.reason as EventStoreDbError] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const error of failed) expect(error).toMatchObject({ name: 'EventStoreDbError', reason: 'unreachable' });
    // The repeats decide something else, and on other streams; what was recorded before must win.
    const again = await Promise.all(counted(150).map((i) => store.append(marked(i, i, `other${i % 7}`))));
    for (const [i, answer] of answers.entries()) if (answer.status === 'fulfilled') expect(again[i]).toEqual({ events: answer.value.events, repeated: true });
    expect(numbers(await store.readAll(0, 1_000))).toEqual(counted(150));
  });

  it('has each append at a revision once, and the same events again are answered so', async () => {
    const requests = counted(100).map((i): AppendRequest => ({ stream: `own${i}`, expected: 'none', events: [someEvent(i), someEvent(100 + i)] }));
    const appending = requests.map((request) => store.append(request));
    await Promise.race(appending);
    await during(() => Promise.race([firstFailure(appending), Promise.allSettled(appending)]));
    const again = await Promise.all(requests.map((request) => store.append(request)));
    expect(again.map(({ events }) => events.map(({ data }) => data))).toEqual(counted(100).map((i) => [i, 100 + i]));
    expect(numbers(await store.readAll(0, 1_000))).toEqual(counted(200));
  });

  async function lineTo(prefix: string) {
    const line = await openLine(new URL(engine.url.replace('esdb:', 'http:')));
    return { line, behind: await openEventStoreDb(engine.url.replace(/:\d+(?=\?)/, `:${line.port}`), { prefix }) };
  }

  it('that takes an append and is cut off before it answers has it once, and the append is answered', async () => {
    const prefix = `l${randomUUID().slice(0, 8)}-`;
    const { line, behind } = await lineTo(prefix);
    const beside = await openEventStoreDb(engine.url, { prefix });
    const taken = async () => {
      while (!(await beside.readAll(0, 9)).some(({ data }) => data === 3)) await sleep(5);
    };
    await behind.append(marked(0, 'before'));
    for (const request of [marked(1, 1), { stream: 'own', expected: 'none', events: [someEvent(2)] } as const]) {
      const answered = line.muffle();
      const appending = behind.append(request);
      await answered;
      line.cut();
      expect(await appending).toMatchObject({ repeated: false });
    }
    void line.muffle();
    const uncertain = behind.append({ stream: 'any', expected: 'any', events: [someEvent(3)] });
    await Promise.all([taken().then(line.cut), expect(uncertain).rejects.toMatchObject({ reason: 'unreachable' })]);
    expect((await behind.readAll(0, 9)).map(({ data }) => data)).toEqual(['before', 1, 2, 3]);
    for (const each of [behind, beside]) await each.close();
    line.close();
  });

  it('is waited for by a read, for a moment', async () => {
    const { line, behind } = await lineTo(`l${randomUUID().slice(0, 8)}-`);
    await behind.append(marked(1, 'there'));
    line.refuse(2);
    line.cut();
    expect((await behind.readStream('s1')).map(({ data }) => data)).toEqual(['there']);
    expect(line.refusals()).toBe(0);
    await behind.close();
    line.close();
  });
});
