import { randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashOf, readChecked, receive } from './content.ts';
import { isSha256, type DamagedFile, type FileContent, type FileStore, type PutOptions, type StoredFile } from './file-store.ts';
import { sniff } from './media-type.ts';

const arrivals = '.arriving';

/**
 * Files under a folder, `ab/cdef…` by their SHA-256. What a crash left half-written is swept away here, so a folder
 * belongs to one process (the data folder's lock sees to that).
 */
export async function openDiskFileStore(folder: string): Promise<FileStore> {
  await rm(join(folder, arrivals), { recursive: true, force: true });
  await mkdir(join(folder, arrivals), { recursive: true, mode: 0o700 });
  await syncToDisk(dirname(folder));
  return new DiskFileStore(folder);
}

class DiskFileStore implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(content: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredFile> {
    const arriving = join(this.#folder, arrivals, randomUUID());
    try {
      const stored = await receive(content, arriving, options);
      await this.#publish(arriving, stored.sha256);
      return stored;
    } finally {
      await rm(arriving, { force: true });
    }
  }

  async get(sha256: string): Promise<FileContent | undefined> {
    if (!isSha256(sha256)) return undefined;
    const path = this.#pathOf(sha256);
    const found = await stat(path).catch(unlessMissing);
    if (!found) return undefined;
    return { bytes: found.size, mediaType: (await sniff(path)) ?? 'application/octet-stream', stream: readChecked(() => createReadStream(path), sha256) };
  }

  async *verify(onChecked?: (name: string) => void): AsyncGenerator<DamagedFile, void> {
    for (const shard of await readdir(this.#folder, { withFileTypes: true })) {
      if (shard.name === arrivals) continue;
      for (const file of shard.isDirectory() ? await readdir(join(this.#folder, shard.name), { withFileTypes: true }) : [undefined]) {
        const damaged = await this.#examine(shard, file);
        onChecked?.(file ? shard.name + file.name : shard.name);
        if (damaged) yield damaged;
      }
    }
  }

  /** Whole at once or not at all: what the new name shows is already on the disk. Over a damaged twin, it heals it. */
  async #publish(arriving: string, sha256: string): Promise<void> {
    const shard = join(this.#folder, sha256.slice(0, 2));
    await mkdir(shard, { recursive: true, mode: 0o700 });
    await rename(arriving, this.#pathOf(sha256));
    await syncToDisk(shard);
    await syncToDisk(this.#folder);
  }

  async #examine(shard: Dirent, file: Dirent | undefined): Promise<DamagedFile | undefined> {
    const sha256 = shard.name + (file?.name ?? '');
    if (!file?.isFile() || shard.name.length !== 2 || !isSha256(sha256)) {
      return { name: file ? `${shard.name}/${file.name}` : shard.name, problem: 'stray' };
    }
    const actual = await hashOf(createReadStream(this.#pathOf(sha256))).catch(() => undefined);
    if (actual === sha256) return undefined;
    return { name: sha256, problem: actual === undefined ? 'unreadable' : 'altered' };
  }

  #pathOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256.slice(2));
  }
}

async function syncToDisk(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
