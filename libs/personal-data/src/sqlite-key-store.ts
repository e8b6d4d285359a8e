import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Json } from '#kernel';
import { canonicalName, checkIdentity, type Identity, type NoIdentity } from './identity.ts';
import { KeyStoreUnusable, subjectErased, UnknownSubject, type KeyStore } from './key-store.ts';
import type { MacIndex } from './mac-index.ts';
import { randomDraw } from './random.ts';
import { openWith, sealWith, subjectOf } from './seal.ts';
import { openKeyFile, type KeyFile, type KeyStoreOptions } from './sqlite-key-file.ts';
import { rowOf, subjectIdOf, tagBytes, tagOf, type SubjectId } from './subject-id.ts';

interface Request {
  /** Of the identity; none for a sender without one. */
  readonly mac: Buffer | undefined;
  resolve(subject: SubjectId): void;
  reject(error: unknown): void;
}

interface SubjectRow {
  readonly erased: number;
  readonly key: Uint8Array;
  readonly mac: Uint8Array | null;
}

/**
 * Opens `keys.db` in a folder, for this process alone: a key erased here must not live on in another's memory.
 * @throws KeyStoreUnusable
 */
export function openKeyStore(folder: string, options: KeyStoreOptions = {}): KeyStore {
  return new SqliteKeyStore(openKeyFile(folder, options), options.cachedKeys ?? 10_000);
}

/** Nothing new is known, to `find` either, before it is synced. @see openKeyStore */
export class SqliteKeyStore implements KeyStore {
  readonly #file: KeyFile;
  readonly #sql: ReturnType<typeof statements>;
  readonly #pepper: KeyObject;
  readonly #macs: MacIndex;
  readonly #keys: LRUCache<SubjectId, KeyObject>;
  #queue: Request[] = [];
  #writing: Promise<void> | undefined;
  /** By MAC, what is not on the disk yet: requests for one identity that arrive together share one answer. */
  readonly #asked = new Map<string, Promise<SubjectId>>();
  #failure: Error | undefined;

  constructor(file: KeyFile, cachedKeys: number) {
    this.#file = file;
    this.#sql = statements(file.db);
    this.#macs = file.macs;
    this.#keys = new LRUCache({ max: cachedKeys });
    const { value } = this.#sql.pepper.get() as { value: Uint8Array };
    this.#pepper = createSecretKey(value);
  }

  async subjectFor(identity: Identity | NoIdentity): Promise<SubjectId> {
    if (identity.kind === 'NONE') return this.#enqueue(undefined);
    const mac = this.#mac(identity);
    return this.#mapped(mac) ?? this.#ask(mac);
  }

  async find(identity: Identity): Promise<SubjectId | undefined> {
    return this.#mapped(this.#mac(identity));
  }

  async seal(subject: SubjectId, value: Json): Promise<string> {
    const key = this.#key(subject);
    if (!key) throw subjectErased();
    return sealWith(key, subject, value);
  }

  async open(sealed: string): Promise<Json | undefined> {
    const key = this.#key(subjectOf(sealed));
    return key && openWith(key, sealed);
  }

  async erase(subject: SubjectId): Promise<boolean> {
    const before = this.#row(subject);
    const toErase = before?.erased === 0;
    if (toErase) this.#transaction(() => this.#sql.erase.run(rowOf(subject)));
    else if (!before) this.#transaction(() => this.#sql.remember.run(subject));
    if (before?.mac) this.#macs.remove(before.mac, rowOf(subject));
    this.#keys.delete(subject);
    // The log of SQLite still holds the page as it was before; only an emptied log has no copy of the key.
    const { busy } = this.#sql.checkpoint.get() as { busy: number };
    if (busy) throw new KeyStoreUnusable('in-use', 'la clave fue eliminada, pero su rastro sigue en keys.db-wal: otro proceso lo está leyendo');
    return toErase;
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing;
    this.#keys.clear();
    this.#file.close();
  }

  #key(subject: SubjectId): KeyObject | undefined {
    const cached = this.#keys.get(subject);
    if (cached) return cached;
    const row = this.#row(subject);
    if (row?.erased === 0) return this.#keep(subject, createSecretKey(row.key));
    if (!row && !this.#sql.erased.get(subject)) throw new UnknownSubject(subject);
    return undefined;
  }

  #keep(subject: SubjectId, key: KeyObject): KeyObject {
    this.#keys.set(subject, key);
    return key;
  }

  #row(subject: SubjectId): SubjectRow | undefined {
    return this.#sql.row.get(rowOf(subject), tagOf(subject)) as SubjectRow | undefined;
  }

  #mac(identity: Identity): Buffer {
    return createHmac('sha256', this.#pepper).update(canonicalName(checkIdentity(identity))).digest();
  }

  #mapped(mac: Buffer): SubjectId | undefined {
    return this.#macs.find(mac, (row) => {
      const found = this.#sql.tag.get(row, mac) as { readonly 0: string } | undefined;
      return found && subjectIdOf(row, found[0]);
    });
  }

  #ask(mac: Buffer): Promise<SubjectId> {
    const name = mac.toString('latin1');
    const asked = this.#asked.get(name);
    if (asked) return asked;
    const answer = this.#enqueue(mac);
    this.#asked.set(name, answer);
    return answer;
  }

  #enqueue(mac: Buffer | undefined): Promise<SubjectId> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ mac, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** All requests of a tick, and then all that came during its sync, in one transaction with one sync. */
  async #writeAll(): Promise<void> {
    await setImmediate();
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      await this.#write(batch);
    }
    this.#writing = undefined;
  }

  async #write(batch: readonly Request[]): Promise<void> {
    try {
      if (this.#failure) throw this.#failure;
      const made = this.#transaction(() => batch.map(({ mac }) => this.#insert(mac)));
      await this.#sync();
      batch.forEach(({ mac, resolve }, i) => {
        const { row, subject, key } = made[i]!;
        if (mac) this.#macs.add(mac, row);
        this.#keep(subject, key);
        resolve(subject);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    for (const { mac } of batch) if (mac) this.#asked.delete(mac.toString('latin1'));
  }

  /** After a failed sync nobody knows what the disk holds, and a second one may wrongly succeed: no new subject until a restart. */
  async #sync(): Promise<void> {
    try {
      await this.#file.sync();
    } catch (cause) {
      this.#failure = new KeyStoreUnusable('damaged', 'el disco no confirmó una escritura del almacén de claves; revise el disco y reinicie', { cause });
      throw this.#failure;
    }
  }

  #insert(mac: Buffer | undefined): { row: number; subject: SubjectId; key: KeyObject } {
    const [tag, key] = [randomDraw(tagBytes), randomDraw(32)];
    const row = Number(this.#sql.insert.run(tag, key, mac ?? null).lastInsertRowid);
    return { row, subject: subjectIdOf(row, tag.toString('hex')), key: createSecretKey(key) };
  }

  #transaction<T>(work: () => T): T {
    this.#sql.begin.run();
    try {
      const result = work();
      this.#sql.commit.run();
      return result;
    } catch (error) {
      if (this.#file.db.isTransaction) this.#file.db.exec('ROLLBACK');
      throw error;
    }
  }
}

function statements(db: DatabaseSync) {
  const tag = db.prepare('SELECT lower(hex(tag)) FROM subject WHERE row = ? AND mac = ?');
  // An array costs less than an object, here where every known person passes.
  tag.setReturnArrays(true);
  return {
    tag,
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    pepper: db.prepare("SELECT value FROM secret WHERE name = 'pepper'"),
    row: db.prepare('SELECT erased, key, mac FROM subject WHERE row = ? AND tag = ?'),
    insert: db.prepare('INSERT INTO subject (tag, erased, key, mac) VALUES (?, 0, ?, ?)'),
    erase: db.prepare('UPDATE subject SET erased = 1, key = zeroblob(32), mac = iif(mac IS NULL, NULL, zeroblob(32)) WHERE row = ?'),
    erased: db.prepare('SELECT 1 FROM erased WHERE subject = ?'),
    remember: db.prepare('INSERT OR IGNORE INTO erased (subject) VALUES (?)'),
    checkpoint: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
}
