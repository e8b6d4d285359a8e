import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedFeed, type Feed } from '#feed';
import type { RecordedEvent } from '#kernel';
import { byShop, parcels, shops, type Parcel, type ParcelStep } from './example-views.ts';
import type { ViewStoreHarness } from './view-store-contract.ts';
import { allParcels, sent, Trade } from './trade.ts';
import type { Applied, View } from '../view.ts';

/** A view that can't cope with one shop until it is told that it may. */
function fragile(shop: string): View<Parcel> & { fixed: boolean } {
  const view = {
    ...parcels,
    fixed: false,
    fold(before: Parcel | undefined, event: RecordedEvent, id: string) {
      if (!view.fixed && (event.data as ParcelStep).shop === shop) throw new Error(`shop ${shop} is unknown`);
      return parcels.fold(before, event, id);
    },
  };
  return view;
}

/** What a group of views does, wherever its documents lie. */
export function viewGroupContract(name: string, harness: () => Promise<ViewStoreHarness>): void {
  describe(`a group of views in ${name}`, () => {
    let trade: Trade;

    beforeEach(async () => {
      trade = await Trade.open(harness);
    });

    afterEach(() => trade.end());

    it('shows a recorded event to whoever waits for its position', async () => {
      const group = await trade.started();
      await group.waitFor(await trade.record(sent('p1', 'a')));
      expect(await group.get(parcels, 'p1')).toMatchObject({ shop: 'a', state: 'sent' });
      expect(await group.counts(byShop, ['a', 'b'])).toEqual(new Map([['a', { counts: { parcels: 1, sent: 1, steps: 1 } }]]));
      expect((await group.find(parcels, { where: { shop: 'a' }, limit: 5 })).documents).toHaveLength(1);
      expect(group.status()).toEqual({ state: 'following', position: 1, building: [] });
    });

    it('tells its listeners each event once and in order, after it can be read', async () => {
      const group = await trade.started();
      const told: Applied[] = [];
      const stop = group.onApplied((applied) => told.push(applied));
      group.onApplied(({ position }) => expect(group.position()).toBe(position));
      for (let i = 0; i < 30; i++) await trade.record(sent(`p${i}`, 'a'), sent(`q${i}`, 'b'));
      await group.waitFor(60);
      stop();
      await group.waitFor(await trade.record(sent('late', 'a')));
      expect(told.map(({ after }) => after)).toEqual([0, ...told.slice(0, -1).map(({ position }) => position)]);
      expect(told.at(-1)?.position).toBe(60);
      expect(new Set(told.flatMap(({ types }) => types)).size).toBeGreaterThan(0);
    });

    it('goes on when a listener throws, and says so', async () => {
      const group = await trade.started();
      group.onApplied(() => {
        throw new Error('deaf');
      });
      await group.waitFor(await trade.record(sent('p1', 'a')));
      await group.waitFor(await trade.record(sent('p2', 'a')));
      expect(trade.problems.map(({ message }) => message)).toEqual(['deaf', 'deaf']);
    });

    it('refuses to wait for ever', async () => {
      const group = await trade.started();
      await expect(group.waitFor(5, 10)).rejects.toMatchObject({ name: 'ViewsBehind', position: 0, wanted: 5 });
    });

    it('resumes from its checkpoint after a restart, and folds no event twice', async () => {
      await trade.started();
      await (await trade.started({ name: 'other', views: [shops], rollups: [] })).waitFor(await trade.recordMany(700));
      await trade.reopen();
      await trade.record(sent('p1', 'c'));
      const group = await trade.started();
      expect(await group.get(shops, 'all')).toEqual({ seen: 701 });
      expect(group.position()).toBe(701);
    });

    it('standing by, shows what another member of its group brings, and goes on from there', async () => {
      const active = await trade.started();
      const { promise: turn, resolve: takeOver } = Promise.withResolvers<void>();
      const feed: Feed = {
        takesTurns: true,
        async *follow(options) {
          await turn;
          yield* embeddedFeed(trade.log).follow(options);
        },
      };
      const standby = await trade.started({ feed });
      const told: Applied[] = [];
      standby.onApplied((applied) => told.push(applied));
      await standby.waitFor(await trade.record(sent('p1', 'a'), sent('p2', 'b')));
      expect(await standby.get(shops, 'all')).toEqual({ seen: 2 });
      await active.stop();
      const last = await trade.record(sent('p1', 'b'));
      takeOver();
      await standby.waitFor(last);
      expect(await standby.get(shops, 'all')).toEqual({ seen: 3 });
      expect(await standby.counts(byShop, ['a', 'b'])).toEqual(await (await trade.started({ name: 'anew' })).counts(byShop, ['a', 'b']));
      expect(told.map(({ after, position }) => [after, position])).toEqual([[0, 2], [2, 3]]);
    });

    it('standing by, answers from the generations that another member has rebuilt, and feeds them when its turn comes', async () => {
      const active = await trade.started();
      const { promise: turn, resolve: takeOver } = Promise.withResolvers<void>();
      const feed: Feed = {
        takesTurns: true,
        async *follow(options) {
          await turn;
          yield* embeddedFeed(trade.log).follow(options);
        },
      };
      const standby = await trade.started({ feed });
      await standby.waitFor(await trade.record(sent('p1', 'a'), sent('p2', 'b')));
      expect((await active.rebuild()).switched).toBe(true);
      await active.waitFor(await trade.record(sent('p3', 'b')));
      await active.stop();
      const last = await trade.record(sent('p1', 'b'));
      takeOver();
      await standby.waitFor(last);
      expect(await standby.get(shops, 'all')).toEqual({ seen: 4 });
      expect(await standby.counts(byShop, ['a', 'b'])).toEqual(await (await trade.started({ name: 'anew' })).counts(byShop, ['a', 'b']));
    });

    it('that could not follow is well again when it stands by another member', async () => {
      let away = true;
      const feed: Feed = {
        takesTurns: true,
        async *follow(options) {
          if (away) throw new Error('No se llega');
          options.standingBy?.();
          await new Promise((done) => options.signal!.addEventListener('abort', done));
          yield { events: [], position: 0, caughtUp: true };
        },
      };
      const standby = trade.group({ feed });
      await standby.start();
      await standby.ready().catch(() => undefined);
      while (standby.status().state !== 'failed') await new Promise((done) => setTimeout(done, 5));
      expect(standby.status().failure).toEqual({ position: 0, reason: 'No se llega' });
      away = false;
      while (standby.status().state === 'failed') await new Promise((done) => setTimeout(done, 5));
      expect(standby.status().state).toBe('following');
    });

    it('has the same documents whether it followed live or was built at once', async () => {
      const live = await trade.started();
      for (let i = 0; i < 50; i++) await trade.record(sent(`p${i % 7}`, 'abc'.charAt(i % 3)), { parcel: `p${i % 5}`, shop: 'a', step: i % 4 === 0 ? 'lost' : 'moved' });
      await live.waitFor(100);
      const built = await trade.started({ name: 'at-once' });
      expect(await allParcels(built)).toEqual(await allParcels(live));
      expect(await built.counts(byShop, ['a', 'b', 'c'])).toEqual(await live.counts(byShop, ['a', 'b', 'c']));
    });

    it('says how far behind it is', async () => {
      await trade.record(sent('p1', 'a'), sent('p2', 'a'));
      const recordedAt = Date.parse((await trade.log.readAll(0, 1))[0]!.recordedAt);
      const group = trade.group({ clock: () => new Date(recordedAt + 90_000) });
      expect(await group.lag()).toEqual({ position: 0, head: 2, events: 2, seconds: 90 });
      await group.start();
      await group.ready();
      expect(await group.lag()).toEqual({ position: 2, head: 2, events: 0, seconds: 0 });
    });

    it('stops before an event that a view cannot fold, says so, and answers as of there', async () => {
      const group = await trade.started({ views: [fragile('x'), shops], rollups: [] });
      await trade.record(sent('p1', 'a'), sent('p2', 'x'), sent('p3', 'a'));
      await expect(group.waitFor(3)).rejects.toMatchObject({ name: 'ViewsBehind', position: 1 });
      const failure = { view: 'parcels', position: 2, reason: expect.stringContaining('shop x is unknown') };
      expect(group.status()).toEqual({ state: 'failed', position: 1, building: [], failure });
      expect(await group.get(shops, 'all')).toEqual({ seen: 1 });
      expect(await group.get(parcels, 'p1')).toMatchObject({ shop: 'a' });
      await expect(group.waitFor(2)).rejects.toThrow('posición 1');
      expect(trade.problems).toHaveLength(1);
    });

    it('goes on from there once the fold is mended', async () => {
      const view = fragile('x');
      const group = await trade.started({ views: [view], rollups: [] });
      await trade.record(sent('p1', 'a'), sent('p2', 'x'), sent('p3', 'a'));
      await expect(group.waitFor(3)).rejects.toThrow('Las vistas');
      await trade.reopen();
      view.fixed = true;
      const mended = await trade.started({ views: [view], rollups: [] });
      expect((await allParcels(mended)).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
    });

    it('tries again by itself when the store fails', async () => {
      const group = await trade.started();
      const commit = trade.store.commit.bind(trade.store);
      let failures = 2;
      trade.store.commit = async (...given) => {
        if (failures-- > 0) throw new Error('disk full');
        return commit(...given);
      };
      await trade.record(sent('p1', 'a'));
      await expect(group.waitFor(1)).rejects.toThrow('Las vistas');
      expect(group.status()).toMatchObject({ state: 'failed', failure: { position: 0, reason: 'disk full' } });
      while (group.position() < 1) await new Promise((done) => setTimeout(done, 20));
      expect(group.status().state).toBe('following');
      expect(await group.counts(byShop, ['a'])).toEqual(new Map([['a', { counts: { parcels: 1, sent: 1, steps: 1 } }]]));
      expect(trade.problems).toHaveLength(1);
    });

    it('gets ready although store and feed fail at first', async () => {
      await trade.started().then((group) => group.stop());
      const last = await trade.record(sent('p1', 'a'));
      const feed: Feed = {
        async *follow(options) {
          if (trade.problems.length === 0) throw new Error('No se llega');
          yield* embeddedFeed(trade.log).follow(options);
        },
      };
      const commit = trade.store.commit.bind(trade.store);
      trade.store.commit = async (...given) => {
        if (trade.problems.length === 1) throw new Error('disk full');
        return commit(...given);
      };
      const group = await trade.started({ feed });
      expect(group.position()).toBe(last);
      expect(trade.problems.map(({ message }) => message)).toEqual(['No se llega', 'disk full']);
    });

    it('does not get ready while a view cannot fold an event', async () => {
      await trade.started({ views: [fragile('x')], rollups: [] }).then((group) => group.stop());
      await trade.record(sent('p1', 'x'));
      await expect(trade.started({ views: [fragile('x')], rollups: [] })).rejects.toThrow('Las vistas');
    });

    it.each([
      ['two views of one name', { views: [parcels, { ...shops, name: 'parcels' }] }, 'two views are named parcels'],
      ['a rollup over a view that it does not have', { views: [shops], rollups: [byShop] }, 'no view of its group'],
    ])('refuses %s', (_, changes, message) => {
      expect(() => trade.group(changes)).toThrow(message);
    });
  });
}
