import { mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDiskFileStore } from './disk-file-store.ts';
import type { FileStore } from './file-store.ts';
import { fileStoreContract, gather, inChunks } from './testing/file-store-contract.ts';
import { samples, unwanted } from './testing/sample-files.ts';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'files-'));

async function flipMiddleByte(path: string): Promise<void> {
  const file = await open(path, 'r+');
  const at = Math.floor((await file.stat()).size / 2);
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, at);
  await file.write(Buffer.from([buffer[0]! ^ 1]), 0, 1, at);
  await file.close();
}

fileStoreContract('disk file store', async () => {
  const folder = await newFolder();
  return {
    store: await openDiskFileStore(folder),
    damage: (sha256) => flipMiddleByte(join(folder, sha256.slice(0, 2), sha256.slice(2))),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('disk file store: its folder', () => {
  const pdf = samples['application/pdf'];
  let folder: string;
  let store: FileStore;

  beforeEach(async () => {
    folder = await newFolder();
    store = await openDiskFileStore(folder);
  });

  afterEach(() => rm(folder, { recursive: true }));

  const filesOnDisk = async (): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  };

  it('holds one file per content, named by its hash, for its owner alone', async () => {
    const { sha256 } = await store.put(inChunks(pdf), { maxBytes: 1_000 });
    await store.put(inChunks(pdf, 3), { maxBytes: 1_000 });
    const path = `${sha256.slice(0, 2)}/${sha256.slice(2)}`;
    expect(await filesOnDisk()).toEqual([path]);
    expect((await stat(join(folder, path))).mode & 0o077).toBe(0);
  });

  it('keeps nothing of what was refused', async () => {
    const refused = Object.values(unwanted).map((content) => store.put(inChunks(content), { maxBytes: 1_000 }));
    const settled = await Promise.allSettled([...refused, store.put(inChunks(pdf), { maxBytes: 10 })]);
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
    expect(await filesOnDisk()).toEqual([]);
  });

  it('takes a Node stream, and destroys it when it is too large', async () => {
    const stream = Readable.from([pdf, pdf, pdf]);
    await expect(store.put(stream, { maxBytes: pdf.length })).rejects.toMatchObject({ code: 'file-too-large' });
    expect(stream.destroyed).toBe(true);
  });

  it('loses what a crash left half-written, and nothing else, when it is opened again', async () => {
    const { sha256 } = await store.put(inChunks(pdf), { maxBytes: 1_000 });
    const arriving = (await readdir(folder)).find((name) => name !== sha256.slice(0, 2))!;
    await writeFile(join(folder, arriving, 'half'), pdf.subarray(0, 20));
    const reopened = await openDiskFileStore(folder);
    expect(await filesOnDisk()).toEqual([`${sha256.slice(0, 2)}/${sha256.slice(2)}`]);
    expect(await reopened.get(sha256)).toBeDefined();
  });

  it('holds no open file for content that was asked for and never read', async () => {
    const { sha256 } = await store.put(inChunks(pdf), { maxBytes: 1_000 });
    const before = (await readdir('/dev/fd')).length;
    await Promise.all(Array.from({ length: 50 }, () => store.get(sha256)));
    expect((await readdir('/dev/fd')).length).toBeLessThan(before + 10);
  });

  it('is told of what does not belong there', async () => {
    await mkdir(join(folder, 'ab'));
    await writeFile(join(folder, 'ab', 'notes.txt'), 'x');
    await writeFile(join(folder, 'readme'), 'x');
    const found = await gather(store.verify());
    expect(found).toEqual(
      expect.arrayContaining([
        { name: 'ab/notes.txt', problem: 'stray' },
        { name: 'readme', problem: 'stray' },
      ]),
    );
    expect(found).toHaveLength(2);
  });
});
