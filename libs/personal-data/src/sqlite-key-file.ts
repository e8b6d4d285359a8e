import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KeyStoreUnusable } from './key-store.ts';

export interface KeyStoreOptions {
  /** `false`: a missing store is an error. Where a log already exists, a new store would mean that everyone is lost. */
  readonly create?: boolean;
  /** Keys kept in memory, 10,000 by default. */
  readonly cachedKeys?: number;
}

const format = 1;

/**
 * `identity.hash` is HMAC-SHA256 of kind and number under the pepper: the file alone lists no document.
 * `erased` tells an erased person from one that this store never knew.
 */
const schema = `
  CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE subject_key (subject TEXT PRIMARY KEY, key BLOB NOT NULL CHECK (length(key) = 32)) STRICT, WITHOUT ROWID;
  CREATE TABLE identity (hash BLOB PRIMARY KEY, subject TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX identity_by_subject ON identity (subject);
  CREATE TABLE erased (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${format};
`;

/** @throws KeyStoreUnusable */
export function openDatabase(folder: string, { create = true }: KeyStoreOptions): DatabaseSync {
  const file = join(folder, 'keys.db');
  const exists = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (!exists && !create) throw new KeyStoreUnusable('missing', `falta el almacén de claves ${file}: sin él no se lee ningún dato personal`);
  if (!exists) createPrivate(folder, file);
  const db = new DatabaseSync(file);
  try {
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    throw unusable(file, error as Error);
  }
}

function createPrivate(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function prepare(db: DatabaseSync): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version === 0) initialise(db);
  else if (version !== format) throw new Error(`formato ${version} desconocido; esta versión lee el formato ${format}`);
  const { quick_check: health } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
  if (health !== 'ok') throw new Error(health);
  if (!db.prepare("SELECT 1 FROM secret WHERE name = 'pepper'").get()) throw new Error('falta su secreto');
  // A crash between an erasure and its checkpoint leaves the key in the write-ahead log: finish it now.
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function initialise(db: DatabaseSync): void {
  db.exec(`BEGIN IMMEDIATE; ${schema}`);
  db.prepare("INSERT INTO secret (name, value) VALUES ('pepper', ?)").run(randomBytes(32));
  db.exec('COMMIT');
}

function unusable(file: string, cause: Error): KeyStoreUnusable {
  const locked = 'errcode' in cause && cause.errcode === 5;
  return locked
    ? new KeyStoreUnusable('in-use', `otro proceso usa el almacén de claves ${file}; deténgalo antes de abrirlo aquí`, { cause })
    : new KeyStoreUnusable('damaged', `el almacén de claves ${file} está dañado (${cause.message}); restaure una copia de respaldo`, { cause });
}
