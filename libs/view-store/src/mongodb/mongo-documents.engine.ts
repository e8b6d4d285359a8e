import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeMongoDb, type Engine } from '#engines';
import type { Collection, CollectionSpec, StoredDocument, ViewStore } from '../port.ts';
import { mongoPlace, type MongoPlace } from '../testing/mongo-place.ts';
import { openMongoViewStore } from './open-mongo-view-store.ts';

const spec: CollectionSpec = { group: 'trade', name: 'parcels', version: 1, indexes: [{ fields: ['shop'] }] };
const at = (position: number, id: string, document: object | undefined): StoredDocument => ({ id, position, document });

let engine: Engine;

beforeAll(async () => {
  engine = await takeMongoDb();
}, 900_000);

afterAll(() => engine?.stop());

describe('documents in MongoDB', () => {
  let place: MongoPlace;
  let store: ViewStore;
  let parcels: Collection;

  beforeEach(async () => {
    place = mongoPlace(engine);
    store = await place.open();
    parcels = await store.create(spec);
    await store.seal([parcels]);
    await store.switch({ group: 'trade', position: 0 }, [parcels]);
  });

  afterEach(async () => {
    await store.close();
    await place.clean();
  });

  const put = (...documents: StoredDocument[]) => store.commit([{ collection: parcels, documents }], { group: 'trade', position: 1 });
  const stored = () => place.documents(`parcels.${parcels.id}`);

  it('are native, with the position that they have seen; one that MongoDB would change is text beside its indexed fields', async () => {
    await put(at(7, 'p1', { shop: 'a', steps: [{ at: 1.5 }], open: true, by: null }), at(8, 'p2', { shop: 'b', 'a.b': 1 }), at(9, 'p3', undefined));
    const write = expect.any(Number);
    expect(await stored()).toEqual([
      { _id: 'p1', state: { position: 7, write, removed: false, document: { shop: 'a', steps: [{ at: 1.5 }], open: true, by: null } } },
      { _id: 'p2', state: { position: 8, write, removed: false, document: { shop: 'b' }, text: '{"shop":"b","a.b":1}' } },
      { _id: 'p3', state: { position: 9, write, removed: true } },
    ]);
  });

  it('that are removed keep their position, and do not come back by what is older', async () => {
    await put(at(1, 'p1', { shop: 'a' }), at(6, 'p1', undefined), at(5, 'p1', { shop: 'late' }));
    expect((await store.getMany(parcels, ['p1'])).get('p1')).toEqual(at(6, 'p1', undefined));
    await put(at(7, 'p1', { shop: 'again' }));
    expect((await store.getMany(parcels, ['p1'])).get('p1')).toEqual(at(7, 'p1', { shop: 'again' }));
  });

  it('are told of by a catalogue: where each live view lies, and how far the group is', async () => {
    expect(await place.documents('groups')).toEqual([
      expect.objectContaining({ _id: 'trade', position: 0, live: [expect.objectContaining({ name: 'parcels', version: 1, collection: `parcels.${parcels.id}` })] }),
    ]);
  });

  it('of a batch that fails at any place are stored up to there, in order, and the checkpoint is not', async () => {
    // A list as an id is what every server refuses, and nothing before it.
    const bad = at(1, ['no'] as unknown as string, {});
    for (let n = 0; n <= 45; n += 5) {
      const ids = Array.from({ length: 45 }, (_, i) => `n${n}-${String(i).padStart(2, '0')}`);
      const documents = [...ids.slice(0, n).map((id) => at(1, id, {})), bad, ...ids.slice(n).map((id) => at(1, id, {}))];
      const next = { collection: await store.create({ ...spec, name: 'next' }), documents: [at(1, 'x', {})] };
      const failing = store.commit([{ collection: parcels, documents }, next], { group: 'trade', position: 50 });
      await expect(failing).rejects.toMatchObject({ name: 'ViewStoreUnavailable', message: expect.stringContaining('código') });
      expect([...(await store.getMany(parcels, ids)).keys()].sort()).toEqual(ids.slice(0, n));
      expect(await store.count(next.collection)).toBe(0);
      expect((await store.group('trade')).position).toBe(0);
    }
  });

  it('of a generation that its builder left behind go when a newer one takes over, and its builder is told', async () => {
    const left = await store.create(spec);
    await store.commit([{ collection: left, documents: [at(1, 'p1', {})] }]);
    const other = await place.open();
    const next = await other.create(spec);
    await other.seal([next]);
    await other.drop(await other.switch({ group: 'trade', position: 3 }, [next]));
    await expect(store.switch({ group: 'trade', position: 2 }, [left])).rejects.toMatchObject({ name: 'ViewsReplaced' });
    expect((await place.collections()).filter((name) => name.startsWith('parcels'))).toEqual([`parcels.${next.id}`]);
    expect(await other.group('trade')).toEqual({ position: 3, live: [next] });
    await other.close();
  });

  it('of generations that several processes begin at once are kept apart', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => place.open()));
    const begun = await Promise.all(stores.flatMap((each) => [each.create(spec), each.create({ ...spec, name: 'shops' })]));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(6);
    for (const each of stores) await each.close();
  });

  it('that are read while the engine is away are told of in a sentence', async () => {
    if (!engine.interrupt) return expect(engine.origin).toBe('url');
    await put(at(1, 'p1', { shop: 'a' }));
    await engine.interrupt();
    const away = { name: 'ViewStoreUnavailable', message: expect.stringMatching(`^No hay conexión con MongoDB en 127.0.0.1:\\d+ \\(base «${place.database}»\\)`) };
    await expect(store.getMany(parcels, ['p1'])).rejects.toMatchObject(away);
    await expect(put(at(2, 'p1', {}))).rejects.toMatchObject(away);
    await expect(place.open()).rejects.toMatchObject(away);
    await engine.resume!();
    expect((await store.getMany(parcels, ['p1'])).get('p1')).toEqual(at(1, 'p1', { shop: 'a' }));
  });

  it('are refused to a wrong user in a sentence without the password', async () => {
    const url = engine.url.replace('://', '://ana:se%2Fcreto@');
    const error = await openMongoViewStore(url, { database: place.database, timeoutMs: 1_000 }).then(() => undefined, (reason: Error) => reason);
    expect(error).toMatchObject({ name: 'ViewStoreUnavailable', message: expect.stringContaining('credenciales') });
    expect(error!.message).not.toMatch(/creto|ana/);
  });
});
