import { createConnection, type Connection } from 'mongoose';
import type { Checkpoint, Collection, CollectionSpec, Difference, GroupState, StoredDocument, ViewStore, Writes } from '../port.ts';
import { planQuery, writeCursor } from '../query-plan.ts';
import type { Page, ViewQuery } from '../view.ts';
import { Catalogue, collectionNameOf } from './catalogue.ts';
import { differing } from './differences.ts';
import { Generation, type Server } from './generation.ts';
import { unavailable, type Place } from './unavailable.ts';

/**
 * A collection for each generation of a view, and a catalogue of them. No transactions: every document is a write of its own that
 * carries its position, in the order given, and the checkpoint is the last one.
 */
export class MongoViewStore implements ViewStore {
  readonly #connection: Connection;
  readonly #place: Place;
  readonly #server: Server;
  readonly #catalogue: Catalogue;
  readonly #generations = new Map<number, Generation>();
  /** One after the other, so that they are stored in the order given. */
  #loads: Promise<unknown> = Promise.resolve();

  private constructor(connection: Connection, place: Place, server: Server) {
    this.#connection = connection;
    this.#place = place;
    this.#server = server;
    this.#catalogue = new Catalogue(connection);
  }

  /** Resolves when the database has answered with these credentials. */
  static async open(url: string, place: Place, timeoutMs: number): Promise<MongoViewStore> {
    const times = { serverSelectionTimeoutMS: timeoutMs, connectTimeoutMS: timeoutMs };
    try {
      const connection = createConnection(url, { dbName: place.database, bufferCommands: false, autoIndex: false, autoCreate: false, w: 'majority', ...times });
      // It is told to whoever asks for something.
      connection.on('error', () => undefined);
      return await connection.asPromise().then(() => MongoViewStore.#identified(connection, place)).catch(async (error: unknown) => {
        await connection.destroy();
        throw error;
      });
    } catch (error) {
      throw unavailable(error, place);
    }
  }

  static async #identified(connection: Connection, place: Place): Promise<MongoViewStore> {
    const build = await connection.db!.command({ buildInfo: 1 });
    const store = new MongoViewStore(connection, place, 'ferretdbVersion' in build ? 'FerretDB' : 'MongoDB');
    await store.group('');
    return store;
  }

  group(name: string): Promise<GroupState> {
    return this.#told(() => this.#catalogue.group(name));
  }

  create(spec: CollectionSpec): Promise<Collection> {
    return this.#told(() => this.#catalogue.begin(spec));
  }

  async getMany(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    await this.#loads;
    return this.#told(() => this.#generation(collection).getMany(ids));
  }

  async find(collection: Collection, query: ViewQuery): Promise<Page<object>> {
    const plan = planQuery(collection, query);
    const found = await this.#told(() => this.#generation(collection).find(plan));
    const page = found.slice(0, plan.limit);
    const documents = page.map(({ document }) => document);
    return found.length > plan.limit ? { documents, next: writeCursor(plan, page.at(-1)!) } : { documents };
  }

  count(collection: Collection): Promise<number> {
    return this.#told(() => this.#generation(collection).count());
  }

  load(writes: Writes): Promise<void> {
    const load = this.#loads.then(() => this.commit([writes]));
    this.#loads = load.catch(() => undefined);
    return load;
  }

  commit(writes: readonly Writes[], checkpoint?: Checkpoint): Promise<void> {
    return this.#told(async () => {
      for (const { collection, documents } of writes) await this.#generation(collection).write(documents);
      if (checkpoint) await this.#catalogue.checkpoint(checkpoint);
    });
  }

  seal(collections: readonly Collection[]): Promise<void> {
    return this.#told(async () => {
      for (const collection of collections) await this.#generation(collection).createIndexes();
    });
  }

  switch(checkpoint: Checkpoint, collections: readonly Collection[]): Promise<readonly Collection[]> {
    return this.#told(async () => {
      const replaced = await this.#catalogue.switch(checkpoint, collections);
      const isReplaced = new Set(replaced.map(({ id }) => id));
      await this.#drop((await this.#catalogue.stale(collections)).filter(({ id }) => !isReplaced.has(id)));
      return replaced;
    });
  }

  drop(collections: readonly Collection[]): Promise<void> {
    return this.#told(async () => {
      await this.#catalogue.retire(collections);
      await this.#drop(collections);
    });
  }

  differences(live: Collection, rebuilt: Collection, limit: number): Promise<readonly Difference[]> {
    return this.#told(async () => {
      const found: Difference[] = [];
      if (limit < 1) return found;
      for await (const pair of differing(this.#generation(live).inOrderOfId(), this.#generation(rebuilt).inOrderOfId())) {
        found.push({ view: live.name, ...pair });
        if (found.length === limit) break;
      }
      return found;
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  /** The catalogue forgets last: what fails in between goes with the next switch. */
  async #drop(collections: readonly Collection[]): Promise<void> {
    for (const collection of collections) {
      this.#generations.get(collection.id)?.forget();
      this.#generations.delete(collection.id);
      await this.#connection.dropCollection(collectionNameOf(collection)).catch(unlessMissing);
    }
    await this.#catalogue.forget(collections);
  }

  #generation(collection: Collection): Generation {
    const known = this.#generations.get(collection.id) ?? new Generation(this.#connection, this.#server, collection);
    this.#generations.set(collection.id, known);
    return known;
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

const namespaceNotFound = 26;

function unlessMissing(error: { readonly code?: unknown }): void {
  if (error.code !== namespaceNotFound) throw error;
}
