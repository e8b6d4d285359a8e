import { randomBytes } from 'node:crypto';
import { closeSync, fdatasync, fstatSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { KeyStoreUnusable } from './key-store.ts';
import { MacIndex } from './mac-index.ts';
import { tagBytes } from './subject-id.ts';

export interface KeyStoreOptions {
  /** `false`: a missing store is an error. Where a log already exists, a new store would mean that everyone is lost. */
  readonly create?: boolean;
  /** Keys kept in memory, 10,000 by default. */
  readonly cachedKeys?: number;
}

const format = 2;

/**
 * Rows are added at the end and never removed, so that all the new subjects of a commit lie on a page or two, and no row
 * is given twice. `mac` is HMAC-SHA256 of kind and number under the pepper: the file alone lists no document. It has no
 * index here, which would cost every new subject a page of its own; `MacIndex` is made of it at the start.
 * An erasure overwrites key and mac where they lie: an equally long row moves no other, and leaves no copy behind.
 * `erased` lists those erased by an id that this store never gave, as an older copy of it may be asked to.
 */
const schema = `
  CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE subject (
    row INTEGER PRIMARY KEY,
    tag BLOB NOT NULL CHECK (length(tag) = ${tagBytes}),
    erased INTEGER NOT NULL CHECK (erased IN (0, 1)),
    key BLOB NOT NULL CHECK (length(key) = 32),
    mac BLOB CHECK (length(mac) = 32)
  ) STRICT;
  CREATE TABLE erased (subject TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${format};
`;

export interface KeyFile {
  readonly db: DatabaseSync;
  /** Of everybody who was not erased. */
  readonly macs: MacIndex;
  /** Resolves when all that was committed before the call is on the disk. */
  sync(): Promise<void>;
  close(): void;
}

/** @throws KeyStoreUnusable */
export function openKeyFile(folder: string, { create = true }: KeyStoreOptions): KeyFile {
  const file = join(folder, 'keys.db');
  const exists = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (!exists && !create) throw new KeyStoreUnusable('missing', `falta el almacén de claves ${file}: sin él no se lee ningún dato personal`);
  if (!exists) createPrivate(folder, file);
  const db = new DatabaseSync(file);
  try {
    prepare(db);
    const macs = readMacs(db);
    return { db, macs, ...syncedBy(db, file) };
  } catch (error) {
    db.close();
    throw unusable(file, error as Error);
  }
}

const datasync = promisify(fdatasync);

/**
 * A commit leaves its sync to us (`synchronous = NORMAL`): SQLite's own would hold up every request of the process for as
 * long as the disk takes; this one runs beside them. It is the same call on the same file, the write-ahead log. Checkpoints
 * are still synced by SQLite, log first.
 */
function syncedBy(db: DatabaseSync, file: string): Pick<KeyFile, 'sync' | 'close'> {
  const log = openSync(`${file}-wal`, 'r+');
  makeRoom(log);
  syncFolder(dirname(file));
  db.exec('PRAGMA synchronous = NORMAL');
  const close = () => {
    if (!db.isOpen) return;
    closeSync(log);
    db.close();
  };
  return { sync: () => datasync(log), close };
}

/** A sync of a file that has grown costs twice one of a file that was written over. Zeros are no frames of the log. */
function makeRoom(log: number): void {
  const zeros = Buffer.alloc(1_048_576);
  try {
    for (let at = fstatSync(log).size; at < 4 * zeros.length; at += zeros.length) writeSync(log, zeros, 0, zeros.length, at);
    fsyncSync(log);
  } catch {
    // The disk is nearly full: it grows as it must.
  }
}

/** A new file is there after a power cut only when its folder was synced too; Windows neither needs nor allows it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function createPrivate(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function prepare(db: DatabaseSync): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  // 16 MB of pages at hand, some 180,000 people. 16 MB of log before it is folded in, which holds everybody up for a while.
  db.exec('PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000');
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

/** Comes as a text for 10,000 rows at a time: a result for each row takes four times as long, a second for a million. */
function readMacs(db: DatabaseSync): MacIndex {
  const macs = new MacIndex();
  const page = db.prepare(`
    SELECT max(row) AS last, group_concat(printf('%08x', row) || substr(hex(mac), 1, 8), '') AS entries
    FROM (SELECT row, mac FROM subject WHERE row > ? AND erased = 0 AND mac IS NOT NULL ORDER BY row LIMIT 10000)`);
  const after = (row: number) => page.get(row) as { last: number; entries: string } | { last: null };
  for (let rows = after(0); rows.last !== null; rows = after(rows.last)) {
    const entries = Buffer.from(rows.entries, 'hex');
    for (let at = 0; at < entries.length; at += 8) macs.add(entries.subarray(at + 4, at + 8), entries.readUInt32BE(at));
  }
  return macs;
}

function unusable(file: string, cause: Error): KeyStoreUnusable {
  const locked = 'errcode' in cause && cause.errcode === 5;
  return locked
    ? new KeyStoreUnusable('in-use', `otro proceso usa el almacén de claves ${file}; deténgalo antes de abrirlo aquí`, { cause })
    : new KeyStoreUnusable('damaged', `el almacén de claves ${file} está dañado (${cause.message}); restaure una copia de respaldo`, { cause });
}
