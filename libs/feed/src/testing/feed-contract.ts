import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventBatch } from '#event-store';
import type { NewEvent, RecordedEvent } from '#kernel';
import type { Feed, SubscribeOptions } from '../port.ts';

/** A feed and the log that it publishes. */
export interface FeedHarness {
  readonly feed: Feed;
  /** Records events of a centre; resolves when they are durable. */
  append(centre: string, ...data: readonly unknown[]): Promise<readonly RecordedEvent[]>;
  /** Ends the feed: whoever still listens is let go. */
  close(): Promise<void>;
}

/** Something that happened at a centre, for the adapters' harnesses. */
export const happened = (centre: string, data: unknown): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data,
  meta: {
    schemaVersion: 1,
    occurredAt: '2026-03-02T13:00:00.000Z',
    actor: { kind: 'person', id: 'u1', role: 'operator', centre },
    provision: 'DIR.5.4',
    correlationId: 'r1',
    causationId: 'r1',
    centre,
  },
});

const dataOf = (events: readonly RecordedEvent[]) => events.map(({ data }) => data);

/** Each event once, as a consumer that keeps its position sees them: a feed may deliver some again. */
function firstTimes(events: readonly RecordedEvent[]): RecordedEvent[] {
  const seen = new Set<string>();
  return events.filter(({ id }) => !seen.has(id) && seen.add(id));
}

const inOrderOfTheirCentres = (events: readonly RecordedEvent[]) => Map.groupBy(firstTimes(events), ({ meta }) => meta.centre);

/** What every feed promises, and no more than the weakest does: at least once, in order within a centre. */
export function feedContract(name: string, harness: () => Promise<FeedHarness>): void {
  describe(`${name} as a feed`, () => {
    let place: FeedHarness;

    beforeEach(async () => {
      place = await harness();
    });

    afterEach(() => place.close());

    /** Listens until `enough`, then leaves. */
    async function listen(options: Partial<SubscribeOptions>, enough: (events: readonly RecordedEvent[], batch: EventBatch) => boolean): Promise<RecordedEvent[]> {
      const events: RecordedEvent[] = [];
      for await (const batch of place.feed.subscribe({ group: randomUUID(), after: 0, ...options })) {
        events.push(...batch.events);
        if (enough(events, batch)) break;
      }
      return events;
    }

    const seen = (count: number) => (events: readonly RecordedEvent[]) => firstTimes(events).length >= count;

    it('delivers all that was recorded, in the order of each centre, whole', async () => {
      const recorded = [...(await place.append('CUS', 1, 2)), ...(await place.append('PUN', 3)), ...(await place.append('CUS', 4))];
      const heard = await listen({}, seen(4));
      expect(inOrderOfTheirCentres(heard)).toEqual(inOrderOfTheirCentres(recorded));
    });

    it('goes on with what is recorded later', async () => {
      await place.append('CUS', 'before');
      let appended = false;
      const heard = await listen({}, (events) => {
        if (!appended && events.length > 0) appended = Boolean(place.append('CUS', 'after'));
        return seen(2)(events);
      });
      expect(dataOf(firstTimes(heard))).toEqual(['before', 'after']);
    });

    it('says up to where a batch goes, and when it has caught up', async () => {
      await place.append('CUS', ...Array.from({ length: 10 }, (_, i) => i));
      const positions: number[] = [];
      await listen({ maxBatch: 3 }, (_, { events, position, caughtUp }) => {
        expect(events.length).toBeLessThanOrEqual(3);
        if (events.length > 0) expect(position).toBeGreaterThanOrEqual(events.at(-1)!.position);
        positions.push(position);
        return caughtUp;
      });
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(positions.at(-1)).toBe(await place.feed.head());
    });

    it('resumes after any position and leaves out nothing that came later', async () => {
      const recorded = await place.append('CUS', ...Array.from({ length: 12 }, (_, i) => i));
      for (const after of [0, 3, 11]) {
        const rest = recorded.slice(after);
        const heard = await listen({ after: after === 0 ? 0 : recorded[after - 1]!.position, maxBatch: 4 }, seen(rest.length));
        expect(firstTimes(heard)).toEqual(rest);
      }
    });

    it('lets a batch go only when the next is asked for: a consumer that died over it gets it again', async () => {
      await place.append('CUS', 1, 2, 3, 4);
      let kept = 0;
      const effects: unknown[] = [];
      await listen({ group: 'views', maxBatch: 2 }, (_, { events, position }) => {
        if (effects.length > 0) return true; // Dies over the second batch.
        effects.push(...dataOf(events));
        kept = position;
        return false;
      });
      const again = await listen({ group: 'views', after: kept, maxBatch: 2 }, seen(2));
      expect([...effects, ...dataOf(firstTimes(again))]).toEqual([1, 2, 3, 4]);
    });

    it('ends when it is told to, whether it delivers or waits', async () => {
      const stop = new AbortController();
      const waiting = listen({ signal: stop.signal }, () => false);
      await place.append('CUS', 1);
      await new Promise((done) => setTimeout(done, 20));
      stop.abort();
      expect(dataOf(firstTimes(await waiting))).toEqual([1]);
      expect(await listen({ signal: stop.signal }, () => false)).toEqual([]);
    });

    it('lets no slow consumer hold back another', async () => {
      await place.append('CUS', ...Array.from({ length: 20 }, (_, i) => i));
      const free: (() => void)[] = [];
      const slow = (async () => {
        const events: RecordedEvent[] = [];
        for await (const batch of place.feed.subscribe({ group: 'slow', after: 0, maxBatch: 5 })) {
          events.push(...batch.events);
          if (free.length === 0) await new Promise<void>((go) => free.push(go));
          if (seen(22)(events)) break;
        }
        return firstTimes(events);
      })();
      expect(dataOf(firstTimes(await listen({ maxBatch: 5 }, seen(20))))).toHaveLength(20);
      await place.append('CUS', 20, 21);
      expect(dataOf(firstTimes(await listen({}, seen(22))))).toHaveLength(22);
      free[0]!();
      expect(dataOf(await slow)).toEqual(Array.from({ length: 22 }, (_, i) => i));
    });

    it('gives everybody events of their own: what one does to them, no other sees', async () => {
      await place.append('CUS', { n: 1 });
      const [mine] = await listen({}, seen(1));
      (mine!.data as { n: number }).n = 2;
      expect(dataOf(await listen({}, seen(1)))[0]).toEqual({ n: 1 });
    });

    it('tells the position up to which it could deliver', async () => {
      expect(await place.feed.head()).toBe(0);
      const recorded = await place.append('CUS', 1, 2);
      expect(await place.feed.head()).toBe(recorded.at(-1)!.position);
    });
  });
}
