import { Schema, type Connection, type Model } from 'mongoose';
import type { Collection, StoredDocument } from '../port.ts';
import type { QueryPlan } from '../query-plan.ts';
import { collectionNameOf } from './catalogue.ts';
import { segmentsOf } from './find-segments.ts';
import { fromState, pathOf, toState, type Stored } from './state.ts';

const state = { position: Number, write: Number, removed: Boolean, document: Schema.Types.Mixed, text: String };

function schemaOf({ indexes }: Collection): Schema<Stored> {
  const schema = new Schema<Stored>({ _id: String, state: new Schema(state, { _id: false, minimize: false }) }, { versionKey: false, minimize: false, autoIndex: false, autoCreate: false });
  // Removed documents lie apart in each index: no query ever passes over them.
  for (const [i, fields] of [[], ...indexes.map((index) => index.fields)].entries()) {
    schema.index({ 'state.removed': 1, ...Object.fromEntries(fields.map((field) => [pathOf(field), 1 as const])), _id: 1 }, { name: `view-${i}` });
  }
  return schema;
}

/**
 * Writes and ids in one command. FerretDB 1 holds one of its 100 connections for each document that a command has found, and
 * waits for ever when they are used up, be it by several commands; and a list of ids makes it read the whole collection.
 */
const atOnce = { MongoDB: { writes: 1_000, ids: 1_000 }, FerretDB: { writes: 20, ids: 1 } } as const;

export type Server = keyof typeof atOnce;

/** Rises with each write, also across restarts. */
let write = Date.now() * 1_000;

/** The documents of one generation. */
export class Generation {
  readonly #connection: Connection;
  readonly #model: Model<Stored>;
  readonly #indexed: readonly string[];
  readonly #server: Server;

  constructor(connection: Connection, server: Server, collection: Collection) {
    const name = collectionNameOf(collection);
    this.#connection = connection;
    this.#server = server;
    this.#model = connection.model<Stored>(name, schemaOf(collection), name);
    this.#indexed = [...new Set(collection.indexes.flatMap(({ fields }) => fields))];
  }

  /** In the order given; where it fails, what came before is stored. */
  async write(documents: readonly StoredDocument[]): Promise<void> {
    const writes = documents.map((document) => ({
      updateOne: { filter: { _id: document.id }, update: { $max: { state: toState(document, this.#indexed, (write += 1)) } }, upsert: true },
    }));
    // By the driver itself: Mongoose casts what it writes, and so leaves out fields such as `constructor`.
    for (const some of chunks(writes, atOnce[this.#server].writes)) await this.#model.collection.bulkWrite(some as never, { ordered: true });
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    const asked = chunks(ids, atOnce[this.#server].ids).map((some) => (some.length === 1 ? { _id: some[0]! } : { _id: { $in: [...some] } }));
    const found = await Promise.all(asked.map((filter) => this.#model.find(filter).lean<Stored[]>()));
    return new Map(found.flat().map((stored) => [stored._id, fromState(stored)]));
  }

  /** One document more than the page holds: it tells whether there is a next page. */
  async find(plan: QueryPlan): Promise<readonly { readonly id: string; readonly document: object }[]> {
    const found: Stored[] = [];
    for (const { filter, sort } of segmentsOf(plan)) {
      const left = plan.limit + 1 - found.length;
      if (left > 0) found.push(...(await this.#model.find(filter).sort(sort).limit(left).lean<Stored[]>()));
    }
    return found.map((stored) => ({ id: stored._id, document: fromState(stored).document! }));
  }

  count(): Promise<number> {
    return this.#model.countDocuments({ 'state.removed': false });
  }

  createIndexes(): Promise<void> {
    return this.#model.createIndexes();
  }

  async *inOrderOfId(): AsyncGenerator<StoredDocument, void> {
    for await (const stored of this.#model.find({ 'state.removed': false }).sort({ _id: 1 }).lean<Stored[]>().cursor({ batchSize: 1_000 })) yield fromState(stored as Stored);
  }

  /** The model alone; the documents stay. */
  forget(): void {
    this.#connection.deleteModel(this.#model.modelName);
  }
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
