import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { ViewsReplaced } from '../errors.ts';
import type { Checkpoint, Collection, CollectionSpec, Difference, GroupState, StoredDocument, ViewStore, Writes } from '../port.ts';
import { comparable, planQuery, writeCursor } from '../query-plan.ts';
import type { Page, ViewQuery } from '../view.ts';
import { findSql, toSql } from './find-sql.ts';
import { catalogue, createIndexes, createTable, dropTable, indexedFields, pragmas, removal, tableOf, textDifferences, upsert } from './schema.ts';
import { SqlWorker, type Step } from './sql-worker.ts';

export interface EmbeddedViewStoreOptions {
  readonly file: string;
  /** For a thread that reads what another one keeps: nothing may be written. */
  readonly readOnly?: boolean;
}

/** A document on its way to the disk; no body: its removal. */
interface Loading {
  readonly position: number;
  readonly body: string | null;
}

/** Collections up to this many documents are indexed, compared and dropped at once; larger ones in a thread. */
const small = 2_000;

interface Table {
  readonly fields: readonly string[];
  readonly getAll: StatementSync;
  readonly put: StatementSync;
  readonly remove: StatementSync;
}

/**
 * Documents in one SQLite file, parsed when they are asked for: neither the start nor the memory grows with history.
 * A batch and its checkpoint are one transaction. It is not synced to the disk each time (WAL, `synchronous=NORMAL`):
 * after a power failure the last batches may be gone together with their checkpoint, and are folded again from the log.
 */
export class EmbeddedViewStore implements ViewStore {
  readonly #db: DatabaseSync;
  readonly #worker: SqlWorker;
  readonly #tables = new Map<number, Table>();
  readonly #finds = new Map<string, StatementSync>();
  /** What the thread has not stored yet, by generation and id. */
  readonly #loading = new Map<number, Map<string, Loading>>();
  /** What was asked of the thread last: who writes here waits for it, and for the end of a transaction at most where more was asked since. */
  #exclusive: Promise<unknown> = Promise.resolve();

  constructor({ file, readOnly = false }: EmbeddedViewStoreOptions) {
    this.#worker = new SqlWorker(file);
    this.#db = new DatabaseSync(file, { readOnly });
    if (readOnly) return;
    this.#db.exec(pragmas);
    this.#db.exec(catalogue);
    const leftovers = this.#db.prepare('SELECT id FROM generations WHERE live = 0').all() as { id: number }[];
    // What fails here fails again, and is told, at the first write.
    this.#drop(leftovers).catch(() => undefined);
  }

  async group(name: string): Promise<GroupState> {
    const row = this.#db.prepare('SELECT position FROM groups WHERE name = ?').get(name) as { position: number } | undefined;
    const live = this.#db.prepare('SELECT id, spec FROM generations WHERE live = 1 ORDER BY id').all() as { id: number; spec: string }[];
    const collections = live.map(({ id, spec }): Collection => ({ ...(JSON.parse(spec) as CollectionSpec), id }));
    return { position: row?.position ?? 0, live: collections.filter(({ group }) => group === name) };
  }

  async create({ group, name, version, indexes }: CollectionSpec): Promise<Collection> {
    await this.#exclusive;
    return this.#transaction(() => {
      const spec: CollectionSpec = { group, name, version, indexes };
      const { lastInsertRowid } = this.#db.prepare('INSERT INTO generations (spec) VALUES (?)').run(JSON.stringify(spec));
      const collection: Collection = { ...spec, id: Number(lastInsertRowid) };
      this.#db.exec(createTable(collection));
      return collection;
    });
  }

  async getMany(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    const stored = this.#table(collection).getAll.all(JSON.stringify(ids)) as unknown as ({ readonly id: string } & Loading)[];
    const rows = new Map<string, Loading>(stored.map((row) => [row.id, row]));
    const loading = this.#loading.get(collection.id);
    if (loading?.size) for (const id of ids) if (loading.has(id)) rows.set(id, loading.get(id)!);
    const found = new Map<string, StoredDocument>();
    for (const [id, { position, body }] of rows) if (body !== null) found.set(id, { id, position, document: JSON.parse(body) as object });
    return found;
  }

  async find(collection: Collection, query: ViewQuery): Promise<Page<object>> {
    const plan = planQuery(collection, query);
    const { sql, values } = findSql(collection, plan);
    const rows = this.#find(sql).all(...values) as { id: string; body: string }[];
    const found = rows.slice(0, plan.limit).map(({ id, body }) => ({ id, document: JSON.parse(body) as object }));
    const last = found.at(-1);
    const documents = found.map(({ document }) => document);
    return rows.length > plan.limit && last ? { documents, next: writeCursor(plan, last) } : { documents };
  }

  async count(collection: Collection): Promise<number> {
    return (this.#db.prepare(`SELECT count(*) AS n FROM ${tableOf(collection)}`).get() as { n: number }).n;
  }

  async commit(writes: readonly Writes[], checkpoint?: Checkpoint): Promise<void> {
    await this.#exclusive;
    this.#transaction(() => {
      for (const { collection, documents } of writes) this.#write(this.#table(collection), documents);
      if (checkpoint) this.#checkpoint(checkpoint);
    });
  }

  /** In the thread, since a rebuild writes as much as it folds. */
  async load({ collection, documents }: Writes): Promise<void> {
    const { fields } = this.#table(collection);
    const loading = this.#loading.get(collection.id) ?? new Map<string, Loading>();
    this.#loading.set(collection.id, loading);
    const given = documents.map(({ id, position, document }) => {
      const one: Loading = { position, body: document === undefined ? null : JSON.stringify(document) };
      loading.set(id, one);
      return { id, one, fields: document ? fields.map((field) => toSql(comparable(document, field))) : [] };
    });
    const put: Step = { sql: upsert(collection), rows: given.filter(({ one }) => one.body !== null).map(({ id, one, fields }) => [id, one.position, one.body, ...fields]) };
    const remove: Step = { sql: removal(collection), rows: given.filter(({ one }) => one.body === null).map(({ id, one }) => [id, one.position]) };
    await this.#inThread([put, remove]).finally(() => {
      for (const { id, one } of given) if (loading.get(id) === one) loading.delete(id);
    });
  }

  async seal(collections: readonly Collection[]): Promise<void> {
    const statements = collections.flatMap(createIndexes);
    if (statements.length > 0) await this.#overWholeTables(collections, statements);
  }

  async switch(checkpoint: Checkpoint, collections: readonly Collection[]): Promise<readonly Collection[]> {
    const names = new Set(collections.map(({ name }) => name));
    const replaced = (await this.group(checkpoint.group)).live.filter(({ name }) => names.has(name));
    await this.#exclusive;
    this.#transaction(() => {
      const setLive = this.#db.prepare('UPDATE generations SET live = ? WHERE id = ?');
      for (const { id } of replaced) setLive.run(0, id);
      for (const { id } of collections) setLive.run(1, id);
      this.#checkpoint(checkpoint);
    });
    return replaced;
  }

  async drop(collections: readonly Collection[]): Promise<void> {
    await this.#drop(collections);
  }

  async differences(live: Collection, rebuilt: Collection, limit: number): Promise<readonly Difference[]> {
    await this.#exclusive;
    const sql = textDifferences(live, rebuilt);
    const isSmall = this.#isSmall([live, rebuilt]);
    const found: Difference[] = [];
    const page = 1_000;
    for (let after = ''; ; ) {
      const rows = (isSmall ? this.#db.prepare(sql).all(after, page) : await this.#worker.run([{ sql, rows: [[after, page]] }])) as {
        id: string;
        live: string | null;
        rebuilt: string | null;
      }[];
      for (const row of rows) {
        const difference = { view: live.name, id: row.id, live: parse(row.live), rebuilt: parse(row.rebuilt) };
        // Texts may differ in the order of keys alone.
        if (!isDeepStrictEqual(difference.live, difference.rebuilt)) found.push(difference);
        if (found.length === limit) return found;
      }
      if (rows.length < page) return found;
      after = rows.at(-1)!.id;
    }
  }

  async close(): Promise<void> {
    await this.#exclusive;
    await this.#worker.close();
    this.#db.close();
  }

  #write({ fields, put, remove }: Table, documents: readonly StoredDocument[]): void {
    for (const { id, position, document } of documents) {
      if (document === undefined) remove.run(id, position);
      else put.run(id, position, JSON.stringify(document), ...fields.map((field) => toSql(comparable(document, field))));
    }
  }

  #checkpoint({ group, position, live = [] }: Checkpoint): void {
    const isLive = this.#db.prepare('SELECT 1 FROM generations WHERE id = ? AND live = 1');
    if (!live.every(({ id }) => isLive.get(id))) throw new ViewsReplaced(group);
    this.#db.prepare('INSERT INTO groups (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position').run(group, position);
  }

  async #drop(collections: readonly { readonly id: number }[]): Promise<void> {
    if (collections.length === 0) return;
    for (const { id } of collections) {
      this.#tables.delete(id);
      this.#loading.delete(id);
    }
    this.#finds.clear();
    await this.#overWholeTables(collections, collections.flatMap(dropTable));
  }

  async #overWholeTables(collections: readonly { readonly id: number }[], statements: readonly string[]): Promise<void> {
    await this.#exclusive;
    if (this.#isSmall(collections)) return this.#transaction(() => statements.forEach((sql) => this.#db.exec(sql)));
    await this.#inThread(statements.map((sql) => ({ sql, rows: [[]] })));
  }

  async #inThread(steps: readonly Step[]): Promise<void> {
    const work = this.#worker.run(steps);
    this.#exclusive = work.catch(() => undefined);
    await work;
  }

  #isSmall(collections: readonly { readonly id: number }[]): boolean {
    return collections.every((collection) => {
      const row = this.#db.prepare(`SELECT max(rowid) AS n FROM ${tableOf(collection)}`).get() as { n: number | null };
      return (row.n ?? 0) <= small;
    });
  }

  #table(collection: Collection): Table {
    const known = this.#tables.get(collection.id);
    if (known) return known;
    const table: Table = {
      fields: indexedFields(collection),
      getAll: this.#db.prepare(`SELECT id, position, body FROM ${tableOf(collection)} WHERE id IN (SELECT value FROM json_each(?))`),
      put: this.#db.prepare(upsert(collection)),
      remove: this.#db.prepare(removal(collection)),
    };
    this.#tables.set(collection.id, table);
    return table;
  }

  #find(sql: string): StatementSync {
    const known = this.#finds.get(sql) ?? this.#db.prepare(sql);
    this.#finds.set(sql, known);
    return known;
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

const parse = (body: string | null): object | undefined => (body === null ? undefined : (JSON.parse(body) as object));
