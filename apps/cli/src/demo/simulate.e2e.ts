import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import { logOf, platformOn } from '../../test/platform.ts';
import { connect, type Connection } from '../connect.ts';
import { followJob } from '../jobs/follow-job.ts';
import { ogauc } from './posts.ts';
import { simulate, type SimulationOptions } from './simulate.ts';

const bar = { start: () => undefined, at: () => undefined, stop: () => undefined };
const options = (more: Partial<SimulationOptions> = {}): SimulationOptions => ({ seed: 'e2e', perSecond: 500, centres: 6, signal: new AbortController().signal, bar, ...more });

describe('a simulated day', () => {
  let folder: string;
  let running: Awaited<ReturnType<typeof platformOn>>;
  let platform: Connection;
  const head = async () => (await platform.call<{ head: number }>('GET', '/health/ready')).head;
  const board = async () => platform.call<Board>('GET', `/api/board?at=${await head()}`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
    running = await platformOn(folder);
    platform = await connect(ogauc);
  });

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  it('is refused nothing, and leaves documents in many states, at centres that are marked as fictitious', async () => {
    const { refused, dropped, done, scene } = await simulate(platform, options({ days: 1 }));
    expect([...refused]).toEqual([]);
    expect(dropped).toBe(0);
    const { centres, totals } = await board();
    expect(totals.received).toBe(done.get('receive'));
    expect(totals.answered).toBeGreaterThan(0);
    expect(totals.pending).toBeGreaterThan(0);
    const states = new Set(centres.flatMap(({ pendingByState }) => Object.entries(pendingByState).flatMap(([state, count]) => (count ? [state] : []))));
    expect([...states]).toEqual(expect.arrayContaining(['routed', 'accepted']));
    expect(centres.filter(({ demo }) => demo).map(({ centre }) => centre)).toEqual(expect.arrayContaining([...scene.centres]));
    expect(scene.centres[0]).toBe('LIM');
  });

  it('done again with its seed changes nothing', async () => {
    const before = await head();
    const { repeated, done } = await simulate(platform, options({ days: 1 }));
    expect(repeated).toBeGreaterThan(50);
    expect([...done.values()].reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(repeated);
    // Opening or closing a desk is judged by how it stands now, and leaves no mark where nothing changes.
    const again = (await head()) - before;
    expect(again).toBeLessThanOrEqual(12);
  });

  it('stopped half-way closes the desks that it opened, and leaves no act half done', async () => {
    const stop = new AbortController();
    const playing = simulate(platform, options({ seed: 'cut', days: 5, perSecond: 200, signal: stop.signal }));
    setTimeout(() => stop.abort(), 900);
    const { done, open } = await playing;
    expect(done.get('receive')).toBeGreaterThan(0);
    expect(open).toEqual([]);
    const { centres } = await board();
    expect(centres.filter(({ desk }) => desk.open).map(({ centre }) => centre)).toEqual([]);
  });

  it('ends when its minutes are over', async () => {
    const started = performance.now();
    const { done } = await simulate(platform, options({ seed: 'minutes', minutes: 0.01, perSecond: 50 }));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(done.size).toBeGreaterThan(0);
  });

  it('leaves a platform that is sound by its own verification', async () => {
    const administrator = await platform.as({ id: 'administrador-local', role: 'administrator' });
    const { report } = await followJob(administrator, 'verification', {}, bar, 20);
    expect(report).toMatchObject({ sound: true, log: { faultCount: 0 }, views: { differences: [] } });
    expect(report.sealed.opened).toBeGreaterThan(50);
  });

  it('has on record nobody but people of the simulation, and no data of theirs in clear', async () => {
    await running.close();
    const events = await logOf(folder);
    running = await platformOn(folder);
    platform = await connect(ogauc);
    const actors = new Set(events.filter(({ meta }) => meta.actor.kind === 'person').map(({ meta }) => meta.actor.id));
    expect([...actors].filter((id) => !id.startsWith('simulation-'))).toEqual([]);
    const text = JSON.stringify(events);
    expect(text).not.toMatch(/Persona Ficticia|Fictici[oa] 0|9900\d{4}|2099\d{7}|SIM0|@simulacion/);
  });
});

describe('with institutional accounts', () => {
  let server: Server;
  afterAll(() => void server.close());

  it('the simulation refuses to begin', async () => {
    const asked: string[] = [];
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ mode: 'oidc', notice: '', posts: [] }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const call = async <T>(method: string, path: string) => (await (await fetch(url + path, { method })).json()) as T;
    const platform: Connection = { url, call, as: async () => platform, close: async () => undefined };
    await expect(simulate(platform, options())).rejects.toThrow('OIDC');
    expect(asked).toEqual(['GET /api/session/options']);
  });
});
