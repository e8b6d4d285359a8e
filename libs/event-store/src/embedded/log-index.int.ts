import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { someEvent } from '../testing/event-store-contract.ts';
import type { ReadStreamOptions } from '../port.ts';
import { EmbeddedEventStore } from './embedded-event-store.ts';
import { openLogReader } from './open-log-reader.ts';

const streams = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** More than are indexed at a time. */
const many = 5_000;

describe('the indexes behind the log', () => {
  let folder: string;
  let file: string;
  let store: EmbeddedEventStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'index-'));
    file = join(folder, 'log.db');
    store = new EmbeddedEventStore({ file });
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const streamOf = (i: number) => streams[i % streams.length]!;
  const fill = (from: number, count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => store.append({ stream: streamOf(from + i), expected: 'any', events: [someEvent(from + i)], command: { id: `k${from + i}`, fingerprint: 'f' } })));

  /** Every stream, as it reads from either end and in part, is what the log holds of it: event `i` says `i`. */
  async function check(log: Pick<EmbeddedEventStore, 'readStream'>, count: number): Promise<void> {
    for (const [first, stream] of streams.entries()) {
      const own = Array.from({ length: Math.ceil((count - first) / streams.length) }, (_, i) => first + i * streams.length);
      const middle = Math.floor(own.length / 2);
      const read = async (options?: ReadStreamOptions) => (await log.readStream(stream, options)).map(({ data }) => data);
      expect(await read()).toEqual(own);
      expect(await read({ backwards: true })).toEqual(own.toReversed());
      expect(await read({ from: middle, limit: 9 })).toEqual(own.slice(middle, middle + 9));
      expect(await read({ from: middle, limit: 9, backwards: true })).toEqual(own.slice(0, middle + 1).toReversed().slice(0, 9));
      expect(await read({ backwards: true, limit: 1 })).toEqual(own.slice(-1));
    }
  }

  it('leave nothing out while they are behind, being written and caught up', async () => {
    await fill(0, many);
    for (let turn = 0; turn < 20; turn++) {
      await check(store, many);
      await setImmediate();
    }
    await fill(many, 100);
    await check(store, many + 100);
  });

  it('leave nothing out for a reader with a connection of its own', async () => {
    await fill(0, many);
    const { reader, close } = openLogReader(file, {});
    for (let turn = 0; turn < 20; turn++) {
      await check(reader, many);
      await setImmediate();
    }
    close();
  });

  it('are made good at the next start, wherever a kill found them', async () => {
    await fill(0, many);
    for (let turn = 0; turn < 8; turn++) {
      const copy = join(folder, `killed-${turn}.db`);
      for (const part of ['', '-wal']) await cp(`${file}${part}`, `${copy}${part}`);
      const killed = new EmbeddedEventStore({ file: copy });
      await check(killed, many);
      expect((await killed.append({ stream: 'a', expected: 'any', events: [someEvent('repeat')], command: { id: 'k7', fingerprint: 'f' } })).repeated).toBe(true);
      expect((await killed.append({ stream: 'a', expected: 'any', events: [someEvent('next')] })).events[0]).toMatchObject({ position: many + 1, revision: Math.ceil(many / streams.length) });
      await killed.close();
      await setImmediate();
    }
  });

  it('are made again from the events when they are gone', async () => {
    await fill(0, 12_000);
    await store.close();
    const hand = new DatabaseSync(file);
    hand.exec('DELETE FROM streams; DELETE FROM marks; DELETE FROM indexed');
    hand.close();
    store = new EmbeddedEventStore({ file });
    await check(store, 12_000);
    expect(await store.findCommand({ id: 'k11999', fingerprint: 'f' })).toHaveLength(1);
  });

  it('that have lost an event of a stream are damage, not a shorter stream', async () => {
    await fill(0, many);
    await store.close();
    const hand = new DatabaseSync(file);
    hand.exec("DELETE FROM streams WHERE stream = 'b' AND revision = 3");
    hand.close();
    store = new EmbeddedEventStore({ file });
    await expect(store.readStream('b')).rejects.toThrow('le falta la revisión 3');
    expect((await store.readStream('a')).length).toBeGreaterThan(0);
  });
});
