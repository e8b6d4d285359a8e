import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection, type Connection, type mongo } from 'mongoose';
import { takeMongoDb, type Engine } from '#engines';
import { KeyStoreUnusable, type KeyStore } from '../key-store.ts';
import { subjectOf } from '../seal.ts';
import { keyStoreContract, maria, sharedKeyStoreContract, someone } from '../testing/key-store-contract.ts';
import { openMongoKeyStore, type MongoKeyStoreOptions } from './open-mongo-key-store.ts';

let engine: Engine;
let direct: Connection;
const secret = randomBytes(32).toString('base64');

beforeAll(async () => {
  engine = await takeMongoDb();
  direct = await createConnection(engine.url).asPromise();
}, 900_000);

afterAll(async () => {
  await direct?.close();
  await engine?.stop();
});

const newDatabase = (): string => `keys-test-${randomUUID().slice(0, 8)}`;
const open = (database: string) => openMongoKeyStore(engine.url, { secret, database, timeoutMs: 2_000 });
const inDatabase = (name: string): mongo.Db => direct.getClient().db(name);
const harness = async () => {
  const database = newDatabase();
  return { open: () => open(database), clean: async () => void (await inDatabase(database).dropDatabase()) };
};

keyStoreContract('MongoDB', harness);
sharedKeyStoreContract('MongoDB', harness);

describe('the key store in MongoDB', () => {
  let database: string;
  let store: KeyStore;

  beforeEach(async () => {
    database = newDatabase();
    store = await open(database);
  });

  afterEach(async () => {
    await store.close();
    await inDatabase(database).dropDatabase();
  });

  const documents = () => inDatabase(database).collection<{ _id: string }>('subjects');
  const problemOf = async (options: Partial<MongoKeyStoreOptions> = {}, url = engine.url): Promise<{ problem: string; message: string }> => {
    const opened = await openMongoKeyStore(url, { secret, database, timeoutMs: 1_000, ...options }).catch((error: unknown) => error);
    if (opened instanceof KeyStoreUnusable) return { problem: opened.problem, message: opened.message };
    if (opened instanceof Error) throw opened;
    await (opened as KeyStore).close();
    return { problem: 'none', message: '' };
  };

  it('holds no key in clear, and no document number', async () => {
    const subject = await store.subjectFor(maria);
    const [stored] = (await documents().find({}, { promoteBuffers: true }).toArray()) as unknown as [{ key: Buffer; mac: string }];
    expect(stored).toEqual({ _id: subject, erased: false, key: expect.any(Buffer), mac: expect.stringMatching(/^[\w-]{43}$/) });
    // An IV and a tag beside its 32 bytes: it is wrapped.
    expect(stored.key).toHaveLength(12 + 32 + 16);
    expect(JSON.stringify(stored)).not.toContain('45678912');
  });

  it('tells nobody who reads it which subjects have no document', async () => {
    await store.subjectFor(maria);
    await store.subjectFor({ kind: 'NONE' });
    const shapes = (await documents().find({}, { promoteBuffers: true }).toArray()).map((stored) => Object.entries(stored).map(([field, value]) => [field, (value as { length?: number }).length]));
    expect(shapes[0]).toEqual(shapes[1]);
  });

  it('keeps of the erased their id and that they were, no more', async () => {
    const subject = await store.subjectFor(maria);
    await store.erase(subject);
    expect(await documents().find().toArray()).toEqual([{ _id: subject, erased: true }]);
  });

  it("takes a key that lies in another's place for damaged", async () => {
    const [subject, other] = await Promise.all([store.subjectFor(maria), store.subjectFor(someone(1))]);
    const sealed = await store.seal(subject, 'x');
    const moved = (await documents().findOne({ _id: other })) as unknown as { key: mongo.Binary };
    await documents().updateOne({ _id: subjectOf(sealed) }, { $set: { key: moved.key } });
    await expect(store.open(sealed)).rejects.toEqual(expect.objectContaining({ name: 'KeyStoreUnusable', problem: 'damaged' }));
    expect(await store.open(await store.seal(other, 'suyo'))).toBe('suyo');
  });

  it.each([
    ['none', undefined, 'falta KEYS_SECRET'],
    ['an empty one', '', 'falta KEYS_SECRET'],
    ['a short one', randomBytes(16).toString('base64'), 'KEYS_SECRET'],
    ['a password', 'contraseña-de-todos-los-servicios-del-centro', 'KEYS_SECRET'],
    ['another', randomBytes(32).toString('base64'), 'otro KEYS_SECRET'],
  ])('refuses to open with %s for a secret', async (_, wrong, words) => {
    const { problem, message } = await problemOf({ secret: wrong });
    expect(problem).toBe('locked');
    expect(message).toContain(words);
    if (wrong) expect(message).not.toContain(wrong);
  });

  it('refuses to make a new store where one must exist', async () => {
    expect(await problemOf({ create: false })).toMatchObject({ problem: 'none' });
    const missing = newDatabase();
    expect(await problemOf({ create: false, database: missing })).toEqual({ problem: 'missing', message: expect.stringContaining(`base «${missing}»`) });
    expect(await inDatabase(missing).listCollections().toArray()).toEqual([]);
  });

  it('refuses a store that lost its pepper', async () => {
    await store.subjectFor(maria);
    await inDatabase(database).collection('secrets').deleteMany({});
    expect(await problemOf()).toMatchObject({ problem: 'damaged' });
  });

  it.each([
    ['an address where nothing answers', 'mongodb://servicio:s3creta@127.0.0.1:1/', 'MongoDB (127.0.0.1:1,'],
    ['an address of an impossible port', 'mongodb://servicio:s3creta@127.0.0.1:99999/', 'MongoDB (127.0.0.1:99999,'],
    ['an unknown option', 'mongodb://servicio:s3creta@127.0.0.1:1/?clave=s3creta', 'mongodb://usuario:clave@'],
    ['what is no address', 'http://servicio:s3creta@ejemplo.pe', 'mongodb://usuario:clave@'],
  ])('says of %s what is wrong and where, never the password', async (_, url, words) => {
    const { problem, message } = await problemOf({}, url);
    expect(problem).toBe('unavailable');
    expect(message).toContain(words);
    expect(message).not.toContain('s3creta');
  });

  it('says of wrong credentials that they are, never which', async () => {
    const { problem, message } = await problemOf({}, engine.url.replace('mongodb://', 'mongodb://servicio:s3creta@'));
    expect(problem).toBe('unavailable');
    expect(message).toMatch(/rechazó el usuario o la clave/);
    expect(message).not.toContain('s3creta');
  });

  it('tells those who ask while its engine is away, and answers when it is back', async () => {
    const { interrupt, resume, origin } = engine;
    // Somebody else's is not ours to stop.
    if (!interrupt || !resume) return expect(origin).toBe('url');
    const [subject, other] = await Promise.all([store.subjectFor(maria), store.subjectFor(someone(1))]);
    const sealed = await store.seal(subject, 'de María');
    await interrupt();
    const asked = await Promise.allSettled([store.open(sealed), store.subjectFor(someone(2)), store.find(maria), store.erase(other)]);
    await resume();
    for (const answer of asked) {
      expect(answer).toMatchObject({ status: 'rejected', reason: { name: 'KeyStoreUnusable', problem: 'unavailable', message: expect.stringContaining('no hay conexión con el almacén de claves') } });
    }
    expect(await store.open(sealed)).toBe('de María');
    expect(await store.subjectFor(someone(2))).toBe(await store.find(someone(2)));
    expect(await store.erase(other)).toBe(true);
  });
});
