import { closeSync, fdatasync, fdatasyncSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { checksum, type Entry } from './schema.ts';

const datasync = promisify(fdatasync);

/** Writes groups of entries on a connection: each group is one transaction, there as a whole or not at all. */
export class GroupWriter {
  readonly #db: DatabaseSync;
  readonly #insert;
  readonly #wal: number;

  /**
   * A commit leaves its sync to {@link sync} (`synchronous = NORMAL`): SQLite's own would hold up every request of the
   * process for as long as the disk takes. Checkpoints are still synced by SQLite, the write-ahead log first.
   */
  constructor(db: DatabaseSync, file: string) {
    this.#db = db;
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16000');
    this.#insert = db.prepare('INSERT INTO events (position, stream, revision, body, command, crc) VALUES (?, ?, ?, ?, ?, ?)');
    this.#wal = openSync(`${file}-wal`, 'r+');
    makeRoom(this.#wal);
    syncFolder(dirname(file));
  }

  write(group: readonly Entry[]): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const entry of group) {
        for (const row of entry) this.#insert.run(row.position, row.stream, row.revision, row.body, row.command, checksum(row));
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Everything written before the call is on the disk when it resolves. */
  sync(): Promise<void> {
    return datasync(this.#wal);
  }

  /** The same, at once; the event loop stands still meanwhile. */
  syncNow(): void {
    fdatasyncSync(this.#wal);
  }

  close(): void {
    closeSync(this.#wal);
  }
}

/** A sync of a file that has grown costs twice one of a file that was written over: the write-ahead log gets its room at once. Zeros are no frames. */
function makeRoom(wal: number): void {
  const zeros = Buffer.alloc(1_048_576);
  try {
    for (let at = fstatSync(wal).size; at < 16 * zeros.length; at += zeros.length) writeSync(wal, zeros, 0, zeros.length, at);
    fsyncSync(wal);
  } catch {
    // The disk is nearly full: it grows as it must.
  }
}

/** A new file survives a power cut only when its folder was synced too; Windows neither needs nor allows it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
