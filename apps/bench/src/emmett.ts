import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedEventStore } from '#event-store';
import { inTurn, type Figure } from './measure.ts';

const folder = join(import.meta.dirname, '../../../../apps/bench/emmett');
const registrations = 500;

interface Registration {
  readonly stream: string;
  readonly event: { readonly type: string; readonly data: unknown };
}

async function inTemp<T>(work: (file: string) => Promise<T>): Promise<T> {
  const temp = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(join(temp, 'store.db'));
  } finally {
    rmSync(temp, { recursive: true });
  }
}

const theirs = () =>
  inTemp(async (file) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['sequential.mjs', file, String(registrations)], { cwd: folder });
    return Number(stdout);
  });

const ours = (registrationEvent: (i: number) => Registration) =>
  inTemp(async (file) => {
    const store = new EmbeddedEventStore({ file });
    const meta = { schemaVersion: 1, occurredAt: '2026-11-24T13:00:00.000Z', actor: { kind: 'person', id: 'bench', role: 'operator' }, provision: 'DIR.5.4', correlationId: 'c', causationId: 'c' } as const;
    const append = (i: number) => {
      const { stream, event } = registrationEvent(i);
      const revision = Math.floor(i / 25) - 1;
      return store.append({ stream, expected: revision < 0 ? 'none' : revision, events: [{ ...event, id: randomUUID(), meta }] });
    };
    for (let i = 0; i < 50; i++) await append(i);
    const start = performance.now();
    for (let i = 50; i < registrations + 50; i++) await append(i);
    const rate = (registrations / (performance.now() - start)) * 1000;
    await store.close();
    return rate;
  });

/** The same registrations, one after the other, through Emmett's SQLite store and through ours. */
export async function benchEmmett(rounds = 3): Promise<Figure[]> {
  if (!existsSync(join(folder, 'node_modules'))) execFileSync('npm', ['ci', '--prefix', folder], { stdio: 'inherit' });
  const { registrationEvent } = (await import(join(folder, 'registration.mjs'))) as { registrationEvent: (i: number) => Registration };
  const { emmett, platform } = await inTurn(rounds, { emmett: theirs, platform: () => ours(registrationEvent) });
  return [
    { name: "registrations through Emmett's SQLite store, sequentially", value: emmett, unit: 'appends/s' },
    { name: 'the same through our event store, sequentially', value: platform, unit: 'appends/s' },
    { name: 'ours ÷ Emmett, sequentially', value: platform / emmett, unit: 'ratio', target: { atLeast: 10 } },
  ];
}
