import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from './embedded/embedded-event-store.ts';
import { checksum, type Row } from './embedded/schema.ts';
import type { EventLog } from './port.ts';
import { someEvent } from './testing/event-store-contract.ts';
import { verifyLog, type LogLaw } from './verify-log.ts';

describe('the verification of the log', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  let file: DatabaseSync;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verify-'));
    store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    file = new DatabaseSync(join(folder, 'log.db'));
    const append = (stream: string, count: number) => store.append({ stream, expected: 'any', events: Array.from({ length: count }, (_, i) => someEvent({ i })) });
    for (let i = 0; i < 100; i++) await append(`s${i % 10}`, 7);
  });

  afterEach(async () => {
    file.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  /** Changes a row and makes its checksum right again: a writer's mistake, not the disk's. */
  function forge(position: number, change: Partial<Row>): void {
    const row = { ...(file.prepare('SELECT * FROM events WHERE position = ?').get(position) as unknown as Row), ...change };
    file.prepare('DELETE FROM events WHERE position = ?').run(position);
    file.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)').run(row.position, row.stream, row.revision, row.body, row.command, checksum(row));
  }

  it('finds nothing wrong with a log that is whole, and says what it read', async () => {
    expect(await verifyLog(store)).toEqual({ events: 700, streams: 10, position: 700, faults: [], faultCount: 0 });
  });

  it('finds nothing in a log that is empty', async () => {
    file.exec('DELETE FROM events');
    const empty = new EmbeddedEventStore({ file: join(folder, 'empty.db') });
    expect(await verifyLog(empty)).toMatchObject({ events: 0, faultCount: 0 });
    await empty.close();
  });

  it('tells every damaged event by its place, and reads on behind each', async () => {
    file.exec("UPDATE events SET body = replace(body, 'operator', 'operatör') WHERE position IN (1, 300, 301, 700)");
    const { events, position, faults, faultCount } = await verifyLog(store);
    expect({ events, position, faultCount }).toEqual({ events: 700, position: 700, faultCount: 4 });
    expect(faults.map((fault) => fault.position)).toEqual([1, 300, 301, 700]);
    expect(faults[1]!.problem).toContain('está dañado');
  });

  it('misses events that are gone, in their stream as well', async () => {
    file.exec('DELETE FROM events WHERE position BETWEEN 10 AND 12');
    const { faults } = await verifyLog(store);
    expect(faults).toEqual([
      { position: 13, problem: 'faltan las posiciones 10 a 12' },
      { position: 13, problem: expect.stringContaining('s1') },
    ]);
  });

  it('misses the end of the log', async () => {
    file.exec('DELETE FROM events WHERE position > 690');
    expect((await verifyLog(store)).faults).toEqual([{ position: 690, problem: 'el registro termina en la posición 690 y debería llegar a la 700' }]);
  });

  it('tells a revision that skips, though its checksum is right', async () => {
    forge(700, { revision: 99 });
    expect((await verifyLog(store)).faults).toEqual([{ position: 700, problem: 'la corriente s9 pasa a la revisión 99 cuando sigue la 69' }]);
  });

  it('takes gaps for what they may be where the adapter does not promise that there are none', async () => {
    file.exec("DELETE FROM events WHERE stream = 's3'");
    const gappy: EventLog = { readAll: (after, limit) => store.readAll(after, limit), readStream: (stream) => store.readStream(stream), scan: (range) => store.scan(range), head: () => store.head(), follow: (options) => store.follow(options) };
    expect((await verifyLog(gappy)).faultCount).toBe(0);
    expect((await verifyLog(store)).faultCount).toBe(10);
  });

  it('asks the laws of each event', async () => {
    const laws = [({ data }: { data: unknown }) => ((data as { i: number }).i === 6 ? 'seis' : undefined)];
    const { faults, faultCount } = await verifyLog(store, { laws });
    expect(faults[0]).toEqual({ position: 7, problem: 'seis' });
    expect([faultCount, faults.length]).toEqual([100, 100]);
  });

  it('asks laws that answer later for a slice together, and tells what they found in order', async () => {
    let [open, most] = [0, 0];
    const slow: LogLaw = async ({ position }) => {
      most = Math.max(most, ++open);
      await setTimeout(position % 7);
      open--;
      return position % 20 === 0 ? 'tarde' : undefined;
    };
    const quick: LogLaw = ({ position }) => (position % 30 === 0 ? 'pronto' : undefined);
    const { faults, faultCount } = await verifyLog(store, { laws: [slow, quick] });
    expect(most).toBe(250);
    expect(faultCount).toBe(35 + 23);
    expect(faults.map(({ position }) => position)).toEqual(faults.map(({ position }) => position).sort((a, b) => a - b));
    await expect(verifyLog(store, { laws: [() => Promise.reject(new Error('sin claves'))] })).rejects.toThrow('sin claves');
  });

  it('lets others work in between, tells its progress, and stops when it is told to', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    await verifyLog(store, { onProgress: (position) => told.push(position) });
    clearInterval(others);
    expect(told).toEqual([250, 500, 700]);
    expect(turns).toBeGreaterThan(0);
    stop.abort();
    await expect(verifyLog(store, { signal: stop.signal })).rejects.toThrow();
  });
});
