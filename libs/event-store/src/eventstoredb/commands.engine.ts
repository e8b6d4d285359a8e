import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeEventStoreDb, type Engine } from '#engines';
import { CommandReused, openEventStoreDb, WrongExpectedRevision, type AppendRequest, type EventStore } from '../index.ts';
import { someEvent } from '../testing/event-store-contract.ts';
import { Commands } from './commands.ts';
import { readConnectionString } from './connection-string.ts';
import { Connection } from './connection.ts';
import { StreamNames } from './names.ts';
import { Streams } from './streams.ts';

/** A process that dies between its two appends: the claim is there, the events are not. */
class Dying extends Streams {
  override record(): Promise<never> {
    return Promise.reject(new Error('killed'));
  }
}

const mark = { id: 'k', fingerprint: 'f' };

describe('A command on EventStoreDB', () => {
  let engine: Engine;
  let prefix: string;
  let store: EventStore;
  let other: EventStore;

  beforeAll(async () => {
    engine = await takeEventStoreDb();
  }, 180_000);

  afterAll(() => engine?.stop());

  beforeEach(async () => {
    prefix = `c${randomUUID().slice(0, 8)}-`;
    [store, other] = await Promise.all([openEventStoreDb(engine.url, { prefix }), openEventStoreDb(engine.url, { prefix })]);
  });

  afterEach(() => Promise.all([store.close(), other.close()]));

  const append = (data: unknown, more: Partial<AppendRequest> = {}) => store.append({ stream: 's', expected: 'any', events: [someEvent(data)], ...more });
  const all = async () => (await store.readAll(0, 1_000)).map(({ stream, data }) => [stream, data]);

  async function killedAfterItsClaim(request: Omit<AppendRequest, 'command'>): Promise<void> {
    const connection = new Connection(readConnectionString(engine.url));
    const names = new StreamNames(prefix);
    await expect(new Commands(new Dying(connection, names), names).carryOut(request, mark)).rejects.toThrow('killed');
    await connection.close();
  }

  describe('that was claimed by a process which died then', () => {
    beforeEach(async () => {
      await append(0);
      await killedAfterItsClaim({ stream: 's', expected: 0, events: [someEvent('claimed'), someEvent('too')] });
      expect(await all()).toEqual([['s', 0]]);
    });

    const done = [['s', 0], ['s', 'claimed'], ['s', 'too']];

    it('is carried out by its repeat, as it was decided first', async () => {
      expect(await append('again', { expected: 0, command: mark })).toMatchObject({ repeated: true, events: [{ data: 'claimed', revision: 1 }, { data: 'too', revision: 2 }] });
      expect(await all()).toEqual(done);
    });

    it('is so wherever the repeat would have appended', async () => {
      expect(await append('again', { stream: 'elsewhere', expected: 'none', command: mark })).toMatchObject({ repeated: true, events: [{ stream: 's' }, { stream: 's' }] });
      expect(await all()).toEqual(done);
    });

    it('is so by whoever asks for it', async () => {
      expect(await store.findCommand(mark)).toMatchObject([{ data: 'claimed' }, { data: 'too' }]);
      expect(await all()).toEqual(done);
    });

    it('holds its key against another body', async () => {
      await expect(append('other', { command: { ...mark, fingerprint: 'other' } })).rejects.toBeInstanceOf(CommandReused);
      expect(await all()).toEqual(done);
    });

    it('never comes true once its stream has gone on; the key is free', async () => {
      await append(1);
      expect(await store.findCommand(mark)).toBeUndefined();
      expect(await append('again', { expected: 1, command: { ...mark, fingerprint: 'other' } })).toMatchObject({ repeated: false });
      expect(await all()).toEqual([['s', 0], ['s', 1], ['s', 'again']]);
    });
  });

  it('is carried out once, however many processes are asked at the same time, and on whatever streams', async () => {
    const asked = Array.from({ length: 30 }, (_, i) => {
      const ask = (to: EventStore, stream: string) => to.append({ stream, expected: 'any', events: [someEvent(stream)], command: { id: `k${i}`, fingerprint: 'f' } });
      return Promise.all([ask(store, `a${i % 4}`), ask(other, `b${i % 4}`), ask(store, `c${i % 3}`)]);
    });
    for (const answers of await Promise.all(asked)) {
      expect(answers.map(({ events }) => events)).toEqual(answers.map(() => answers[0].events));
      expect(answers.filter(({ repeated }) => !repeated).length).toBeLessThanOrEqual(1);
    }
    expect(await all()).toHaveLength(30);
  });

  it('that rests on one which fails is refused, even if another process has brought the stream to its revision', async () => {
    await other.append({ stream: 's', expected: 'none', events: [someEvent('theirs')] });
    const [first, second] = await Promise.allSettled([append('mine', { expected: 'none' }), append('rests on mine', { expected: 0, command: mark })]);
    expect(first).toMatchObject({ reason: expect.any(WrongExpectedRevision) });
    expect(second).toMatchObject({ reason: expect.any(WrongExpectedRevision) });
    expect(await all()).toEqual([['s', 'theirs']]);
  });

  it('leaves no trace that readers see', async () => {
    await append('marked', { command: mark });
    expect(await all()).toEqual([['s', 'marked']]);
    expect(await store.head()).toBe((await store.readStream('s'))[0]!.position);
    await expect(store.readStream(`command-${mark.id}`)).rejects.toThrow('command-k');
    await expect(append('hidden', { stream: 'command-k' })).rejects.toThrow('command-k');
  });
});
