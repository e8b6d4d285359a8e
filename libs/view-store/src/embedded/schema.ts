import type { Collection } from '../port.ts';

/** Documents of some 2 kB leave a quarter of a smaller page empty. The other connection's transactions are short; it is waited for. */
export const pragmas = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -32000;
  PRAGMA wal_autocheckpoint = 8000;
  PRAGMA busy_timeout = 10000;
`;

/** Each generation of a view is a table of its own, `g<id>`; this catalogue says which are live. */
export const catalogue = `
  CREATE TABLE IF NOT EXISTS groups (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    spec TEXT NOT NULL,
    live INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

export const tableOf = ({ id }: { readonly id: number }): string => `g${id}`;

/** Fields of the collection's documents that have a column. */
export const indexedFields = ({ indexes }: Pick<Collection, 'indexes'>): readonly string[] => [...new Set(indexes.flatMap(({ fields }) => fields))];

/** Columns are numbered, so that no field name needs quoting. */
export const columnOf = (collection: Pick<Collection, 'indexes'>, field: string): string => `f${indexedFields(collection).indexOf(field)}`;

/** `ANY` keeps each value's own type, so that numbers compare as numbers and texts as texts. */
export function createTable(collection: Collection): string {
  const columns = indexedFields(collection).map((_, i) => `, f${i} ANY`);
  return `CREATE TABLE ${tableOf(collection)} (id TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL${columns.join('')}) STRICT`;
}

export function createIndexes(collection: Collection): readonly string[] {
  return collection.indexes.map(({ fields }, i) => {
    const columns = fields.map((field) => columnOf(collection, field));
    return `CREATE INDEX IF NOT EXISTS ${tableOf(collection)}_${i} ON ${tableOf(collection)} (${[...columns, 'id'].join(', ')})`;
  });
}

export const dropTable = (collection: { readonly id: number }): readonly string[] => [
  `DROP TABLE IF EXISTS ${tableOf(collection)}`,
  `DELETE FROM generations WHERE id = ${collection.id}`,
];

export function upsert(collection: Collection): string {
  const names = ['id', 'position', 'body', ...indexedFields(collection).map((_, i) => `f${i}`)];
  const updates = names.slice(1).map((name) => `${name} = excluded.${name}`);
  const table = tableOf(collection);
  return `INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')}) ON CONFLICT (id) DO UPDATE SET ${updates} WHERE excluded.position >= ${table}.position`;
}

export const removal = (collection: Collection): string => `DELETE FROM ${tableOf(collection)} WHERE id = ? AND position <= ?`;

/** Documents whose text differs, by id, from one that is given. */
export function textDifferences(live: Collection, rebuilt: Collection): string {
  const [a, b] = [tableOf(live), tableOf(rebuilt)];
  return `
    SELECT a.id AS id, a.body AS live, b.body AS rebuilt FROM ${a} a LEFT JOIN ${b} b ON b.id = a.id WHERE a.id > ?1 AND a.body IS NOT b.body
    UNION ALL
    SELECT b.id, NULL, b.body FROM ${b} b LEFT JOIN ${a} a ON a.id = b.id WHERE b.id > ?1 AND a.id IS NULL
    ORDER BY id LIMIT ?2`;
}
