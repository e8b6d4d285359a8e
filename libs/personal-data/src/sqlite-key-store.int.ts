import { createHmac } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Identity } from './identity.ts';
import { KeyStoreUnusable, UnknownSubject, type KeyStore } from './key-store.ts';
import { openKeyFile } from './sqlite-key-file.ts';
import { openKeyStore, SqliteKeyStore } from './sqlite-key-store.ts';
import { rowOf, tagOf, type SubjectId } from './subject-id.ts';
import { keyStoreContract, maria, someone } from './testing/key-store-contract.ts';

keyStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  return { open: async () => openKeyStore(folder), clean: async () => rmSync(folder, { recursive: true }) };
});

let folder: string;
let store: KeyStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  store = openKeyStore(folder);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function reopen(): Promise<void> {
  await store.close();
  store = openKeyStore(folder, { create: false });
}

const rawFiles = (): Buffer => Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

function change(file: string, sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

/** Keys and MACs as they lie on the disk, read while the store is closed. */
async function secretsOf(subjects: readonly SubjectId[]): Promise<Buffer[]> {
  await store.close();
  const db = new DatabaseSync(join(folder, 'keys.db'));
  const row = db.prepare('SELECT key, mac FROM subject WHERE row = ? AND tag = ?');
  const secrets = subjects.flatMap((subject) => Object.values(row.get(rowOf(subject), tagOf(subject)) ?? {}));
  db.close();
  store = openKeyStore(folder);
  return secrets.map((secret) => Buffer.from(secret as Uint8Array));
}

/** What a crash would leave at this moment: the files as they are, in a folder of their own. */
function crashedCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'keys-crash-'));
  for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(copy, file));
  return copy;
}

/** Two people whose MACs begin with the same 32 bits: among 100,000 there is likely a pair. */
async function alike(): Promise<[Identity, Identity]> {
  await store.close();
  const db = new DatabaseSync(join(folder, 'keys.db'));
  const { value: pepper } = db.prepare('SELECT value FROM secret').get() as { value: Uint8Array };
  db.close();
  store = openKeyStore(folder);
  const seen = new Map<number, number>();
  for (let i = 0; ; i++) {
    const print = createHmac('sha256', pepper).update(`DNI:${10_000_000 + i}`).digest().readUInt32LE();
    const twin = seen.get(print);
    if (twin !== undefined) return [someone(twin), someone(i)];
    seen.set(print, i);
  }
}

describe('the subject of an identity', () => {
  it('is on the disk, with its key, before it is answered', async () => {
    const subject = await store.subjectFor(maria);
    const sealed = await store.seal(subject, { name: 'María' });
    const crashed = crashedCopy();
    const survivor = openKeyStore(crashed, { create: false });
    expect(await survivor.find(maria)).toBe(subject);
    expect(await survivor.open(sealed)).toEqual({ name: 'María' });
    await survivor.close();
    rmSync(crashed, { recursive: true });
  });

  it('is the same in what a crash leaves at any moment, and of those who had no answer yet nothing is wrong', async () => {
    const answered = new Map<number, SubjectId>();
    const crashes: { copy: string; known: Map<number, SubjectId> }[] = [];
    let next = 0;
    const writer = async () => {
      for (let i = next++; i < 300; i = next++) {
        answered.set(i, await store.subjectFor(someone(i)));
        if (answered.size % 40 === 0) crashes.push({ copy: crashedCopy(), known: new Map(answered) });
      }
    };
    await Promise.all([writer(), writer(), writer()]);
    expect(crashes).toHaveLength(7);
    for (const { copy, known } of crashes) {
      const survivor = openKeyStore(copy, { create: false });
      for (const [i, subject] of known) expect(await survivor.find(someone(i))).toBe(subject);
      const all = await Promise.all(Array.from({ length: 300 }, (_, i) => survivor.subjectFor(someone(i))));
      expect(new Set(all).size).toBe(300);
      await survivor.close();
      rmSync(copy, { recursive: true });
    }
  });

  it('is its own where two people look alike to the index in memory', async () => {
    const [one, other] = await alike();
    const subjects = await Promise.all([store.subjectFor(one), store.subjectFor(other)]);
    expect(subjects[0]).not.toBe(subjects[1]);
    await reopen();
    expect(await Promise.all([store.find(one), store.find(other)])).toEqual(subjects);
    await store.erase(subjects[0]!);
    expect(await Promise.all([store.find(one), store.find(other)])).toEqual([undefined, subjects[1]]);
  });

  it('leaves no document number on the disk', async () => {
    await store.subjectFor(maria);
    expect(rawFiles().includes('45678912')).toBe(false);
  });
});

describe('a new subject whose sync', () => {
  const syncedWith = (sync: () => Promise<void>): KeyStore => new SqliteKeyStore({ ...openKeyFile(folder, {}), sync }, 10);

  it('is not over is told to nobody, and shared by all who ask meanwhile', async () => {
    await store.close();
    const { promise: disk, resolve: synced } = Promise.withResolvers<void>();
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    store = syncedWith(() => (start(), disk));
    let answers = 0;
    const ask = async () => {
      const subject = await store.subjectFor(maria);
      answers++;
      return subject;
    };
    const first = ask();
    await started;
    const second = ask();
    expect([await store.find(maria), answers]).toEqual([undefined, 0]);
    synced();
    expect(await second).toBe(await first);
    expect(await store.find(maria)).toBe(await first);
  });

  it('failed is refused, as is every later one until the store is opened again', async () => {
    await store.close();
    let failures = 0;
    store = syncedWith(() => (failures++ === 0 ? Promise.reject(new Error('EIO')) : Promise.resolve()));
    await expect(store.subjectFor(maria)).rejects.toThrow(KeyStoreUnusable);
    await expect(store.subjectFor(someone(1))).rejects.toThrow(KeyStoreUnusable);
    expect([failures, await store.find(maria)]).toEqual([1, undefined]);
    await reopen();
    expect(await store.subjectFor(maria)).toBe(await store.subjectFor(maria));
    expect(await store.find(someone(1))).toBeUndefined();
  });
});

describe('sealing', () => {
  it('opens after a restart, and with a cache smaller than the people', async () => {
    await store.close();
    store = openKeyStore(folder, { cachedKeys: 3 });
    const subjects = await Promise.all(Array.from({ length: 20 }, (_, i) => store.subjectFor(someone(i))));
    const sealed = await Promise.all(subjects.map((subject, i) => store.seal(subject, { i })));
    await reopen();
    expect(await Promise.all(sealed.map((text) => store.open(text)))).toEqual(subjects.map((_, i) => ({ i })));
  });
});

describe('erasure', () => {
  it('frees no row for the next person', async () => {
    const subject = await store.subjectFor(maria);
    await store.erase(subject);
    await reopen();
    expect(rowOf(await store.subjectFor(someone(1)))).toBe(rowOf(subject) + 1);
  });

  it('leaves no byte of keys and hashes in the files, among many people and many page splits', async () => {
    const subjects: SubjectId[] = [];
    for (let i = 0; i < 2_000; i += 50) {
      subjects.push(...(await Promise.all(Array.from({ length: 50 }, (_, j) => store.subjectFor(someone(i + j))))));
    }
    const gone = subjects.filter((_, i) => i % 7 === 0);
    const secrets = await secretsOf(gone);
    expect(secrets).toHaveLength(gone.length * 2);
    expect(secrets.every((secret) => rawFiles().includes(secret))).toBe(true);
    for (const subject of gone) await store.erase(subject);
    const raw = rawFiles();
    expect(secrets.filter((secret) => raw.includes(secret))).toEqual([]);
  });

  it('leaves nothing of a key that lay only in the write-ahead log', async () => {
    const subject = await store.subjectFor(maria);
    const before = crashedCopy();
    const db = new DatabaseSync(join(before, 'keys.db'));
    const { key } = db.prepare('SELECT key FROM subject').get() as { key: Uint8Array };
    db.close();
    rmSync(before, { recursive: true });
    expect(rawFiles().includes(Buffer.from(key))).toBe(true);
    await store.erase(subject);
    expect(rawFiles().includes(Buffer.from(key))).toBe(false);
  });
});

describe('an older copy of the store that went on by itself', () => {
  it("does not take one person's sealed text or erasure for another's who got the same row", async () => {
    await store.subjectFor(someone(1));
    const copy = crashedCopy();
    const subject = await store.subjectFor(maria);
    const sealed = await store.seal(subject, 'de María');
    await store.close();
    store = openKeyStore(copy, { create: false });
    const other = await store.subjectFor(someone(2));
    expect(rowOf(other)).toBe(rowOf(subject));
    await expect(store.open(sealed)).rejects.toThrow(UnknownSubject);
    expect(await store.erase(subject)).toBe(false);
    expect(await store.open(sealed)).toBeUndefined();
    expect(await store.open(await store.seal(other, 'suyo'))).toBe('suyo');
    expect(await store.find(someone(2))).toBe(other);
    await store.close();
    rmSync(copy, { recursive: true });
    store = openKeyStore(folder);
  });
});

describe('an erasure that a crash broke off before the files were clean', () => {
  it('is finished when the store is opened', async () => {
    const [secret] = await secretsOf([await store.subjectFor(maria)]);
    await store.close();
    const db = new DatabaseSync(join(folder, 'keys.db'));
    db.exec('UPDATE subject SET erased = 1, key = zeroblob(32), mac = zeroblob(32)');
    const crashed = crashedCopy();
    db.close();
    const keysIn = (path: string) => readdirSync(path).filter((file) => readFileSync(join(path, file)).includes(secret!));
    expect(keysIn(crashed)).toEqual(['keys.db']);
    const reopened = openKeyStore(crashed, { create: false });
    expect(keysIn(crashed)).toEqual([]);
    await reopened.close();
    rmSync(crashed, { recursive: true });
    store = openKeyStore(folder);
  });
});

describe('opening the key store', () => {
  const problemOf = (options?: { create: boolean }): string => {
    try {
      void openKeyStore(folder, options).close();
    } catch (error) {
      if (error instanceof KeyStoreUnusable) return error.problem;
      throw error;
    }
    return 'none';
  };

  it('is for one process, and its file for its owner alone', () => {
    expect(problemOf()).toBe('in-use');
    expect(statSync(join(folder, 'keys.db')).mode & 0o077).toBe(0);
  });

  it('refuses to make a new store where one must exist', async () => {
    await store.close();
    rmSync(join(folder, 'keys.db'));
    expect(problemOf({ create: false })).toBe('missing');
    store = openKeyStore(folder);
  });

  it.each<[string, (file: string) => void]>([
    ['is no database', (file) => writeFileSync(file, 'x'.repeat(8_192))],
    ['was cut', (file) => truncateSync(file, statSync(file).size - 4_096)],
    ['lost its secret', (file) => change(file, 'DELETE FROM secret')],
    ['holds a key cut short', (file) => change(file, "PRAGMA ignore_check_constraints = ON; UPDATE subject SET key = x'00' WHERE row = 7")],
    ['has a format of the past', (file) => change(file, 'PRAGMA user_version = 1')],
    ['has a format of the future', (file) => change(file, 'PRAGMA user_version = 99')],
  ])('refuses a file that %s, and leaves it as it was', async (_, harm) => {
    await Promise.all(Array.from({ length: 200 }, (_person, i) => store.subjectFor(someone(i))));
    await store.close();
    const file = join(folder, 'keys.db');
    harm(file);
    const size = statSync(file).size;
    expect(problemOf()).toBe('damaged');
    expect(statSync(file).size).toBe(size);
    rmSync(folder, { recursive: true });
    store = openKeyStore(folder);
  });
});
