import { randomUUID } from 'node:crypto';
import { createConnection } from 'mongoose';
import type { Engine } from '#engines';
import { openMongoViewStore } from '../mongodb/open-mongo-view-store.ts';
import type { ViewStoreHarness } from './view-store-contract.ts';

export interface MongoPlace extends ViewStoreHarness {
  readonly database: string;
  /** Names of the collections that lie there, and what is in one of them, past the view store. */
  collections(): Promise<readonly string[]>;
  documents(collection: string): Promise<readonly object[]>;
}

/** A database of its own on an engine that is at work. */
export function mongoPlace(engine: Engine): MongoPlace {
  const database = `views-${randomUUID().slice(0, 13)}`;
  const direct = async <T>(work: (db: NonNullable<ReturnType<typeof createConnection>['db']>) => Promise<T>): Promise<T> => {
    const connection = await createConnection(engine.url, { dbName: database }).asPromise();
    return work(connection.db!).finally(() => connection.close());
  };
  return {
    database,
    open: () => openMongoViewStore(engine.url, { database, timeoutMs: 1_000 }),
    clean: () => direct(async (db) => void (await db.dropDatabase())),
    collections: () => direct(async (db) => (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort()),
    documents: (collection) => direct((db) => db.collection(collection).find().sort({ _id: 1 }).toArray()),
  };
}
