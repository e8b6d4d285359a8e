import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeMongoDb, type Engine } from '#engines';
import { cutAfter } from '../testing/cut-view-store.ts';
import { byShop, byState, parcels, shops, type ParcelStep } from '../testing/example-views.ts';
import { mongoPlace } from '../testing/mongo-place.ts';
import { embeddedViews, sent, Trade } from '../testing/trade.ts';
import type { AnyView } from '../view.ts';
import type { ViewGroup } from '../view-group.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await takeMongoDb();
}, 900_000);

afterAll(() => engine?.stop());

const steps: readonly ParcelStep['step'][] = ['sent', 'moved', 'lost', 'returned', 'moved', 'noise'];
const someSteps = (count: number, from = 0): readonly ParcelStep[] =>
  Array.from({ length: count }, (_, i) => ({ parcel: `p${(i + from) % 7}`, shop: 'abc'.charAt((i * i + from) % 3), step: steps[(i + from) % steps.length]! }));

/** @throws Error when it has not come to pass after a minute */
async function until(what: string, hasComeToPass: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !hasComeToPass(); await new Promise((done) => setTimeout(done, 20))) {
    if (Date.now() > end) throw new Error(`never came to pass: ${what}`);
  }
}

/** Every document of every view. */
async function everything(group: ViewGroup): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const view of [parcels, shops] as readonly AnyView[]) found.push((await group.find(view, { limit: 1_000 })).documents);
  for (const rollup of [byShop, byState]) found.push(await group.counts(rollup, ['a', 'b', 'c', ...steps, 'balance']));
  return found;
}

describe('views in MongoDB', () => {
  let trade: Trade;
  let twin: Awaited<ReturnType<typeof embeddedViews>>;

  beforeEach(async () => {
    trade = await Trade.open(async () => mongoPlace(engine));
    twin = await embeddedViews();
  });

  afterEach(async () => {
    await trade.end();
    await twin.clean();
  });

  async function embedded(): Promise<readonly unknown[]> {
    const store = await twin.open();
    const group = await trade.started({ store });
    const all = await everything(group);
    await group.stop();
    await store.close();
    return all;
  }

  it('arrive at what the embedded store holds when the engine goes away in the middle, again and again', async () => {
    const group = await trade.started();
    const outages = () => trade.problems.filter(({ name }) => name === 'ViewStoreUnavailable').length;
    for (let outage = 0; outage < 3; outage++) {
      const before = outages();
      for (let i = 0; i < 30; i++) {
        await trade.record(...someSteps(4, outage * 120 + i * 4));
        if (i === 10) await engine.interrupt?.();
        // An outage that ends while the client still waits for the engine is none to the group.
        if (i === 20 && engine.interrupt) await until('the group notices the outage', () => outages() > before);
        if (i === 20) await engine.resume?.();
      }
      const position = await trade.record(sent('p1', 'a'));
      await until('the group arrives', () => group.position() >= position);
    }
    expect(await everything(group)).toEqual(await embedded());
    expect(await group.verify()).toMatchObject({ differences: [], compared: ['parcels', 'by-shop', 'by-state', 'shops'] });
  }, 300_000);

  it('arrive there wherever a batch is cut off', async () => {
    const batches = [someSteps(9), someSteps(9, 9)];
    let cut = 0;
    for (let isThrough = false; !isThrough; cut++) {
      await trade.end();
      trade = await Trade.open(async () => mongoPlace(engine));
      await trade.started().then((group) => group.stop());
      const store = cutAfter(trade.store, cut);
      const dying = await trade.started({ store });
      for (const batch of batches) {
        const position = await trade.record(...batch);
        await dying.waitFor(position).catch(() => undefined);
        if (store.hasDied) break;
      }
      isThrough = !store.hasDied;
      await dying.stop();
      const next = await trade.started();
      await next.waitFor(await trade.record(...someSteps(5, 18)));
      expect(await everything(next)).toEqual(await embedded());
      await twin.clean();
      twin = await embeddedViews();
    }
    // Both batches, every document of which was the last one written once.
    expect(cut).toBeGreaterThan(25);
  }, 300_000);
});
