import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import { startPlatform } from '../../embedded/src/platform.ts';
import { History } from './history.ts';
import { desksOf, registration, startServer } from './load.ts';
import { percentile, type Figure } from './measure.ts';
import { sealedSample } from './rebuild.ts';

interface Start {
  readonly readySeconds: number;
  readonly residentMb: number;
  readonly p50: number;
}

async function prepare(events: number): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const platform = await startPlatform(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }));
  const { store, views } = platform.services;
  await new History(sealedSample).append(store, events);
  await views.waitFor(await store.head(), 3_600_000);
  await platform.close();
  return dataDir;
}

/** Resident memory of a process, in MB, as the kernel counts it. */
const residentOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** One command after the other, each at another desk; milliseconds of each. */
async function commands(url: string, n: number): Promise<number[]> {
  const desks = await desksOf(url);
  const taken: number[] = [];
  for (let i = 0; i < n; i++) {
    const { centre, token } = desks[i % desks.length]!;
    const start = performance.now();
    const response = await fetch(`${url}/api/desks/${centre}/receive`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }, body: registration(i) });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`registration: ${response.status}`);
    if (i >= n / 4) taken.push(performance.now() - start);
  }
  return taken;
}

async function startOn(dataDir: string): Promise<Start> {
  const begun = performance.now();
  const server = await startServer('platform', { DATA_DIR: dataDir });
  await fetch(`${server.url}/health/ready`);
  const readySeconds = (performance.now() - begun) / 1000;
  const p50 = percentile(await commands(server.url, 1_000), 50);
  const residentMb = residentOf(server.process.pid!);
  await server.stop();
  return { readySeconds, residentMb, p50 };
}

/** What a long history costs: start, memory and a command, beside a short one. */
export async function benchMillion(many = 1_000_000, few = 10_000): Promise<Figure[]> {
  const [small, large] = [await prepare(few), await prepare(many)];
  const rounds: { readonly few: Start; readonly many: Start }[] = [];
  for (let i = 0; i < 3; i++) rounds.push({ few: await startOn(small), many: await startOn(large) });
  rmSync(small, { recursive: true });
  rmSync(large, { recursive: true });
  const middle = (of: (round: { readonly few: Start; readonly many: Start }) => number) => percentile(rounds.map(of), 50);
  const p50 = { few: middle((round) => round.few.p50), many: middle((round) => round.many.p50) };
  return [
    { name: `ready with ${many} events in the log`, value: middle((round) => round.many.readySeconds), unit: 's', target: { atMost: 3 } },
    { name: 'resident memory after 1,000 commands', value: middle((round) => round.many.residentMb), unit: 'MB', target: { atMost: 400 } },
    { name: `command p50 with ${few} events`, value: p50.few, unit: 'ms' },
    { name: `command p50 with ${many} events`, value: p50.many, unit: 'ms' },
    { name: 'command p50, many ÷ few', value: p50.many / p50.few, unit: 'ratio', target: { atMost: 1.2 } },
  ];
}
