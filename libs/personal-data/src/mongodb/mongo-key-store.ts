import { createHmac, type KeyObject } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection, type Connection } from 'mongoose';
import type { Json } from '#kernel';
import { canonicalName, checkIdentity, type Identity, type NoIdentity } from '../identity.ts';
import { KeyStoreUnusable, subjectErased, UnknownSubject, type KeyStore } from '../key-store.ts';
import { randomDraw } from '../random.ts';
import { openWith, sealWith, subjectOf } from '../seal.ts';
import type { SubjectId } from '../subject-id.ts';
import { collectionsOf, isDuplicate, type Collections, type StoredSubject } from './collections.ts';
import { Gathered } from './gathered.ts';
import { openPepper } from './pepper.ts';
import { inWords, unavailable, type Place } from './place.ts';
import type { Secret } from './secret.ts';

interface Opening {
  readonly secret: Secret;
  readonly create: boolean;
  readonly timeoutMs: number;
}

/** Reads that see a write of another process a moment late are repeated so often, each time after twice as long. */
const maxTries = 10;

/**
 * One document a subject; no write needs another to go with it. Nothing is remembered: a key is fetched each time that it is
 * used, so that one which another process erased is gone here too.
 * @see openMongoKeyStore
 */
export class MongoKeyStore implements KeyStore {
  readonly #connection: Connection;
  readonly #place: Place;
  readonly #secret: Secret;
  readonly #collections: Collections;
  readonly #pepper: KeyObject;
  readonly #named = new Gathered((macs: readonly string[]) => this.#told(() => this.#find(macs)));
  readonly #made = new Gathered((macs: readonly string[]) => this.#told(() => this.#findOrMake(macs)));
  readonly #known = new Gathered((subjects: readonly SubjectId[]) => this.#told(() => this.#fetch(subjects)));

  private constructor(connection: Connection, place: Place, secret: Secret, collections: Collections, pepper: KeyObject) {
    this.#connection = connection;
    this.#place = place;
    this.#secret = secret;
    this.#collections = collections;
    this.#pepper = pepper;
  }

  static async open(url: string, place: Place, { secret, create, timeoutMs }: Opening): Promise<MongoKeyStore> {
    let connection: Connection | undefined;
    try {
      connection = createConnection(url, optionsOf(place, timeoutMs));
      // It is told to whoever asks for something.
      connection.on('error', () => undefined);
      await connection.asPromise();
      const collections = collectionsOf(connection.getClient().db(place.database));
      return new MongoKeyStore(connection, place, secret, collections, await openPepper(collections, place, secret, create));
    } catch (error) {
      await connection?.destroy();
      throw unavailable(error, place);
    }
  }

  async subjectFor(identity: Identity | NoIdentity): Promise<SubjectId> {
    return this.#made.ask(identity.kind === 'NONE' ? randomDraw(32).toString('base64url') : this.#mac(identity));
  }

  async find(identity: Identity): Promise<SubjectId | undefined> {
    return this.#named.ask(this.#mac(identity));
  }

  async seal(subject: SubjectId, value: Json): Promise<string> {
    const key = await this.#key(subject);
    if (!key) throw subjectErased();
    return sealWith(key, subject, value);
  }

  async open(sealed: string): Promise<Json | undefined> {
    const key = await this.#key(subjectOf(sealed));
    return key && openWith(key, sealed);
  }

  erase(subject: SubjectId): Promise<boolean> {
    const erasure = { $set: { erased: true }, $unset: { key: '', mac: '' } } as const;
    return this.#told(async () => {
      for (;;) {
        try {
          const before = await this.#collections.subjects.findOneAndUpdate({ _id: subject }, erasure, { upsert: true });
          return before?.erased === false;
        } catch (error) {
          // Another process remembers the same erasure just now.
          if (!isDuplicate(error)) throw error;
        }
      }
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#named.idle(), this.#made.idle(), this.#known.idle()]);
    await this.#connection.close();
  }

  async #key(subject: SubjectId): Promise<KeyObject | undefined> {
    const known = await this.#known.ask(subject);
    if (!known) throw new UnknownSubject(subject);
    if (known.erased) return undefined;
    try {
      return this.#secret.unwrap(subject, known.key!);
    } catch {
      throw new KeyStoreUnusable('damaged', `la clave del titular ${subject} está dañada o no es la suya en ${inWords(this.#place)}; restaure una copia de respaldo`);
    }
  }

  #mac(identity: Identity): string {
    return createHmac('sha256', this.#pepper).update(canonicalName(checkIdentity(identity))).digest('base64url');
  }

  async #fetch(subjects: readonly SubjectId[]): Promise<(StoredSubject | undefined)[]> {
    const found = await this.#collections.subjects.find({ _id: anyOf(subjects) }, { projection: { erased: 1, key: 1 } }).toArray();
    const byId = new Map(found.map((stored) => [stored._id, stored]));
    return subjects.map((subject) => byId.get(subject));
  }

  async #find(macs: readonly string[]): Promise<(SubjectId | undefined)[]> {
    const byMac = await this.#subjectsOf(macs);
    return macs.map((mac) => byMac.get(mac));
  }

  /** Who is not there is added; whom another process added first is looked for again. */
  async #findOrMake(macs: readonly string[]): Promise<SubjectId[]> {
    const byMac = await this.#subjectsOf(macs);
    const missing = () => [...new Set(macs)].filter((mac) => !byMac.has(mac));
    for (let tries = 0; missing().length > 0; tries++) {
      if (tries === maxTries) throw new KeyStoreUnusable('unavailable', `${inWords(this.#place)} no muestra lo que otro servicio acaba de escribir; revise sus réplicas`);
      if (tries > 0) await delay(2 ** tries);
      for (const { _id, mac } of await this.#insert(missing())) byMac.set(mac, _id);
      const taken = missing();
      if (taken.length > 0) for (const [mac, subject] of await this.#subjectsOf(taken)) byMac.set(mac, subject);
    }
    return macs.map((mac) => byMac.get(mac)!);
  }

  async #subjectsOf(macs: readonly string[]): Promise<Map<string, SubjectId>> {
    const found = await this.#collections.subjects.find({ mac: anyOf(macs) }, { projection: { mac: 1 } }).toArray();
    return new Map(found.map(({ _id, mac }) => [mac!, _id]));
  }

  /** Those that were new. */
  async #insert(macs: readonly string[]): Promise<readonly NewSubject[]> {
    const subjects = macs.map((mac) => this.#newSubject(mac));
    try {
      await this.#collections.subjects.insertMany(subjects, { ordered: false });
      return subjects;
    } catch (error) {
      const taken = takenIn(error);
      return subjects.filter((_, i) => !taken.has(i));
    }
  }

  #newSubject(mac: string): NewSubject {
    const _id: SubjectId = `s_${randomDraw(16).toString('hex')}`;
    return { _id, erased: false, key: this.#secret.wrapNew(_id), mac };
  }

  /** What the driver throws, in words for an operator. */
  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw unavailable(error, this.#place);
    }
  }
}

type NewSubject = Required<StoredSubject>;

const anyOf = <T>(values: readonly T[]) => ({ $in: [...new Set(values)] });

interface InsertFailure {
  readonly writeErrors?: readonly { readonly index: number; readonly code: number }[];
  readonly result?: { getWriteConcernError(): unknown };
}

/** The places of those whose MAC was taken. Whatever else went wrong is thrown. */
function takenIn(error: unknown): ReadonlySet<number> {
  const { writeErrors = [], result } = error as InsertFailure;
  if (writeErrors.length === 0 || !writeErrors.every(isDuplicate) || result?.getWriteConcernError()) throw error;
  return new Set(writeErrors.map(({ index }) => index));
}

/** What is answered is in the journals of a majority, and only what is there is read: no change of primary takes it back. */
function optionsOf({ database }: Place, timeoutMs: number) {
  return {
    dbName: database,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    promoteBuffers: true,
    readPreference: 'primary',
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: timeoutMs },
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    socketTimeoutMS: 2 * timeoutMs,
  } as const;
}
