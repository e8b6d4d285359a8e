import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refuse, type Aggregate, type Command, type DomainEvent } from '#kernel';
import { EmbeddedEventStore } from './embedded/embedded-event-store.ts';
import { Executor, type CommandContext } from './executor.ts';
import type { AppendRequest, EventStore } from './port.ts';
import { someEvent } from './testing/event-store-contract.ts';
import { withStore } from './with-store.ts';

type Add = Command<'Add', { readonly by: number }>;
type Added = DomainEvent<'Added', { readonly by: number; readonly now: number }>;

/** Counts up to 100 and no further; adding nothing changes nothing. */
const counter: Aggregate<number, Add, Added> = {
  name: 'counter',
  events: { Added: { version: 1, provision: 'DIR.5.4' } },
  placeOf: (id) => ({ centre: `centre-of-${id}` }),
  initialState: 0,
  decide({ data: { by } }, now) {
    if (now + by > 100) throw refuse('conflict', 'full', 'No cabe más.');
    return by === 0 ? [] : [{ type: 'Added', data: { by, now: now + by } }];
  },
  evolve: (now, { data }) => now + data.by,
};

const lastOnly: typeof counter = { ...counter, name: 'gauge', reads: 'last', evolve: (_, { data }) => data.now };

const add = (by: number): Add => ({ type: 'Add', data: { by } });
const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  actor: { kind: 'person', id: 'u1', role: 'operator' },
  correlationId: 'r1',
  ...more,
});
const marked = (id: string, fingerprint = 'body') => context({ mark: { id, fingerprint } });

describe('the executor', () => {
  let folder: string;
  let store: EmbeddedEventStore;
  let executor: Executor;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'executor-'));
    store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    executor = new Executor(store, () => new Date('2026-03-02T13:00:00Z'));
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const execute = (by: number, more = context(), aggregate = counter) => executor.execute(aggregate, 'c', add(by), more);
  const logged = async () => (await store.readAll(0, 1_000)).map(({ data }) => (data as Added['data']).by);

  /** The same store, with something that happens just before an append. */
  const meddled = (before: (request: AppendRequest) => Promise<void>): EventStore =>
    withStore(store, {
      append: async (request) => {
        await before(request);
        return store.append(request);
      },
    });

  it('records what was decided, with who, when, why and where', async () => {
    const { events, state, version, repeated } = await execute(3, context({ traceparent: '00-1-2-01' }));
    expect({ state, version, repeated }).toEqual({ state: 3, version: 1, repeated: false });
    expect(events).toMatchObject([{ type: 'Added', data: { by: 3, now: 3 }, stream: 'counter-c', revision: 0 }]);
    expect(events[0]!.meta).toEqual({
      schemaVersion: 1,
      occurredAt: '2026-03-02T13:00:00.000Z',
      actor: { kind: 'person', id: 'u1', role: 'operator' },
      provision: 'DIR.5.4',
      correlationId: 'r1',
      causationId: 'r1',
      centre: 'centre-of-c',
      traceparent: '00-1-2-01',
    });
  });

  it('records nothing where nothing changes or the domain refuses', async () => {
    expect(await execute(0)).toMatchObject({ events: [], repeated: false, state: 0, version: 0 });
    await expect(execute(101)).rejects.toMatchObject({ code: 'full' });
    expect(await store.head()).toBe(0);
  });

  it('decides a hundred commands at once on each other\'s outcome', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 120 }, () => execute(1)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(100);
    expect((await store.readStream('counter-c')).map(({ data }) => (data as Added['data']).now)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(executor.retries).toBe(0);
  });

  it('decides again on what another writer has recorded meanwhile', async () => {
    let rivals = 3;
    const rival = async () => {
      if (rivals-- > 0) await store.append({ stream: 'counter-c', expected: 'any', events: [someEvent({ by: 10, now: 0 }, { type: 'Added' })] });
    };
    executor = new Executor(meddled(rival));
    expect(await execute(5)).toMatchObject({ state: 35, version: 4, events: [{ data: { by: 5, now: 35 }, revision: 3 }] });
    expect(executor.retries).toBe(3);
  });

  it('gives up against a rival that never rests, in words for a person', async () => {
    executor = new Executor(meddled(async () => void (await store.append({ stream: 'counter-c', expected: 'any', events: [someEvent({ by: 0 }, { type: 'Added' })] }))));
    await expect(execute(5)).rejects.toMatchObject({ code: 'too-many-conflicts' });
  });

  it('answers a repeat with what the first call recorded, even where it would now be refused', async () => {
    const first = await execute(60, marked('k'));
    expect(await execute(60, marked('k'))).toMatchObject({ events: first.events, repeated: true, state: 60 });
    await execute(40);
    expect(await execute(60, marked('k'))).toMatchObject({ events: first.events, repeated: true, state: 100 });
    expect(await logged()).toEqual([60, 40]);
  });

  it('carries out once what is sent many times at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => execute(7, marked('k'))));
    expect(outcomes.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(outcomes.map(({ events }) => events[0]!.id)).size).toBe(1);
    expect(await logged()).toEqual([7]);
    expect((await executor.load(counter, 'c')).state).toBe(7);
  });

  it('knows a repeat after a restart', async () => {
    const { events } = await execute(7, marked('k'));
    executor = new Executor(store);
    expect(await execute(7, marked('k'))).toMatchObject({ events, repeated: true });
  });

  it('refuses a key that was used for another body', async () => {
    await execute(7, marked('k'));
    await expect(execute(8, marked('k', 'other'))).rejects.toMatchObject({ code: 'idempotency-key-reused', problem: { field: 'Idempotency-Key' } });
    await expect(execute(101, marked('k', 'other'))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await logged()).toEqual([7]);
  });

  it('refuses who has not seen the newest version, but not the repeat of an answered command', async () => {
    await execute(1);
    const repeatable = { ...marked('k'), version: 1 };
    await execute(1, repeatable);
    await expect(execute(1, context({ version: 1 }))).rejects.toMatchObject({ code: 'stale-revision', problem: { refusal: 'stale' } });
    expect(await execute(1, repeatable)).toMatchObject({ repeated: true });
    expect(await logged()).toEqual([1, 1]);
  });

  it('forgets what it believed when an append fails', async () => {
    let full = true;
    executor = new Executor(meddled(async () => {
      if (full) throw new Error('disk full');
    }));
    const failed = await Promise.allSettled([execute(60), execute(30)]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    full = false;
    expect(await execute(100)).toMatchObject({ state: 100, version: 1 });
  });

  it('neither refuses nor shows anything on the strength of an append that fails', async () => {
    let full = true;
    executor = new Executor(meddled(async () => {
      await new Promise((done) => setTimeout(done, 5));
      if (full) throw new Error('disk full');
    }));
    const lost = execute(60);
    await new Promise((done) => setTimeout(done, 1));
    const [tooMuchOnTop, unchanged, loaded] = [execute(50), execute(0), executor.load(counter, 'c')];
    await expect(lost).rejects.toThrow('disk full');
    full = false;
    expect(await tooMuchOnTop).toMatchObject({ state: 50, version: 1 });
    expect([0, 50]).toContain((await unchanged).state);
    expect([0, 50]).toContain((await loaded).state);
  });

  it('reads of an aggregate that its last event tells whole just that event', async () => {
    for (const by of [1, 2, 3]) await execute(by, context(), lastOnly);
    executor = new Executor(store);
    expect(await executor.load(lastOnly, 'c')).toMatchObject({ state: 6, revision: 2, version: 3 });
    expect(await execute(4, context(), lastOnly)).toMatchObject({ state: 10, version: 4 });
  });

  it('folds first the event of another stream that founded the aggregate', async () => {
    const founded: typeof counter = { ...counter, name: 'branch', origin: (id) => ({ stream: `counter-${id}`, revision: 1 }) };
    await execute(5);
    await execute(20);
    expect(await executor.load(founded, 'c')).toMatchObject({ state: 20, revision: -1, version: 1 });
    expect(await execute(1, context({ version: 1 }), founded)).toMatchObject({ state: 21, version: 2, events: [{ stream: 'branch-c', revision: 0 }] });
    executor = new Executor(store);
    expect(await executor.load(founded, 'c')).toMatchObject({ state: 21, revision: 0, version: 2 });
  });

  it('treats an event that does not belong to the stream as damage', async () => {
    await store.append({ stream: 'counter-c', expected: 'any', events: [someEvent({}, { type: 'Stray' })] });
    await expect(execute(1)).rejects.toThrow('unknown event Stray in stream counter-c at revision 0');
  });
});
