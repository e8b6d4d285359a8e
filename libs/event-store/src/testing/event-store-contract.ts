import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewEvent, RecordedEvent } from '#kernel';
import { CommandReused, WrongExpectedRevision, type CommandMark, type EventBatch, type EventStore, type FollowOptions } from '../port.ts';
import type { Upcasters } from '../upcaster.ts';

/** How an adapter is opened on the same place again and again. */
export interface EventStoreHarness {
  open(options?: { readonly upcasters?: Upcasters }): Promise<EventStore>;
  /** Removes what the stores have left. */
  clean(): Promise<void>;
}

export function someEvent(data: unknown = {}, { type = 'Happened', schemaVersion = 1 } = {}): NewEvent {
  const meta = {
    schemaVersion,
    occurredAt: '2026-03-02T13:00:00.000Z',
    actor: { kind: 'person', id: 'u1', role: 'operator', centre: 'c1' },
    provision: 'DIR.5.4',
    correlationId: 'r1',
    causationId: 'r1',
    centre: 'c1',
  } as const;
  return { id: randomUUID(), type, data, meta };
}

const dataOf = (events: readonly RecordedEvent[]) => events.map(({ data }) => data);
const mark = (id: string, fingerprint = 'body'): CommandMark => ({ id, fingerprint });

/** What every event store promises; `name` says which one is held to it. */
export function eventStoreContract(name: string, harness: () => Promise<EventStoreHarness>): void {
  describe(`${name} as an event store`, () => {
    let place: EventStoreHarness;
    let store: EventStore;

    beforeEach(async () => {
      place = await harness();
      store = await place.open();
    });

    afterEach(async () => {
      await store.close();
      await place.clean();
    });

    const append = (stream: string, ...data: readonly unknown[]) =>
      store.append({ stream, expected: 'any', events: data.map((each) => someEvent(each)) });

    async function reopen(options?: Parameters<EventStoreHarness['open']>[0]): Promise<void> {
      await store.close();
      store = await place.open(options);
    }

    /** Batches until `enough`, then the follower is stopped. */
    async function followed(options: FollowOptions, enough: (events: readonly RecordedEvent[], batch: EventBatch) => boolean): Promise<RecordedEvent[]> {
      const events: RecordedEvent[] = [];
      for await (const batch of store.follow(options)) {
        events.push(...batch.events);
        if (enough(events, batch)) break;
      }
      return events;
    }

    describe('appending', () => {
      it('gives back what was recorded: the events as they were, with their places', async () => {
        const events = [someEvent({ text: 'Ñandú', list: [1, null, { deep: true }] }), someEvent(2)];
        const { events: recorded, repeated } = await store.append({ stream: 's', expected: 'none', events });
        expect(repeated).toBe(false);
        expect(recorded).toMatchObject(events.map((event, i) => ({ ...event, stream: 's', revision: i })));
        expect(await store.readStream('s')).toEqual(recorded);
        expect(Number.isNaN(Date.parse(recorded[0]!.recordedAt))).toBe(false);
        expect(recorded[1]!.position).toBeGreaterThan(recorded[0]!.position);
      });

      it('keeps each stream\'s revisions without a gap, from 0', async () => {
        await append('a', 1, 2);
        await append('b', 3);
        await append('a', 4);
        expect((await store.readStream('a')).map(({ revision }) => revision)).toEqual([0, 1, 2]);
        expect((await store.readStream('b')).map(({ revision }) => revision)).toEqual([0]);
      });

      it.each([
        ['a stream that should not exist', 'none' as const, 1],
        ['an older revision', 0, 1],
        ['a revision still to come', 2, 1],
      ])('refuses %s, tells the revision, and writes nothing', async (_, expected, actual) => {
        await append('s', 1, 2);
        const refused = store.append({ stream: 's', expected, events: [someEvent()] });
        await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevision);
        await expect(refused).rejects.toMatchObject({ stream: 's', expected, actual });
        expect(await store.readStream('s')).toHaveLength(2);
      });

      it('refuses a revision of a stream that does not exist', async () => {
        await expect(store.append({ stream: 's', expected: 0, events: [someEvent()] })).rejects.toMatchObject({ actual: -1 });
        expect(await store.readStream('s')).toEqual([]);
      });

      it('goes on from an append that is still on its way', async () => {
        const appended = await Promise.all((['none', 0, 1, 2] as const).map((expected, i) => store.append({ stream: 's', expected, events: [someEvent(i)] })));
        expect(appended.map(({ repeated, events }) => [repeated, events[0]!.revision])).toEqual([0, 1, 2, 3].map((revision) => [false, revision]));
        expect(dataOf(await store.readStream('s'))).toEqual([0, 1, 2, 3]);
      });

      it('refuses with an append what rests on it, and nothing else', async () => {
        const expected = ['none', 4, 5, 6, 0] as const;
        const tries = await Promise.allSettled(expected.map((each) => store.append({ stream: 's', expected: each, events: [someEvent(each)] })));
        expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled']);
        for (const each of tries) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(WrongExpectedRevision);
        expect(dataOf(await store.readStream('s'))).toEqual(['none', 0]);
      });

      it('fails an event that JSON cannot hold, and none of its neighbours', async () => {
        const appended = await Promise.allSettled([append('s', 1), append('s', 2n), append('s', 3)]);
        expect(appended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await store.readAll(0, 9)).map(({ data, revision }) => [data, revision])).toEqual([[1, 0], [3, 1]]);
      });

      it('records what was on its way when it closes, and refuses what comes later', async () => {
        const last = append('s', 'last');
        await store.close();
        const { events } = await last;
        await expect(append('s', 'late')).rejects.toThrow('closed');
        store = await place.open();
        expect(await store.readAll(0, 9)).toEqual(events);
      });

      it('refuses an append of nothing', async () => {
        await expect(store.append({ stream: 's', expected: 'any', events: [] })).rejects.toThrow('at least one');
      });

      it('lets exactly one of many win the same revision', async () => {
        await append('s', 'first');
        const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => store.append({ stream: 's', expected: 0, events: [someEvent(i)] })));
        expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.readStream('s')).toHaveLength(2);
      });

      it('records whatever arrives at once, nothing lost, nothing doubled, each stream in order', async () => {
        const writers = fc.array(fc.record({ stream: fc.constantFrom('a', 'b', 'c'), count: fc.integer({ min: 1, max: 4 }) }), { maxLength: 30 });
        let round = 0;
        await fc.assert(
          fc.asyncProperty(writers, async (all) => {
            const before = await store.head();
            round++;
            const appended = await Promise.all(all.map(({ stream, count }, i) => append(`${stream}${round}`, ...Array.from({ length: count }, (_, j) => [i, j]))));
            const log = await store.readAll(before, 1_000);
            const answered = appended.flatMap(({ events }) => events).sort((x, y) => x.position - y.position);
            expect(log).toEqual(answered);
            for (const stream of ['a', 'b', 'c'].map((each) => `${each}${round}`)) {
              expect(log.filter((event) => event.stream === stream).map(({ revision }) => revision)).toEqual((await store.readStream(stream)).map((_, i) => i));
            }
          }),
          { numRuns: 25 },
        );
      });
    });

    describe('a scan', () => {
      const scanned = async (after: number, to: number, pageSize: number) => {
        const pages: (readonly RecordedEvent[])[] = [];
        for await (const page of store.scan({ after, to, pageSize })) pages.push(page);
        return pages;
      };

      it('gives the events of a range in order, in pages, and ends', async () => {
        const { events } = await append('s', ...Array.from({ length: 25 }, (_, i) => i));
        await append('t', 'after');
        const at = (i: number) => events[i]!.position;
        expect((await scanned(0, at(24), 10)).flat()).toEqual(events);
        expect((await scanned(at(4), at(11), 3)).flat()).toEqual(events.slice(5, 12));
        for (const page of await scanned(0, at(24), 10)) expect(page.length).toBeLessThanOrEqual(10);
        expect(await scanned(at(3), at(3), 10)).toEqual([]);
      });

      it('ends where it is when it is told to', async () => {
        const { events } = await append('s', 1, 2, 3);
        const ending = new AbortController();
        const seen: RecordedEvent[] = [];
        for await (const page of store.scan({ after: 0, to: events[2]!.position, pageSize: 1, signal: ending.signal })) {
          seen.push(...page);
          ending.abort();
        }
        expect(seen).toEqual(events.slice(0, 1));
      });

      it('ends where the log does, whatever was asked for', async () => {
        const { events } = await append('s', 1, 2);
        expect((await scanned(0, Number.MAX_SAFE_INTEGER, 10)).flat()).toEqual(events);
      });
    });

    describe('a repeat', () => {
      it('of the same event ids at the same revision is answered as the first time', async () => {
        await append('s', 0);
        const events = [someEvent(1), someEvent(2)];
        const first = await store.append({ stream: 's', expected: 0, events });
        await append('s', 3);
        expect(await store.append({ stream: 's', expected: 0, events })).toEqual({ events: first.events, repeated: true });
        expect(await store.readStream('s')).toHaveLength(4);
      });

      it('of the first events of a stream too', async () => {
        const events = [someEvent(1)];
        const [first, second] = await Promise.all([1, 2].map(() => store.append({ stream: 's', expected: 'none', events })));
        expect(second).toEqual({ ...first, repeated: true });
      });

      it('with an event more is a conflict', async () => {
        const events = [someEvent(1)];
        await store.append({ stream: 's', expected: 'none', events });
        await expect(store.append({ stream: 's', expected: 'none', events: [...events, someEvent(2)] })).rejects.toBeInstanceOf(WrongExpectedRevision);
      });

      it('of the same command is answered as the first time, whatever it now expects and decides', async () => {
        const first = await store.append({ stream: 's', expected: 'none', events: [someEvent(1), someEvent(2)], command: mark('k') });
        const again = await store.append({ stream: 's', expected: 1, events: [someEvent(3)], command: mark('k') });
        expect(again).toEqual({ events: first.events, repeated: true });
        expect(await store.findCommand(mark('k'))).toEqual(first.events);
        expect(await store.readStream('s')).toHaveLength(2);
      });

      it('of a command that is still on its way waits for it', async () => {
        const [first, second] = await Promise.all([1, 2].map((i) => store.append({ stream: 's', expected: 'any', events: [someEvent(i)], command: mark('k') })));
        expect(second).toEqual({ events: first!.events, repeated: true });
        expect(dataOf(await store.readStream('s'))).toEqual([1]);
      });

      it('with another body is refused, before and after it was recorded', async () => {
        const first = store.append({ stream: 's', expected: 'any', events: [someEvent()], command: mark('k') });
        const other = () => store.append({ stream: 's', expected: 'any', events: [someEvent()], command: mark('k', 'other') });
        await expect(other()).rejects.toBeInstanceOf(CommandReused);
        await first;
        await expect(other()).rejects.toBeInstanceOf(CommandReused);
        await expect(store.findCommand(mark('k', 'other'))).rejects.toBeInstanceOf(CommandReused);
      });

      it('of the same command is answered so on another stream too', async () => {
        const first = await store.append({ stream: 's', expected: 'none', events: [someEvent(1)], command: mark('k') });
        expect(await store.append({ stream: 't', expected: 'none', events: [someEvent(2)], command: mark('k') })).toEqual({ ...first, repeated: true });
        expect(await store.readStream('t')).toEqual([]);
      });

      it.each([['an older', 0], ['a later', 7]])('of a command that was refused at %s revision is its first time, whatever it asks then', async (_, expected) => {
        await append('s', 0, 1);
        const command = mark('k', 'refused');
        await expect(store.append({ stream: 's', expected, events: [someEvent('refused')], command })).rejects.toBeInstanceOf(WrongExpectedRevision);
        expect(await store.findCommand(command)).toBeUndefined();
        await append('s', ...Array.from({ length: 6 }, (_, i) => i + 2));
        expect(await store.findCommand(command)).toBeUndefined();
        const again = await store.append({ stream: 's', expected: 7, events: [someEvent('again')], command: mark('k') });
        expect(again).toMatchObject({ repeated: false, events: [{ data: 'again', revision: 8 }] });
        expect(await store.findCommand(mark('k'))).toEqual(again.events);
        await expect(store.findCommand(command)).rejects.toBeInstanceOf(CommandReused);
      });

      it('is known after a reopening', async () => {
        const events = [someEvent(1)];
        const first = await store.append({ stream: 's', expected: 'none', events, command: mark('k') });
        await reopen();
        expect(await store.append({ stream: 's', expected: 'none', events: [someEvent(1)], command: mark('k') })).toEqual({ ...first, repeated: true });
        expect(await store.append({ stream: 's', expected: 'none', events })).toEqual({ ...first, repeated: true });
      });

      it('of a command that nobody gave is not found', async () => {
        expect(await store.findCommand(mark('unknown'))).toBeUndefined();
      });
    });

    describe('reading', () => {
      beforeEach(async () => {
        await append('s', 0, 1, 2, 3, 4);
        await append('t', 5);
      });

      it('reads a stream from a revision, as far as wanted, either way', async () => {
        expect(dataOf(await store.readStream('s', { from: 1, limit: 2 }))).toEqual([1, 2]);
        expect(dataOf(await store.readStream('s', { backwards: true, limit: 2 }))).toEqual([4, 3]);
        expect(dataOf(await store.readStream('s', { backwards: true, from: 1 }))).toEqual([1, 0]);
        expect(await store.readStream('nowhere')).toEqual([]);
      });

      it('reads the whole log after a position, in order', async () => {
        const all = await store.readAll(0, 100);
        expect(dataOf(all)).toEqual([0, 1, 2, 3, 4, 5]);
        expect(dataOf(await store.readAll(all[1]!.position, 3))).toEqual([2, 3, 4]);
        expect(await store.head()).toBe(all.at(-1)!.position);
        expect(await store.readAll(await store.head(), 100)).toEqual([]);
      });

      it('numbers events without a gap only where it says so', async () => {
        const positions = (await store.readAll(0, 100)).map(({ position }) => position);
        expect(positions.every((position, i) => Number.isSafeInteger(position) && position > (positions[i - 1] ?? 0))).toBe(true);
        if (store.contiguous) expect(positions).toEqual([1, 2, 3, 4, 5, 6]);
      });

      it('has after a reopening what it had before, and goes on from there', async () => {
        const [all, head] = [await store.readAll(0, 100), await store.head()];
        await reopen();
        expect(await store.readAll(0, 100)).toEqual(all);
        expect(await store.head()).toBe(head);
        const { events } = await append('s', 'next');
        expect(events[0]).toMatchObject({ revision: 5 });
        expect(events[0]!.position).toBeGreaterThan(head);
      });

      it('turns older versions of an event into the newest, and leaves what is stored', async () => {
        await store.append({ stream: 'v', expected: 'none', events: [1, 2].map((schemaVersion) => someEvent({ n: schemaVersion }, { type: 'Old', schemaVersion })) });
        const steps = [({ n }: { n: number }) => ({ n: n * 10 }), ({ n }: { n: number }) => ({ n, sure: true })];
        await reopen({ upcasters: { Old: steps } });
        const read = await store.readStream('v');
        expect(read.map(({ data, meta }) => [data, meta.schemaVersion])).toEqual([[{ n: 10, sure: true }, 3], [{ n: 2, sure: true }, 3]]);
        expect((await store.readAll(0, 100)).slice(-2)).toEqual(read);
        await reopen({ upcasters: { Old: steps.slice(0, 1) } });
        expect(dataOf(await store.readStream('v'))).toEqual([{ n: 10 }, { n: 2 }]);
      });

      it('refuses an event of a version that a newer release has written', async () => {
        await store.append({ stream: 'v', expected: 'none', events: [someEvent({}, { type: 'New', schemaVersion: 4 })] });
        await expect(store.readStream('v')).rejects.toThrow('versión de esquema 4');
      });
    });

    describe('following', () => {
      it('says on an empty log that there is nothing to catch up with', async () => {
        const batches: EventBatch[] = [];
        await followed({ after: 0 }, (_, batch) => batches.push(batch) > 0);
        expect(batches).toEqual([{ events: [], position: expect.any(Number), caughtUp: true }]);
        // An engine's own events may lie before; ours come after.
        const { events } = await append('s', 'first');
        expect(events[0]!.position).toBeGreaterThan(batches[0]!.position);
        expect(await followed({ after: batches[0]!.position }, ({ length }) => length === 1)).toEqual(events);
      });

      it('catches up in batches, says when it has, and goes on live', async () => {
        await append('s', ...Array.from({ length: 7 }, (_, i) => i));
        const caughtUp: boolean[] = [];
        const events = await followed({ after: 0, maxBatch: 3 }, (all, batch) => {
          caughtUp.push(batch.caughtUp);
          expect(batch.position).toBeGreaterThanOrEqual(all.at(-1)!.position);
          if (store.contiguous) expect(batch.position).toBe(all.at(-1)!.position);
          if (batch.caughtUp && all.length === 7) void append('t', 'live');
          return all.length === 8;
        });
        expect(dataOf(events)).toEqual([0, 1, 2, 3, 4, 5, 6, 'live']);
        expect(caughtUp).toEqual([false, false, true, true]);
      });

      it('delivers from any position each event once and in order, while others append', async () => {
        await append('s', ...Array.from({ length: 20 }, (_, i) => i));
        const all = await store.readAll(0, 100);
        const appending = Promise.all(Array.from({ length: 40 }, (_, i) => append(`t${i % 5}`, i)));
        const enough = (events: readonly RecordedEvent[]) => events.length === 60 - 5;
        const [one, two] = await Promise.all([1, 2].map((i) => followed({ after: all[4]!.position, maxBatch: i * 4 }, enough)));
        await appending;
        expect(one).toEqual((await store.readAll(0, 100)).slice(5));
        expect(two).toEqual(one);
      });

      it('ends when it is told to, and when the store closes', async () => {
        const stop = new AbortController();
        const seen = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
        const see = (i: number) => (events: readonly RecordedEvent[]) => {
          if (events.length === 1) seen[i]!.resolve();
          return false;
        };
        const both = Promise.all([followed({ after: 0, signal: stop.signal }, see(0)), followed({ after: 0 }, see(1))]);
        await append('s', 1);
        await Promise.all(seen.map(({ promise }) => promise));
        stop.abort();
        await store.close();
        expect((await both).map(dataOf)).toEqual([[1], [1]]);
        store = await place.open();
      });
    });
  });
}
