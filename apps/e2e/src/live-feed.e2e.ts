import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Listener } from './live.ts';
import { lima } from './virtual-clock.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

const ascending = (numbers: readonly number[]) => numbers.every((n, i) => i === 0 || n > numbers[i - 1]!);

describe('The live feed', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const ogauc = () => world.at('demo-ogauc');
  const listen = (options: { query?: string; lastSeen?: number } = {}, post = 'demo-ogauc') => Listener.open(world.url, world.at(post), options);
  const positionsAfter = async (after: number) => (await world.log(after)).map(({ position }) => position);
  const heard = (position: number) => (listener: Listener) => listener.lastSeen >= position;
  const work = async (n: number) => {
    const centres = ['ARE', 'CUS', 'PUN'];
    await Promise.all(Array.from({ length: n }, (_, i) => accepted(world, centres[i % 3]!)));
  };

  it('tells everything that is recorded, once and in its order', async () => {
    const listener = await listen();
    const from = listener.lastSeen;
    await work(30);
    await listener.until(heard(await world.head()));
    expect(listener.positions).toEqual(await positionsAfter(from));
    expect(ascending(listener.positions)).toBe(true);
    expect(listener.changes[0]).toMatchObject({ type: 'DocumentReceived', centre: expect.any(String), document: expect.any(String), provision: 'DIR.5.4', recordedAt: expect.any(String) });
    await listener.leave();
  });

  it('loses nothing over disconnections while work goes on, resumed from the last message', async () => {
    const from = await world.head();
    let lastSeen = from;
    const heardOf: number[] = [];
    const working = (async () => {
      for (let i = 0; i < 12; i++) await work(6);
    })();
    for (let i = 0; i < 10; i++) {
      const listener = await listen({ lastSeen });
      await listener.until(({ positions }) => positions.length >= 5);
      await listener.leave();
      heardOf.push(...listener.positions);
      lastSeen = listener.lastSeen;
    }
    await working;
    const last = await listen({ lastSeen });
    await last.until(heard(await world.head()));
    heardOf.push(...last.positions);
    await last.leave();
    expect(heardOf).toEqual(await positionsAfter(from));
  });

  it('loses nothing over a restart of the server', async () => {
    const before = await listen();
    const from = before.lastSeen;
    await work(4);
    await before.until(({ positions }) => positions.length >= 3);
    await world.restart();
    await before.ended();
    await work(4);
    const after = await listen({ lastSeen: before.lastSeen });
    await after.until(heard(await world.head()));
    expect([...before.positions, ...after.positions]).toEqual(await positionsAfter(from));
    await after.leave();
  });

  it('tells the whole history to one who has seen nothing of it', async () => {
    const listener = await listen({ lastSeen: 0 });
    await listener.until(heard(await world.head()));
    expect(listener.positions).toEqual(await positionsAfter(0));
    await listener.leave();
  });

  it('tells an operator of their centre alone, live and from the past', async () => {
    const [live, past] = [await listen({}, 'demo-operador-CUS'), await listen({ lastSeen: 0 }, 'demo-operador-CUS')];
    const elsewhere = await listen({ query: '?centre=ARE', lastSeen: 0 }, 'demo-operador-CUS');
    await work(6);
    const { position } = await receive(world, 'CUS');
    await Promise.all([live.until(heard(position)), past.until(heard(position))]);
    for (const { changes } of [live, past]) {
      expect(changes.length).toBeGreaterThan(0);
      expect(new Set(changes.map(({ centre }) => centre))).toEqual(new Set(['CUS']));
    }
    expect(elsewhere.changes).toEqual([]);
    await Promise.all([live.leave(), past.leave(), elsewhere.leave()]);
  });

  it('tells an organ of what was addressed to it alone', async () => {
    const organ = await listen({}, 'demo-documentario-ogaj');
    const from = organ.lastSeen;
    const foreign = await accepted(world, 'TAC', 'dgpp');
    const own = await accepted(world, 'TAC', 'ogaj');
    const moved = await accepted(world, 'TAC', 'dgpp');
    const { position } = await world.organ('dgpp').act(`documents/${moved.id}/reroute`, { organ: 'ogaj', reason: 'Es jurídico' });
    await organ.until(heard(position));
    const documents = organ.changes.map(({ document }) => document);
    expect(documents).not.toContain(foreign.id);
    expect(documents).toContain(own.id);
    expect(documents).toContain(moved.id);
    expect(organ.positions.every((each) => each > from)).toBe(true);
    await organ.leave();
  });

  it('tells one who supervises only of the centre or organ that they ask for', async () => {
    const [centre, organ] = [await listen({ query: '?centre=PIU' }), await listen({ query: '?organ=dgpi' })];
    await work(3);
    const inPiura = await receive(world, 'PIU');
    const forDgpi = await accepted(world, 'TUM', 'dgpi');
    await centre.until(heard(inPiura.position));
    await organ.until(({ positions }) => positions.length >= 3);
    expect(centre.changes.map(({ document }) => document)).toEqual([inPiura.id]);
    expect(new Set(organ.changes.map(({ document }) => document))).toEqual(new Set([forDgpi.id]));
    await Promise.all([centre.leave(), organ.leave()]);
  });

  it('tells nothing of persons', async () => {
    const listener = await listen();
    const { position } = await receive(world, 'ICA', { about: 'Asunto reservado', sender: { name: 'Eusebia Condori', identity: { kind: 'DNI', number: '41234567' }, address: 'Calle Ficticia 9' } });
    await listener.until(heard(position));
    expect(JSON.stringify(listener.messages)).not.toMatch(/Eusebia|41234567|Ficticia|reservado/);
    await listener.leave();
  });

  it('beats every fifteen seconds, so that a silent network is noticed', async () => {
    const listener = await listen();
    const began = Date.now();
    const beating = new Promise<void>((resolve, reject) => {
      const watch = setInterval(() => {
        if (listener.messages.some(({ event }) => event === 'heartbeat')) resolve(clearInterval(watch));
        else if (Date.now() - began > 20_000) reject(new Error('no heartbeat'));
      }, 100);
    });
    await beating;
    expect(JSON.parse(listener.messages.find(({ event }) => event === 'heartbeat')!.data)).toEqual({ position: expect.any(Number) });
    await listener.leave();
  });

  it('a reader that stops reading delays nobody, and gets all in order when it reads again', async () => {
    const { hostname, port } = new URL(world.url);
    const { authorization } = await ogauc().headers();
    const from = await world.head();
    const slow = connect(Number(port), hostname);
    await once(slow, 'connect');
    slow.write(`GET /api/live HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nLast-Event-ID: ${from}\r\n\r\n`);
    const chunks: string[] = [];
    slow.on('data', (chunk) => chunks.push(chunk.toString('latin1')));
    await once(slow, 'data');
    slow.pause();
    const quick = await listen();
    const start = Date.now();
    await work(60);
    await quick.until(heard(await world.head()));
    expect(Date.now() - start).toBeLessThan(10_000);
    slow.resume();
    const idsOf = () => [...chunks.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    const giveUp = Date.now() + 10_000;
    while (idsOf().at(-1) !== (await world.head()) && Date.now() < giveUp) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(idsOf()).toEqual(await positionsAfter(from));
    slow.destroy();
    await quick.leave();
  });

  it('is refused without a token or with a Last-Event-ID that is none', async () => {
    expect(await world.with(undefined).look('live')).toMatchObject({ status: 401, body: { code: 'token-missing' } });
    for (const id of ['abc', '-1', '1.5', 'NaN']) {
      expect(await ogauc().look('live', { 'last-event-id': id })).toMatchObject({ status: 422, body: { code: 'invalid-last-event-id', field: 'Last-Event-ID' } });
    }
  });

  it('goes on from now for one who has seen a future that a restored backup does not have', async () => {
    const listener = await listen({ lastSeen: 999_999_999 });
    const { position } = await receive(world, 'ICA');
    await listener.until(({ positions }) => positions.includes(position));
    await listener.leave();
  });

  it('forgets those who left', async () => {
    const listeners = await Promise.all(Array.from({ length: 5 }, () => listen()));
    expect(await world.running.gauge('live_subscribers')).toBeGreaterThanOrEqual(5);
    await Promise.all(listeners.map((listener) => listener.leave()));
    const giveUp = Date.now() + 5_000;
    while ((await world.running.gauge('live_subscribers')) > 0 && Date.now() < giveUp) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await world.running.gauge('live_subscribers')).toBe(0);
  });
});
