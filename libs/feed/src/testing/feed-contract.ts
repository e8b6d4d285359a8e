import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventBatch } from '#event-store';
import type { EventMetadata, NewEvent, RecordedEvent } from '#kernel';
import type { Feed, FeedOptions } from '../port.ts';

/** A feed and the log that it brings. */
export interface FeedHarness {
  readonly feed: Feed;
  /** Records events in a stream called like their centre; resolves when they are durable. */
  append(centre: string, ...events: readonly NewEvent[]): Promise<readonly RecordedEvent[]>;
  /** Ends the feed: whoever still listens is let go. */
  close(): Promise<void>;
}

/** Something that happened at a centre. */
export const happened = (centre: string, data: unknown, meta: Partial<EventMetadata> = {}): NewEvent => ({
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
    ...meta,
  },
});

const numbered = (centre: string, count: number, from = 0) => Array.from({ length: count }, (_, i) => happened(centre, from + i));
const dataOf = (events: readonly RecordedEvent[]) => events.map(({ data }) => data);

/** What every feed promises: to each that follows, the log itself. */
export function feedContract(name: string, harness: () => Promise<FeedHarness>): void {
  describe(`${name} as a feed`, () => {
    let place: FeedHarness;

    beforeEach(async () => {
      place = await harness();
    });

    afterEach(() => place.close());

    type Options = Partial<Omit<FeedOptions, 'after'>> & { readonly after?: number };

    /** Listens until `enough`, then leaves. */
    async function listen({ after = 0, ...options }: Options, enough: (events: readonly RecordedEvent[], batch: EventBatch) => unknown): Promise<RecordedEvent[]> {
      const events: RecordedEvent[] = [];
      for await (const batch of place.feed.follow({ group: randomUUID(), after: () => after, ...options })) {
        events.push(...batch.events);
        if (await enough(events, batch)) break;
      }
      return events;
    }

    const upTo = (position: number) => (_: unknown, batch: EventBatch) => batch.position >= position;
    const many = (count: number) => (events: readonly RecordedEvent[]) => events.length >= count;

    it('delivers what was recorded, each once, in the order of the log, whole', async () => {
      const recorded: RecordedEvent[] = [];
      const odd = { actor: { kind: 'system', id: 'clock', role: 'clock' }, organ: 'DGPP', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' } as const;
      for (let i = 0; i < 5; i++) {
        recorded.push(...(await place.append('CUS', happened('CUS', { text: 'Ñandú "€"', list: [1, null, { deep: true }] }), happened('CUS', i))));
        recorded.push(...(await place.append('PUN', happened('PUN', [], odd))));
        recorded.push(...(await place.append('register-LIM', happened('LIM', null, { causationId: 'año' }))));
      }
      expect(await listen({}, upTo(recorded.at(-1)!.position))).toEqual(recorded);
    });

    it('delivers the same in batches of any size', async () => {
      const recorded: RecordedEvent[] = [];
      for (let i = 0; i < 30; i++) recorded.push(...(await place.append(['CUS', 'PUN', 'LIM'][i % 3]!, ...numbered('CUS', 10, i))));
      for (const maxBatch of [1, 7, 1_000]) expect(await listen({ maxBatch }, upTo(recorded.at(-1)!.position))).toEqual(recorded);
    });

    it('goes on with what is recorded later', async () => {
      await place.append('CUS', happened('CUS', 'before'));
      let appended = false;
      const heard = await listen({}, async (events) => {
        if (!appended && events.length > 0) appended = (await place.append('PUN', happened('PUN', 'after'))).length > 0;
        return events.length >= 2;
      });
      expect(dataOf(heard)).toEqual(['before', 'after']);
    });

    it('says up to where a batch goes, and when it has caught up', async () => {
      const recorded = await place.append('CUS', ...numbered('CUS', 10));
      let before = 0;
      await listen({ maxBatch: 3 }, (_, { events, position, caughtUp }) => {
        expect(events.length).toBeLessThanOrEqual(3);
        for (const event of events) {
          expect(event.position).toBeGreaterThan(before);
          before = event.position;
        }
        expect(position).toBeGreaterThanOrEqual(before);
        before = position;
        return caughtUp && position >= recorded.at(-1)!.position;
      });
      expect(before).toBe(recorded.at(-1)!.position);
    });

    it('says that it has caught up where there is nothing to deliver', async () => {
      expect(await listen({}, (_, { caughtUp, position }) => caughtUp && position === 0)).toEqual([]);
    });

    it('begins after any position, and leaves out nothing that came later', async () => {
      const recorded = [...(await place.append('CUS', ...numbered('CUS', 8))), ...(await place.append('PUN', ...numbered('PUN', 8, 8)))];
      for (const index of [0, 3, 7, 14]) {
        const heard = await listen({ after: recorded[index]!.position, maxBatch: 4 }, upTo(recorded.at(-1)!.position));
        expect(heard).toEqual(recorded.slice(index + 1));
      }
    });

    it('asks the consumer where it stands, and goes by that whatever the group has seen before', async () => {
      const recorded = await place.append('CUS', ...numbered('CUS', 6));
      const group = randomUUID();
      await listen({ group, maxBatch: 2 }, many(6));
      for (const index of [3, 0, 5]) expect(await listen({ group, after: recorded[index]!.position - 1 }, many(6 - index))).toEqual(recorded.slice(index));
    });

    it('lets a batch go only when the next is asked for: a consumer that died over it gets it again', async () => {
      await place.append('CUS', ...numbered('CUS', 4));
      const effects: unknown[] = [];
      let kept = 0;
      await listen({ group: 'views', maxBatch: 2 }, (_, { events, position }) => {
        if (effects.length > 0) return true; // Dies over the second batch.
        effects.push(...dataOf(events));
        kept = position;
        return false;
      });
      const again = await listen({ group: 'views', after: kept, maxBatch: 2 }, many(2));
      expect([...effects, ...dataOf(again)]).toEqual([0, 1, 2, 3]);
    });

    it('ends when it is told to, whether it delivers or waits', async () => {
      const stop = new AbortController();
      const heard: RecordedEvent[] = [];
      const waiting = listen({ signal: stop.signal }, (events) => void heard.splice(0, heard.length, ...events));
      await place.append('CUS', happened('CUS', 1));
      while (heard.length === 0) await new Promise((done) => setTimeout(done, 10));
      stop.abort();
      expect(dataOf(await waiting)).toEqual([1]);
      expect(await listen({ signal: stop.signal }, () => false)).toEqual([]);
    });

    it('lets no slow consumer hold back another', async () => {
      await place.append('CUS', ...numbered('CUS', 20));
      let free!: () => void;
      const held = new Promise<void>((go) => (free = go));
      const slow = listen({ group: 'slow', maxBatch: 5 }, async (events) => {
        await held;
        return events.length >= 22;
      });
      expect(dataOf(await listen({ maxBatch: 5 }, many(20)))).toHaveLength(20);
      await place.append('CUS', ...numbered('CUS', 2, 20));
      expect(dataOf(await listen({}, many(22)))).toHaveLength(22);
      free();
      expect(dataOf(await slow)).toEqual(Array.from({ length: 22 }, (_, i) => i));
    });

    it('gives everybody events of their own: what one does to them, no other sees', async () => {
      await place.append('CUS', happened('CUS', { n: 1 }));
      const [mine] = await listen({}, many(1));
      (mine!.data as { n: number }).n = 2;
      expect(dataOf(await listen({}, many(1)))[0]).toEqual({ n: 1 });
    });
  });
}
