import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { FileDamaged, type PutOptions, type StoredFile } from './file-store.ts';
import { checkMediaType, sniff } from './media-type.ts';
import { Meter } from './meter.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** Writes a stream to a new file, durably, and tells what it is. */
export async function receive(content: Bytes, path: string, options: PutOptions): Promise<StoredFile> {
  const meter = new Meter(options);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(meter.through(content));
    const mediaType = checkMediaType(await sniff(path), options);
    await file.sync();
    return { ...meter.result(), mediaType };
  } finally {
    await file.close();
  }
}

/** The last chunk waits for the check, so that nobody takes a damaged file for a whole one. */
export async function* readChecked(read: () => Bytes | Promise<Bytes>, sha256: string): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of await read()) {
    hash.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  if (!held || hash.digest('hex') !== sha256) throw new FileDamaged(sha256);
  yield held;
}

export async function hashOf(content: Bytes): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk);
  return hash.digest('hex');
}

