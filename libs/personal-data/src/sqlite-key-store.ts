import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';
import { refuse, type Json } from '#kernel';
import { canonicalName, checkIdentity, type Identity, type NoIdentity } from './identity.ts';
import { KeyStoreUnusable, UnknownSubject, type KeyStore } from './key-store.ts';
import { newSubjectId, openWith, sealWith, subjectOf, type SubjectId } from './seal.ts';
import { openDatabase, type KeyStoreOptions } from './sqlite-key-file.ts';

interface Request {
  /** Of the identity; none for a sender without one. */
  readonly hash: Buffer | undefined;
  resolve(subject: SubjectId): void;
  reject(error: unknown): void;
}

/**
 * Opens `keys.db` in a folder, for this process alone: a key erased here must not live on in another's memory.
 * @throws KeyStoreUnusable
 */
export function openKeyStore(folder: string, options: KeyStoreOptions = {}): KeyStore {
  return new SqliteKeyStore(openDatabase(folder, options), options.cachedKeys ?? 10_000);
}

class SqliteKeyStore implements KeyStore {
  readonly #db: DatabaseSync;
  readonly #sql: ReturnType<typeof statements>;
  readonly #pepper: KeyObject;
  readonly #keys: LRUCache<SubjectId, KeyObject>;
  #queue: Request[] = [];

  constructor(db: DatabaseSync, cachedKeys: number) {
    this.#db = db;
    this.#sql = statements(db);
    this.#keys = new LRUCache({ max: cachedKeys });
    const { value } = this.#sql.pepper.get() as { value: Uint8Array };
    this.#pepper = createSecretKey(value);
  }

  async subjectFor(identity: Identity | NoIdentity): Promise<SubjectId> {
    if (identity.kind === 'NONE') return this.#enqueue(undefined);
    const hash = this.#hash(identity);
    return this.#mapped(hash) ?? this.#enqueue(hash);
  }

  find(identity: Identity): SubjectId | undefined {
    return this.#mapped(this.#hash(identity));
  }

  seal(subject: SubjectId, value: Json): string {
    const key = this.#key(subject);
    if (!key) throw refuse('conflict', 'subject-erased', 'Los datos de esta persona fueron eliminados; regístrelos de nuevo para continuar.');
    return sealWith(key, subject, value);
  }

  open(sealed: string): Json | undefined {
    const key = this.#key(subjectOf(sealed));
    return key && openWith(key, sealed);
  }

  async erase(subject: SubjectId): Promise<boolean> {
    const erased = this.#transaction(() => {
      this.#sql.unmap.run(subject);
      this.#sql.remember.run(subject);
      return this.#sql.deleteKey.run(subject).changes > 0;
    });
    this.#keys.delete(subject);
    // The log of SQLite still holds the page as it was before; only an emptied log has no copy of the key.
    const { busy } = this.#sql.checkpoint.get() as { busy: number };
    if (busy) throw new KeyStoreUnusable('in-use', 'la clave fue eliminada, pero su rastro sigue en keys.db-wal: otro proceso lo está leyendo');
    return erased;
  }

  async close(): Promise<void> {
    this.#flush();
    this.#keys.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #key(subject: SubjectId): KeyObject | undefined {
    const cached = this.#keys.get(subject);
    if (cached) return cached;
    const row = this.#sql.key.get(subject) as { key: Uint8Array } | undefined;
    if (row) {
      const key = createSecretKey(row.key);
      this.#keys.set(subject, key);
      return key;
    }
    if (!this.#sql.erased.get(subject)) throw new UnknownSubject(subject);
    return undefined;
  }

  #hash(identity: Identity): Buffer {
    return createHmac('sha256', this.#pepper).update(canonicalName(checkIdentity(identity))).digest();
  }

  #mapped(hash: Buffer): SubjectId | undefined {
    return (this.#sql.mapped.get(hash) as { subject: SubjectId } | undefined)?.subject;
  }

  #enqueue(hash: Buffer | undefined): Promise<SubjectId> {
    return new Promise((resolve, reject) => {
      if (this.#queue.push({ hash, resolve, reject }) === 1) setImmediate(() => this.#flush());
    });
  }

  /** All requests of a tick in one transaction, and so one fsync. */
  #flush(): void {
    const batch = this.#queue;
    if (batch.length === 0) return;
    this.#queue = [];
    try {
      const subjects = this.#transaction(() => batch.map(({ hash }) => (hash && this.#mapped(hash)) ?? this.#create(hash)));
      batch.forEach(({ resolve }, i) => resolve(subjects[i]!));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  #create(hash: Buffer | undefined): SubjectId {
    const subject = newSubjectId();
    this.#sql.insertKey.run(subject, randomBytes(32));
    if (hash) this.#sql.map.run(hash, subject);
    return subject;
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

function statements(db: DatabaseSync) {
  return {
    pepper: db.prepare("SELECT value FROM secret WHERE name = 'pepper'"),
    key: db.prepare('SELECT key FROM subject_key WHERE subject = ?'),
    insertKey: db.prepare('INSERT INTO subject_key (subject, key) VALUES (?, ?)'),
    deleteKey: db.prepare('DELETE FROM subject_key WHERE subject = ?'),
    mapped: db.prepare('SELECT subject FROM identity WHERE hash = ?'),
    map: db.prepare('INSERT INTO identity (hash, subject) VALUES (?, ?)'),
    unmap: db.prepare('DELETE FROM identity WHERE subject = ?'),
    erased: db.prepare('SELECT 1 FROM erased WHERE subject = ?'),
    remember: db.prepare('INSERT OR IGNORE INTO erased (subject) VALUES (?)'),
    checkpoint: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
}
