import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { collectionsOf, familiesOf, specsOf } from './families.ts';
import { Folding, type FoldingOptions, type Target } from './folding.ts';
import type { Collection, ViewStore } from './port.ts';
import { recorded, someSteps } from './testing/arbitrary-history.ts';
import { byShop, byState, parcels, shops, type Parcel } from './testing/example-views.ts';
import { Crash, MemoryViewStore } from './testing/memory-view-store.ts';
import type { Counts, Rollup } from './view.ts';

const families = familiesOf([parcels, shops], [byShop, byState]);
const group = 'trade';

async function openTargets(store: ViewStore): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const family of families) {
    const specs = specsOf(group, family);
    const rollups: Collection[] = [];
    for (const spec of specs.rollups) rollups.push(await store.create(spec));
    targets.push({ family, view: await store.create(specs.view), rollups });
  }
  await store.switch({ group, position: 0 }, collectionsOf(targets));
  return targets;
}

/** Folds what the checkpoint has not seen, in batches of the given sizes (the last one goes on to the end). */
async function foldOn(store: ViewStore, targets: readonly Target[], events: readonly RecordedEvent[], sizes: readonly number[], options: FoldingOptions) {
  const folding = new Folding(store, targets, options);
  const checkpoint = (await store.group(group)).position;
  let left = events.filter(({ position }) => position > checkpoint);
  for (const size of [...sizes, left.length]) {
    const batch = left.slice(0, size);
    left = left.slice(size);
    if (batch.length === 0) continue;
    await folding.add(batch);
    await store.commit(await folding.take(), { group, position: batch.at(-1)!.position });
  }
}

const eachEvent: FoldingOptions = { counting: 'each-event', cached: 2 };

async function everything(store: ViewStore, targets: readonly Target[]): Promise<Record<string, readonly object[]>> {
  const all = collectionsOf(targets).map(async (collection) => [collection.name, await contents(store, collection)] as const);
  return Object.fromEntries(await Promise.all(all));
}

async function contents(store: ViewStore, collection: Collection): Promise<readonly object[]> {
  const ids = ['all', 'a', 'b', 'c', 'p0', 'p1', 'p2', 'p3', 'sent', 'moved', 'returned', 'balance'];
  const found = await store.getMany(collection, ids);
  return ids.map((id) => ({ id, document: found.get(id)?.document }));
}

async function folded(events: readonly RecordedEvent[], sizes: readonly number[], options: FoldingOptions) {
  const store = new MemoryViewStore();
  const targets = await openTargets(store);
  await foldOn(store, targets, events, sizes, options);
  return { store, targets, contents: await everything(store, targets) };
}

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 10 });

describe('folding', () => {
  it('gives the same documents in one batch and in many, counting by event and when taken', async () => {
    await fc.assert(
      fc.asyncProperty(someSteps(30), sizes, async (steps, some) => {
        const events = recorded(steps);
        const atOnce = await folded(events, [], eachEvent);
        expect((await folded(events, some, eachEvent)).contents).toEqual(atOnce.contents);
        expect((await folded(events, events.map(() => 1), eachEvent)).contents).toEqual(atOnce.contents);
        expect((await folded(events, some, { counting: 'when-taken', cached: 100 })).contents).toEqual(atOnce.contents);
      }),
    );
  });

  it('keeps each rollup at the sum of what its documents contribute', async () => {
    await fc.assert(
      fc.asyncProperty(someSteps(30), sizes, async (steps, some) => {
        const { store, targets } = await folded(recorded(steps), some, eachEvent);
        const { view, rollups } = targets[0]!;
        const documents = (await store.find(view, { limit: 1_000 })).documents as Parcel[];
        for (const [i, rollup] of [byShop, byState].entries()) {
          const stored = (await contents(store, rollups[i]!)) as { id: string; document?: Counts }[];
          const present = stored.filter(({ document }) => document).map(({ id, document }) => [id, document!.counts]);
          expect(Object.fromEntries(present)).toEqual(summed(rollup, documents));
        }
      }),
    );
  });

  it('arrives at the same documents wherever the process dies inside a batch of a store without transactions', async () => {
    const lives = fc.array(fc.record({ writes: fc.integer({ min: 0, max: 14 }), sizes }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(someSteps(30), lives, async (steps, all) => {
        const events = recorded(steps);
        const store = new MemoryViewStore();
        const targets = await openTargets(store);
        for (const life of [...all, { writes: Number.POSITIVE_INFINITY, sizes: [] }]) {
          store.crashAfter = life.writes;
          await foldOn(store, targets, events, life.sizes, eachEvent).catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
        }
        expect(await everything(store, targets)).toEqual((await folded(events, [], eachEvent)).contents);
      }),
      { numRuns: 500 },
    );
  });

  it('writes the sums before the documents that they count', async () => {
    const store = new MemoryViewStore();
    const folding = new Folding(store, await openTargets(store), eachEvent);
    await folding.add(recorded([{ parcel: 'p1', shop: 'a', step: 'sent' }]));
    expect((await folding.take()).map(({ collection }) => collection.name)).toEqual(['by-shop', 'by-state', 'parcels', 'shops']);
  });

  it('leaves alone what an event does not change', async () => {
    const store = new MemoryViewStore();
    const folding = new Folding(store, (await openTargets(store)).slice(0, 1), eachEvent);
    await folding.add(recorded([{ parcel: 'p1', shop: 'a', step: 'noise' }]));
    expect(await folding.take()).toEqual([]);
  });

  it('names the view and the position where a fold throws', async () => {
    const store = new MemoryViewStore();
    const fold = (): never => {
      throw new Error('no sent');
    };
    const view = { ...parcels, fold };
    const [target] = await openTargets(store);
    const folding = new Folding(store, [{ ...target!, family: { view, rollups: [] } }], eachEvent);
    const events = recorded([{ parcel: 'p1', shop: 'a', step: 'sent' }]);
    await expect(folding.add(events)).rejects.toMatchObject({ name: 'FoldFailure', view: 'parcels', position: 1, message: expect.stringContaining('no sent') });
  });

  it('names the rollup that counts in fractions', async () => {
    const store = new MemoryViewStore();
    const halves: Rollup<Parcel> = { ...byShop, name: 'halves', contributions: () => [{ key: 'k', counts: { half: 0.5 } }] };
    const [target] = await openTargets(store);
    const folding = new Folding(store, [{ ...target!, family: { view: parcels, rollups: [halves] } }], eachEvent);
    await expect(folding.add(recorded([{ parcel: 'p1', shop: 'a', step: 'sent' }]))).rejects.toMatchObject({ view: 'halves', position: 1 });
  });
});

function summed(rollup: Rollup<Parcel>, documents: readonly Parcel[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const { key, counts } of documents.flatMap((document) => rollup.contributions(document))) {
    const sum = (sums[key] ??= {});
    for (const [name, count = 0] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  }
  const nonZero = Object.entries(sums).map(([key, sum]) => [key, Object.fromEntries(Object.entries(sum).filter(([, count]) => count !== 0))] as const);
  return Object.fromEntries(nonZero.filter(([, sum]) => Object.keys(sum).length > 0));
}
