import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import type { CollectionSpec } from '../port.ts';
import { embeddedViews } from '../testing/trade.ts';
import { viewStoreContract } from '../testing/view-store-contract.ts';
import { EmbeddedViewStore } from './embedded-view-store.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'views-'));

viewStoreContract('SQLite', embeddedViews);

const spec: CollectionSpec = { group: 'g', name: 'v', version: 1, indexes: [{ fields: ['centre', 'state', 'at'] }, { fields: ['at'] }] };

describe('the embedded view store', () => {
  it('serves every query that it accepts from an index, without sorting', async () => {
    const folder = await newFolder();
    const store = new EmbeddedViewStore({ file: join(folder, 'views.db') });
    const collection = await store.create(spec);
    await store.seal([collection]);
    const db = new DatabaseSync(join(folder, 'views.db'));
    const plan = (sql: string) => (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail);
    const table = `g${collection.id}`;
    expect(plan(`SELECT body FROM ${table} WHERE f0 = 1 AND f1 = 2 AND (f2, id) > (3, 'x') ORDER BY f2, id`)).toEqual([expect.stringContaining(`INDEX ${table}_0`)]);
    expect(plan(`SELECT body FROM ${table} WHERE f2 > 3 ORDER BY f2 DESC, id DESC`)).toEqual([expect.stringContaining(`INDEX ${table}_1`)]);
    db.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('indexes, compares and drops a large generation without holding the event loop', async () => {
    const folder = await newFolder();
    const file = join(folder, 'views.db');
    const store = new EmbeddedViewStore({ file });
    const [live, rebuilt] = [await store.create(spec), await store.create(spec)];
    const documents = Array.from({ length: 6_000 }, (_, i) => ({ id: `d${i}`, position: i, document: { centre: `c${i % 7}`, state: 's', at: i, text: 'x'.repeat(500) } }));
    await store.commit([{ collection: live, documents }, { collection: rebuilt, documents: documents.slice(1) }]);
    let turns = 0;
    const beat = setInterval(() => turns++, 1);
    await Promise.all([store.seal([live, rebuilt]), store.commit([], { group: 'g', position: 1 })]);
    await store.switch({ group: 'g', position: 6_000 }, [live]);
    expect(await store.differences(live, rebuilt, 20)).toEqual([expect.objectContaining({ id: 'd0', rebuilt: undefined })]);
    await store.drop([rebuilt]);
    clearInterval(beat);
    expect(turns).toBeGreaterThan(20);
    const page = await store.find(live, { where: { centre: 'c3', state: 's' }, orderBy: 'at', descending: true, limit: 2 });
    expect(page.documents.map((document) => (document as { at: number }).at)).toEqual([5_995, 5_988]);
    await store.close();
    await rm(folder, { recursive: true });
  });

  it('drops at the opening what an interrupted rebuild has left', async () => {
    const folder = await newFolder();
    const file = join(folder, 'views.db');
    const interrupted = new EmbeddedViewStore({ file });
    const [live, left] = [await interrupted.create(spec), await interrupted.create(spec)];
    await interrupted.switch({ group: 'g', position: 3 }, [live]);
    await interrupted.commit([{ collection: left, documents: [{ id: 'x', position: 1, document: {} }] }]);
    await interrupted.close();
    const store = new EmbeddedViewStore({ file });
    expect(await store.group('g')).toEqual({ position: 3, live: [live] });
    await store.close();
    const db = new DatabaseSync(file);
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name GLOB 'g[0-9]*'`).all().map(({ name }) => name)).toEqual([`g${live.id}`]);
    db.close();
    await rm(folder, { recursive: true });
  });

  it('stores a batch with its checkpoint or not at all', async () => {
    const folder = await newFolder();
    const store = new EmbeddedViewStore({ file: join(folder, 'views.db') });
    const collection = await store.create(spec);
    const circular: { self?: object } = {};
    circular.self = circular;
    const documents = [{ id: 'good', position: 1, document: {} }, { id: 'bad', position: 1, document: circular }];
    await expect(store.commit([{ collection, documents }], { group: 'g', position: 1 })).rejects.toThrow('circular');
    expect(await store.count(collection)).toBe(0);
    expect((await store.group('g')).position).toBe(0);
    await store.close();
    await rm(folder, { recursive: true });
  });
});
