import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreContract, someEvent } from '../testing/event-store-contract.ts';
import { EmbeddedEventStore } from './embedded-event-store.ts';
import { DamagedLog } from './schema.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'events-'));

eventStoreContract('SQLite', async () => {
  const folder = await newFolder();
  return {
    open: async (options = {}) => new EmbeddedEventStore({ file: join(folder, 'events.db'), ...options }),
    clean: () => rm(folder, { recursive: true }),
  };
});

describe('the embedded event store', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  /** Another hand on the same file. */
  let file: DatabaseSync;

  beforeEach(async () => {
    folder = await newFolder();
    store = new EmbeddedEventStore({ file: join(folder, 'events.db'), clock: () => new Date('2026-03-02T13:00:00Z') });
    file = new DatabaseSync(join(folder, 'events.db'));
  });

  afterEach(async () => {
    file.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  const append = (data: unknown, stream = 's') => store.append({ stream, expected: 'any', events: [someEvent(data)] });

  it('stamps events with its clock', async () => {
    expect((await append(1)).events[0]!.recordedAt).toBe('2026-03-02T13:00:00.000Z');
  });

  it('answers only when the event is in the file', async () => {
    const appending = append(1);
    expect(file.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 0 });
    await appending;
    expect(file.prepare('SELECT count(*) AS n FROM events').get()).toEqual({ n: 1 });
  });

  it.each([
    ['its content', "UPDATE events SET body = replace(body, 'two', 'too') WHERE position = 2"],
    ['its place', 'UPDATE events SET revision = 9 WHERE position = 2'],
    ['its time', "UPDATE events SET body = json_set(body, '$.recordedAt', '2020-01-01T00:00:00.000Z') WHERE position = 2"],
  ])('reports an event of which %s was changed in the file, wherever it is read', async (_, damage) => {
    await append('one');
    await append('two');
    await append('three', 't');
    file.exec(damage);
    await expect(store.readAll(0, 10)).rejects.toBeInstanceOf(DamagedLog);
    await expect(store.readStream('s')).rejects.toThrow('posición 2');
    await expect(store.follow({ after: 1 })[Symbol.asyncIterator]().next()).rejects.toThrow('dañado');
    expect(await store.readStream('t')).toHaveLength(1);
  });

  describe('when the disk refuses', () => {
    /** From now on the file takes no event of this type; the transaction is undone by us or by the engine itself. */
    const refuse = (how: 'ABORT' | 'ROLLBACK') =>
      file.exec(`CREATE TRIGGER full BEFORE INSERT ON events WHEN json_extract(NEW.body, '$.type') = 'Bad' BEGIN SELECT RAISE(${how}, 'disk full'); END`);
    const bad = (stream: string) => store.append({ stream, expected: 'any', events: [someEvent({}, { type: 'Bad' })] });

    it.each(['ABORT', 'ROLLBACK'] as const)('fails the whole group and what was built on it, then goes on without a gap (%s)', async (how) => {
      await append('before');
      refuse(how);
      const group = await Promise.allSettled([append('beside'), bad('s'), append('behind'), append('elsewhere', 't')]);
      expect(group.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
      expect(await store.head()).toBe(1);
      const { events } = await store.append({ stream: 's', expected: 0, events: [someEvent('after')] });
      expect(events[0]).toMatchObject({ revision: 1, position: 2 });
      expect((await store.readAll(0, 9)).map(({ data }) => data)).toEqual(['before', 'after']);
    });

    it('has not carried out the command, which may come again', async () => {
      refuse('ABORT');
      const command = { id: 'k', fingerprint: 'f' };
      const tries = await Promise.allSettled([1, 2].map(() => store.append({ stream: 's', expected: 'any', events: [someEvent({}, { type: 'Bad' })], command })));
      expect(tries.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await store.findCommand(command)).toBeUndefined();
      file.exec('DROP TRIGGER full');
      expect(await store.append({ stream: 's', expected: 'none', events: [someEvent()], command })).toMatchObject({ repeated: false });
    });

    it('fails while another process holds the file, and recovers', async () => {
      file.exec('BEGIN IMMEDIATE');
      await expect(append(1)).rejects.toThrow('locked');
      file.exec('ROLLBACK');
      expect((await append(2)).events[0]).toMatchObject({ position: 1, revision: 0 });
    });

    it('shows followers nothing of what failed', async () => {
      refuse('ABORT');
      const seen: unknown[] = [];
      const following = (async () => {
        for await (const { events } of store.follow({ after: 0 })) {
          seen.push(...events.map(({ data }) => data));
          if (seen.length === 1) break;
        }
      })();
      await expect(bad('s')).rejects.toThrow('disk full');
      await append('good');
      await following;
      expect(seen).toEqual(['good']);
    });
  });

  it('waits at the end of the log without using the processor', async () => {
    await append(1);
    let batches = 0;
    const following = (async () => {
      for await (const batch of store.follow({ after: 0 })) batches += batch.events.length + 1;
    })();
    await new Promise((done) => setTimeout(done, 30));
    expect(batches).toBe(2);
    await store.close();
    await following;
    store = new EmbeddedEventStore({ file: join(folder, 'events.db') });
  });
});
