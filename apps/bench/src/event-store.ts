import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedEventStore } from '#event-store';
import type { NewEvent } from '#kernel';
import { inTurn, type Figure } from './measure.ts';

const appenders = 64;
const appends = 30_000;

const eventOf = (i: number): NewEvent => ({
  id: randomUUID(),
  type: 'DocumentReceived',
  data: { document: `ARE-2026-${i}`, number: i, filler: 'x'.repeat(120) },
  meta: { schemaVersion: 1, occurredAt: '2026-11-24T12:00:00.000Z', actor: { kind: 'person', id: 'bench', role: 'operator' }, provision: 'DIR.5.4', correlationId: 'c', causationId: 'c' },
});

/** 64 appenders, each waiting for its answer before the next append; appends/s. */
async function drive(append: (i: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < appends; i = next++) await append(i);
  };
  await Promise.all(Array.from({ length: appenders }, worker));
  return (appends / (performance.now() - start)) * 1000;
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The least that could be called a store: one table, one insert, everything of a tick in one synced transaction. */
const bareLoop = () =>
  inFolder(async (folder) => {
    const db = new DatabaseSync(join(folder, 'bare.db'));
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (stream, revision))');
    const insert = db.prepare('INSERT INTO events (stream, revision, body) VALUES (?, ?, ?)');
    let queue: { i: number; done: () => void }[] = [];
    const flush = () => {
      const batch = queue;
      queue = [];
      db.exec('BEGIN');
      for (const { i } of batch) insert.run(`bench-${i % appenders}`, Math.floor(i / appenders), JSON.stringify(eventOf(i)));
      db.exec('COMMIT');
      for (const { done } of batch) done();
    };
    const rate = await drive(
      (i) =>
        new Promise<void>((done) => {
          if (queue.push({ i, done }) === 1) setImmediate(flush);
        }),
    );
    db.close();
    return rate;
  });

/** Ours, with expected revisions and a command mark on every append, as intake uses it. */
const ourStore = (marked: boolean) =>
  inFolder(async (folder) => {
    const store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    const revisions = new Map<string, number>();
    const rate = await drive((i) => {
      const stream = `bench-${i % appenders}`;
      const revision = revisions.get(stream) ?? -1;
      revisions.set(stream, revision + 1);
      return store.append({ stream, expected: revision < 0 ? 'none' : revision, events: [eventOf(i)], ...(marked && { command: { id: randomUUID(), fingerprint: 'f' } }) });
    });
    await store.close();
    return rate;
  });

export async function benchEventStore(rounds = 5): Promise<Figure[]> {
  const { bare, plain, marked } = await inTurn(rounds, { bare: bareLoop, plain: () => ourStore(false), marked: () => ourStore(true) });
  return [
    { name: 'bare group-commit loop on the same engine, 64 appenders', value: bare, unit: 'appends/s' },
    { name: 'event store, 64 appenders, expected revision', value: plain, unit: 'appends/s' },
    { name: 'event store ÷ bare loop', value: plain / bare, unit: 'ratio', target: { atLeast: 0.8 } },
    { name: 'event store with idempotency marks ÷ bare loop', value: marked / bare, unit: 'ratio' },
  ];
}
