import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { rebuild, verifyViews, type RebuildProgress } from '../rebuild.ts';
import { byShop, byState, parcels, shops, type Parcel, type ParcelStep } from './example-views.ts';
import { someSteps } from './arbitrary-history.ts';
import type { ViewStoreHarness } from './view-store-contract.ts';
import { allParcels, sent, Trade } from './trade.ts';
import type { View } from '../view.ts';
import type { ViewGroup } from '../view-group.ts';

const shouting: View<Parcel> = {
  ...parcels,
  version: 2,
  fold(before, event, id) {
    const after = parcels.fold(before, event, id);
    return after && { ...after, shop: after.shop.toUpperCase() };
  },
};

/** Damages the stored documents behind the group's back. */
async function damage(trade: Trade, group: ViewGroup): Promise<void> {
  const collection = group.live.find(({ name }) => name === 'parcels')!;
  const [stored] = (await trade.store.getMany(collection, ['p1'])).values();
  await trade.store.commit([{ collection, documents: [{ ...stored!, document: { ...stored!.document, shop: 'nowhere' } }] }]);
}

/** What a rebuild does, wherever the documents lie. */
export function rebuildContract(name: string, harness: () => Promise<ViewStoreHarness>): void {
  describe(`a rebuild in ${name}`, () => {
    let trade: Trade;

    beforeEach(async () => {
      trade = await Trade.open(harness);
    });

    afterEach(() => trade.end());

    it('finds the same documents as the live views had, whatever happened', async () => {
      const group = await trade.started();
      await fc.assert(
        fc.asyncProperty(someSteps(20), async (steps) => {
          for (const step of steps) await trade.record(step);
          await group.waitFor(await trade.log.head());
          const report = await rebuild(group);
          expect(report).toMatchObject({ differences: [], switched: true, compared: ['parcels', 'by-shop', 'by-state', 'shops'] });
          expect(report.events).toBe(await trade.log.head());
        }),
        { numRuns: 15 },
      );
    });

    it('goes on answering and following while it works, and misses nothing', async () => {
      const last = await trade.recordMany(6_000);
      const group = await trade.started();
      const before = (await allParcels(group)).length;
      const rebuilding = rebuild(group);
      const answers: number[] = [];
      for (let i = 0; i < 40; i++) {
        const position = await trade.record(sent(`new${i}`, 'a'));
        await group.waitFor(position);
        answers.push((await allParcels(group)).length);
      }
      const report = await rebuilding;
      expect(answers).toEqual(answers.map((_, i) => before + i + 1));
      expect(report).toMatchObject({ differences: [], switched: true });
      await group.waitFor(last + 40);
      expect(await group.get(parcels, 'new39')).toMatchObject({ shop: 'a' });
      expect((await verifyViews(group)).differences).toEqual([]);
    });

    it('keeps the live views where they differ without a reason, and shows where', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.recordMany(50));
      await damage(trade, group);
      const report = await rebuild(group);
      expect(report.switched).toBe(false);
      expect(report.differences).toEqual([
        { view: 'parcels', id: 'p1', live: expect.objectContaining({ shop: 'nowhere' }), rebuilt: expect.objectContaining({ shop: expect.stringMatching(/^[abc]$/) }) },
      ]);
      expect(await group.get(parcels, 'p1')).toMatchObject({ shop: 'nowhere' });
    });

    it('takes over all the same when it is told to', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.recordMany(50));
      await damage(trade, group);
      expect(await rebuild(group, { force: true })).toMatchObject({ switched: true, differences: [{ id: 'p1' }] });
      expect((await verifyViews(group)).differences).toEqual([]);
      await group.waitFor(await trade.record(sent('p1', 'b')));
      expect(await group.get(parcels, 'p1')).toMatchObject({ shop: 'b', steps: 11 });
    });

    it('compares without touching anything when it only verifies', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.recordMany(50));
      await damage(trade, group);
      const before = group.live;
      expect(await verifyViews(group)).toMatchObject({ switched: false, differences: [{ id: 'p1' }] });
      expect(group.live).toEqual(before);
    });

    it('rebuilds a view together with the rollups over it, and leaves the others alone', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.recordMany(50));
      const before = group.live;
      expect((await rebuild(group, { views: ['by-state'] })).compared).toEqual(['parcels', 'by-shop', 'by-state']);
      const kept = group.live.filter((collection) => before.includes(collection)).map(({ name }) => name);
      expect(kept).toEqual(['shops']);
    });

    it('happens by itself where a version was raised: the old documents are not shown, the others are', async () => {
      await (await trade.started()).waitFor(await trade.recordMany(50));
      await trade.reopen();
      const group = trade.group({ views: [shouting, shops], rollups: [{ ...byShop, of: shouting }, { ...byState, of: shouting }] });
      await group.start();
      expect(group.status()).toMatchObject({ state: 'building', building: ['parcels', 'by-shop', 'by-state'] });
      await expect(group.get(shouting, 'p1')).rejects.toMatchObject({ name: 'ViewRebuilding', view: 'parcels' });
      expect(await group.get(shops, 'all')).toEqual({ seen: 50 });
      await group.ready();
      expect(await group.get(shouting, 'p1')).toMatchObject({ shop: expect.stringMatching(/^[ABC]$/) });
      expect([...(await group.counts(byShop, ['a', 'A'])).keys()]).toEqual(['A']);
      expect(group.status().state).toBe('following');
    });

    it('builds a view that is new, and forgets one that is no more', async () => {
      await (await trade.started({ views: [parcels], rollups: [] })).waitFor(await trade.recordMany(50));
      await trade.reopen();
      const group = await trade.started({ views: [shops], rollups: [] });
      expect(await group.get(shops, 'all')).toEqual({ seen: 50 });
      expect((await trade.store.group('trade')).live.map(({ name }) => name)).toEqual(['shops']);
    });

    it('begins anew where the views know of events that the log does not have', async () => {
      await (await trade.started()).waitFor(await trade.recordMany(50));
      const { live } = await trade.store.group('trade');
      await trade.store.switch({ group: 'trade', position: 999 }, live);
      await trade.reopen();
      const group = await trade.started();
      expect(group.position()).toBe(50);
      expect(await group.get(shops, 'all')).toEqual({ seen: 50 });
    });

    it('leaves everything as it was when the fold throws', async () => {
      let broken = false;
      const moody: View<Parcel> = {
        ...parcels,
        fold(before, event: RecordedEvent, id) {
          if (broken && (event.data as ParcelStep).parcel === 'p3') throw new Error('no more');
          return parcels.fold(before, event, id);
        },
      };
      const group = await trade.started({ views: [moody], rollups: [] });
      await group.waitFor(await trade.recordMany(50));
      broken = true;
      await expect(rebuild(group)).rejects.toMatchObject({ name: 'FoldFailure', view: 'parcels', position: 4 });
      expect(await group.get(moody, 'p3')).toMatchObject({ steps: 10 });
      expect(group.status().state).toBe('following');
      broken = false;
      expect((await rebuild(group)).switched).toBe(true);
    });

    it('tells of a new view that cannot be built while the others go on', async () => {
      await (await trade.started({ views: [shops], rollups: [] })).waitFor(await trade.recordMany(50));
      await trade.reopen();
      const hopeless: View<Parcel> = {
        ...parcels,
        fold: () => {
          throw new Error('never');
        },
      };
      const group = trade.group({ views: [hopeless, shops], rollups: [] });
      await group.start();
      await expect(group.ready()).rejects.toThrow('never');
      await group.waitFor(await trade.record(sent('p1', 'a')));
      expect(group.status()).toMatchObject({ state: 'failed', building: ['parcels'], failure: { view: 'parcels', position: 1 } });
      expect(await group.get(shops, 'all')).toEqual({ seen: 51 });
    });

    it('tells its progress, phase by phase', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.recordMany(1_200));
      const told: RebuildProgress[] = [];
      await rebuild(group, { onProgress: (progress) => told.push(progress) });
      expect(told.map(({ phase, events }) => `${phase} ${events}`)).toEqual(['folding 500', 'folding 1000', 'folding 1200', 'indexing 1200', 'comparing 1200']);
    });

    it('refuses to run twice at once, and to rebuild a view that nobody knows', async () => {
      const group = await trade.started();
      const first = rebuild(group);
      await expect(rebuild(group)).rejects.toThrow('already');
      await first;
      await expect(rebuild(group, { views: ['parcel'] })).rejects.toThrow('there are parcels, by-shop, by-state, shops');
    });
  });
}
