import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Collection, CollectionSpec, StoredDocument, ViewStore } from '../port.ts';
import type { ViewIndex, ViewQuery } from '../view.ts';

/** How an adapter is opened on the same place again and again. */
export interface ViewStoreHarness {
  open(): Promise<ViewStore>;
  /** Removes what the stores have left. */
  clean(): Promise<void>;
}

const indexes: readonly ViewIndex[] = [{ fields: ['shop', 'size'] }, { fields: ['shop'] }, { fields: ['size'] }, { fields: ['open', 'shop'] }];
const spec: CollectionSpec = { group: 'trade', name: 'parcels', version: 1, indexes };
const at = (position: number, id: string, document: object | undefined): StoredDocument => ({ id, position, document });

/** What every view store promises; `name` says which one is held to it. */
export function viewStoreContract(name: string, harness: () => Promise<ViewStoreHarness>): void {
  describe(`${name} as a view store`, () => {
    let place: ViewStoreHarness;
    let store: ViewStore;
    let parcels: Collection;

    beforeEach(async () => {
      place = await harness();
      store = await place.open();
      parcels = await store.create(spec);
      await store.seal([parcels]);
      await store.switch({ group: 'trade', position: 0 }, [parcels]);
    });

    afterEach(async () => {
      await store.close();
      await place.clean();
    });

    const put = (documents: readonly StoredDocument[], position = 1) => store.commit([{ collection: parcels, documents }], { group: 'trade', position });
    const ids = async (query: ViewQuery) => (await store.find(parcels, query)).documents.map((document) => (document as { id: string }).id);

    it('knows nothing of a group that never stored anything', async () => {
      expect(await store.group('other')).toEqual({ position: 0, live: [] });
    });

    it('gives back what a batch stored, with its position, and the checkpoint', async () => {
      const document = { id: 'p1', shop: 'Ñaña', size: 3, deep: { list: [1, null, 'á'], open: true } };
      await put([at(7, 'p1', document)], 9);
      expect(await store.getMany(parcels, ['p1', 'nobody'])).toEqual(new Map([['p1', at(7, 'p1', document)]]));
      expect((await store.group('trade')).position).toBe(9);
    });

    it('gives each reader a document of its own', async () => {
      await put([at(1, 'p1', { list: [1] })]);
      const first = (await store.getMany(parcels, ['p1'])).get('p1')!.document as { list: number[] };
      first.list.push(2);
      expect((await store.getMany(parcels, ['p1'])).get('p1')!.document).toEqual({ list: [1] });
    });

    it('replaces a document as a whole, and forgets its old place in the indexes', async () => {
      await put([at(1, 'p1', { id: 'p1', shop: 'a', size: 1, note: 'x' })]);
      await put([at(2, 'p1', { id: 'p1', shop: 'b', size: 1 })]);
      expect((await store.getMany(parcels, ['p1'])).get('p1')!.document).toEqual({ id: 'p1', shop: 'b', size: 1 });
      expect(await ids({ where: { shop: 'a' }, limit: 9 })).toEqual([]);
      expect(await ids({ where: { shop: 'b' }, limit: 9 })).toEqual(['p1']);
    });

    it('keeps a document that has seen more than what is written over it; of one position, the later stands', async () => {
      const shown = async () => (await store.getMany(parcels, ['p1'])).get('p1');
      await put([at(5, 'p1', { id: 'p1', shop: 'b' })], 5);
      await put([at(4, 'p1', { id: 'p1', shop: 'a', size: 1 })], 5);
      await put([at(4, 'p1', undefined)], 5);
      expect(await shown()).toEqual(at(5, 'p1', { id: 'p1', shop: 'b' }));
      expect(await ids({ where: { shop: 'a' }, limit: 9 })).toEqual([]);
      await put([at(5, 'p1', { id: 'p1', shop: 'a' })], 5);
      expect(await shown()).toEqual(at(5, 'p1', { id: 'p1', shop: 'a' }));
    });

    it('gives back what JSON says of a document, whatever its names and values', async () => {
      const odd: object[] = [
        JSON.parse('{"shop": "a", "__proto__": {"a": 1}, "constructor": 1, "prototype": {"__proto__": 2}, "toString": null}') as object,
        { shop: 'a', constructor: 1, prototype: { a: 1 }, hasOwnProperty: { constructor: [] } },
        { shop: 'a', 'a.b': 1, '.': 2, $set: { $ref: 'x', $id: 1 }, 'ends$': 3, deep: { '$a.b': [{ $c: 4 }] }, '': 5, 'nul\0': 6, _id: 7, _bsontype: 'ObjectId' },
        { shop: 'a', least: 5e-324, most: Number.MAX_VALUE, whole: Number.MAX_SAFE_INTEGER, beyond: 2 ** 63, int: 2 ** 31, part: 0.1 },
        { shop: 'a', minus: -0, none: Number.NaN, list: [-0, Number.POSITIVE_INFINITY] },
        { shop: 'a', at: new Date(0), gone: undefined, list: [undefined, {}], empty: {}, nothing: null, says: { toJSON: () => 'so' } },
        { shop: 'a', lists: [[], [1, [2]]] },
        { shop: 'a', text: '', emoji: '😀', nul: 'a\0b', long: 'ñ'.repeat(70_000) },
        { shop: 'a', half: '\ud800', '\udc00': 'half' },
        JSON.parse(`{"shop": "a", "deep": ${'{"a":'.repeat(120)}1${'}'.repeat(121)}`) as object,
      ];
      const documents = odd.map((document, i) => at(1, `p${i}`, document));
      await put(documents);
      const found = await store.getMany(parcels, documents.map(({ id }) => id));
      for (const { id, document } of documents) expect(JSON.stringify(found.get(id)!.document)).toBe(JSON.stringify(document));
      expect((await store.find(parcels, { where: { shop: 'a' }, limit: 99 })).documents).toHaveLength(odd.length);
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), { noNullPrototype: true }), async (document) => {
          await put([at(1, 'any', document)]);
          const back = (await store.getMany(parcels, ['any'])).get('any')!.document;
          expect(back).toEqual(JSON.parse(JSON.stringify(document)));
        }),
        { numRuns: 50 },
      );
    });

    it('takes lists and objects in an indexed field for no value', async () => {
      const sizes = [[1, 2], { a: 1 }, [], 1];
      await put(sizes.map((size, i) => at(1, `p${i}`, { id: `p${i}`, shop: i === 0 ? ['a'] : 'a', size })));
      expect(await ids({ orderBy: 'size', limit: 9 })).toEqual(['p0', 'p1', 'p2', 'p3']);
      expect(await ids({ where: { size: 1 }, limit: 9 })).toEqual(['p3']);
      expect(await ids({ where: { shop: 'a' }, limit: 9 })).toEqual(['p1', 'p2', 'p3']);
    });

    it('orders texts and ids by their bytes', async () => {
      const texts = ['', 'Z', 'a', 'aa', 'ñ', '\uffee', '😀'];
      await put([...texts].reverse().map((text) => at(1, `p${text}`, { id: `p${text}`, shop: text })));
      const ordered = texts.map((text) => `p${text}`);
      expect(await ids({ limit: 9 })).toEqual(ordered);
      expect(await ids({ orderBy: 'shop', limit: 9 })).toEqual(ordered);
      expect(await ids({ where: { shop: { gt: 'ñ' } }, limit: 9 })).toEqual(ordered.slice(5));
      const first = await store.find(parcels, { orderBy: 'shop', limit: 6 });
      expect((await store.find(parcels, { orderBy: 'shop', limit: 6, cursor: first.next! })).documents).toEqual([{ id: 'p😀', shop: '😀' }]);
      const rebuilt = await store.create(spec);
      await store.commit([{ collection: rebuilt, documents: texts.slice(1).map((text) => at(1, `p${text}`, { id: `p${text}`, shop: text })) }]);
      expect(await store.differences(parcels, rebuilt, 9)).toEqual([{ view: 'parcels', id: 'p', live: { id: 'p', shop: '' }, rebuilt: undefined }]);
    });

    it('removes a document from reads, finds and counts', async () => {
      await put([at(1, 'p1', { id: 'p1', shop: 'a' }), at(1, 'p2', { id: 'p2', shop: 'a' })]);
      await put([at(2, 'p1', undefined)]);
      expect((await store.getMany(parcels, ['p1'])).get('p1')?.document).toBeUndefined();
      expect(await ids({ where: { shop: 'a' }, limit: 9 })).toEqual(['p2']);
      expect(await store.count(parcels)).toBe(1);
    });

    it('finds by equality, by range and in order, the id breaking ties', async () => {
      const sizes = { p3: 2, p1: 2, p2: 1, p4: 9 };
      await put(Object.entries(sizes).map(([id, size]) => at(1, id, { id, shop: id === 'p4' ? 'b' : 'a', size, open: size > 1 })));
      expect(await ids({ limit: 9 })).toEqual(['p1', 'p2', 'p3', 'p4']);
      expect(await ids({ where: { shop: 'a' }, orderBy: 'size', limit: 9 })).toEqual(['p2', 'p1', 'p3']);
      expect(await ids({ where: { shop: 'a' }, orderBy: 'size', descending: true, limit: 9 })).toEqual(['p3', 'p1', 'p2']);
      expect(await ids({ where: { size: { gte: 2, lt: 9 } }, limit: 9 })).toEqual(['p1', 'p3']);
      expect(await ids({ where: { shop: 'a', size: 2 }, limit: 9 })).toEqual(['p1', 'p3']);
      expect(await ids({ where: { open: true }, orderBy: 'shop', limit: 9 })).toEqual(['p1', 'p3', 'p4']);
    });

    it('keeps numbers and texts apart', async () => {
      await put([at(1, 'p1', { id: 'p1', shop: '10' }), at(1, 'p2', { id: 'p2', shop: '9' }), at(1, 'p3', { id: 'p3', size: 10 }), at(1, 'p4', { id: 'p4', size: 9 })]);
      expect(await ids({ where: { shop: { gt: '' } }, limit: 9 })).toEqual(['p1', 'p2']);
      expect(await ids({ where: { size: { gt: 0 } }, limit: 9 })).toEqual(['p4', 'p3']);
      expect(await ids({ where: { shop: '10' }, limit: 9 })).toEqual(['p1']);
    });

    it('puts documents without a value first in an order, and in no range', async () => {
      await put([at(1, 'p1', { id: 'p1', size: -5 }), at(1, 'p2', { id: 'p2' }), at(1, 'p3', { id: 'p3', size: null })]);
      expect(await ids({ orderBy: 'size', limit: 9 })).toEqual(['p2', 'p3', 'p1']);
      expect(await ids({ where: { size: { lt: 100 } }, limit: 9 })).toEqual(['p1']);
    });

    it('pages through any order without losing or repeating a document', async () => {
      const document = fc.record({ shop: fc.constantFrom('a', 'b'), size: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) });
      const query = fc.record({ limit: fc.integer({ min: 1, max: 4 }), descending: fc.boolean(), byShop: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(document, { maxLength: 12 }), query, async (all, { limit, descending, byShop }) => {
          const known = await store.create(spec);
          await store.seal([known]);
          await store.commit([{ collection: known, documents: all.map((each, i) => at(1, `p${i}`, { ...each, id: `p${i}` })) }]);
          const wanted: Omit<ViewQuery, 'limit'> = { ...(byShop && { where: { shop: 'a' } }), orderBy: 'size', descending };
          const paged: object[] = [];
          for (let cursor: string | undefined; ; ) {
            const page = await store.find(known, { ...wanted, limit, ...(cursor !== undefined && { cursor }) });
            paged.push(...page.documents);
            cursor = page.next;
            if (cursor === undefined) break;
            expect(page.documents).toHaveLength(limit);
          }
          expect(paged).toEqual((await store.find(known, { ...wanted, limit: 1_000 })).documents);
          expect(paged).toHaveLength(all.filter(({ shop }) => !byShop || shop === 'a').length);
          await store.drop([known]);
        }),
        { numRuns: 40 },
      );
    });

    it.each<[string, ViewQuery]>([
      ['a field without index', { where: { colour: 'red' }, limit: 1 }],
      ['fields that no index joins', { where: { open: true, size: 1 }, limit: 1 }],
      ['an order on another field than the range', { where: { size: { gt: 1 } }, orderBy: 'shop', limit: 1 }],
      ['two ranges', { where: { shop: { gt: 'a' }, size: { gt: 1 } }, limit: 1 }],
      ['an order that the index does not give', { where: { size: 1 }, orderBy: 'shop', limit: 1 }],
    ])('refuses to find by %s', async (_, query) => {
      await expect(store.find(parcels, query)).rejects.toThrow('no index');
    });

    it.each<[string, ViewQuery, string]>([
      ['a cursor that it never gave', { limit: 5, cursor: 'x' }, 'page-cursor'],
      ['a page of nothing', { limit: 0 }, 'page-limit'],
      ['a page too large', { limit: 1_001 }, 'page-limit'],
    ])('refuses %s in words for a person', async (_, query, code) => {
      await expect(store.find(parcels, query)).rejects.toMatchObject({ code });
    });

    it('builds a generation beside the live one and switches to it with its checkpoint', async () => {
      await put([at(1, 'p1', { id: 'p1', shop: 'old' })]);
      const next = await store.create({ ...spec, version: 2 });
      await store.commit([{ collection: next, documents: [at(5, 'p1', { id: 'p1', shop: 'new' })] }]);
      await store.seal([next]);
      expect((await store.group('trade')).live.map(({ version }) => version)).toEqual([1]);
      expect(await store.switch({ group: 'trade', position: 5 }, [next])).toEqual([parcels]);
      await store.drop([parcels]);
      expect(await store.group('trade')).toEqual({ position: 5, live: [next] });
      expect((await store.find(next, { where: { shop: 'new' }, limit: 1 })).documents).toEqual([{ id: 'p1', shop: 'new' }]);
    });

    it('loads a generation while its builder goes on, who sees at once what it gave', async () => {
      const next = await store.create({ ...spec, version: 2 });
      const load = (...documents: StoredDocument[]) => store.load({ collection: next, documents });
      const loads = [load(at(1, 'p1', { id: 'p1', shop: 'a' }), at(2, 'p2', { id: 'p2', shop: 'a' })), load(at(3, 'p1', { id: 'p1', shop: 'b' })), load(at(4, 'p2', undefined))];
      const seen = await store.getMany(next, ['p1', 'p2', 'p3']);
      expect([seen.get('p1'), seen.get('p2')?.document, seen.get('p3')]).toEqual([at(3, 'p1', { id: 'p1', shop: 'b' }), undefined, undefined]);
      await put([at(9, 'p9', { id: 'p9' })], 9);
      await Promise.all(loads);
      await store.seal([next]);
      expect((await store.find(next, { limit: 9 })).documents).toEqual([{ id: 'p1', shop: 'b' }]);
      expect((await store.getMany(next, ['p1'])).get('p1')).toEqual(at(3, 'p1', { id: 'p1', shop: 'b' }));
    });

    it('forgets a generation that is dropped, be it live', async () => {
      await put([at(1, 'p1', { id: 'p1', shop: 'a' })], 3);
      await store.drop([parcels]);
      expect(await store.group('trade')).toEqual({ position: 3, live: [] });
    });

    it('does not move the checkpoint of one who feeds what another process has replaced', async () => {
      const next = await store.create(spec);
      await store.switch({ group: 'trade', position: 5 }, [next]);
      await expect(store.commit([], { group: 'trade', position: 8, live: [parcels] })).rejects.toMatchObject({ name: 'ViewsReplaced' });
      expect(await store.group('trade')).toEqual({ position: 5, live: [next] });
      await store.commit([], { group: 'trade', position: 9, live: [next] });
      expect((await store.group('trade')).position).toBe(9);
    });

    it('tells which documents of two generations differ, whatever the order of their keys and their positions', async () => {
      const rebuilt = await store.create(spec);
      await put([at(1, 'same', { a: 1, b: [2] }), at(1, 'other', { a: 1 }), at(1, 'gone', { a: 1 })]);
      await store.commit([{ collection: rebuilt, documents: [at(9, 'same', { b: [2], a: 1 }), at(1, 'other', { a: 2 }), at(1, 'new', { a: 1 })] }]);
      const found = await store.differences(parcels, rebuilt, 20);
      expect(Object.fromEntries(found.map(({ id, live, rebuilt }) => [id, [live, rebuilt]]))).toEqual({
        gone: [{ a: 1 }, undefined],
        new: [undefined, { a: 1 }],
        other: [{ a: 1 }, { a: 2 }],
      });
      expect(await store.differences(parcels, rebuilt, 2)).toHaveLength(2);
    });

    it('has after a reopening what it had before', async () => {
      await put([at(3, 'p1', { id: 'p1', shop: 'a' })], 4);
      await store.close();
      store = await place.open();
      expect(await store.group('trade')).toEqual({ position: 4, live: [parcels] });
      expect((await store.find(parcels, { where: { shop: 'a' }, limit: 1 })).documents).toEqual([{ id: 'p1', shop: 'a' }]);
    });
  });
}
