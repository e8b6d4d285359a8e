import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { DeleteBucketCommand, DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { takeS3, type Engine } from '#engines';
import { fileStoreContract, gather, inChunks } from '../testing/file-store-contract.ts';
import { samples, unwanted } from '../testing/sample-files.ts';
import type { S3FileStore } from './bucket-file-store.ts';
import { openS3FileStore } from './open-s3-file-store.ts';
import { placeOf } from './place.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await takeS3();
}, 900_000);

/** A bucket of its own, and a way to it past the store. */
class Bucket {
  readonly name = `files-${randomUUID().slice(0, 13)}`;
  readonly url = Object.assign(new URL(engine.url), { pathname: `/${this.name}` }).href;
  readonly #client: S3Client;

  constructor() {
    const { endpoint, region, credentials } = placeOf(this.url);
    this.#client = new S3Client({ endpoint, region, credentials: credentials!, forcePathStyle: true });
  }

  open = (): Promise<S3FileStore> => openS3FileStore(this.url, { timeoutMs: 1_000 });

  async names(): Promise<readonly string[]> {
    const { Contents = [] } = await this.#client.send(new ListObjectsV2Command({ Bucket: this.name }));
    return Contents.map(({ Key }) => Key!);
  }

  put = (Key: string, Body: Uint8Array) => this.#client.send(new PutObjectCommand({ Bucket: this.name, Key, Body, ContentType: 'application/pdf' }));

  async damage(Key: string): Promise<void> {
    const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.name, Key }));
    const content = await Body!.transformToByteArray();
    content[Math.floor(content.length / 2)]! ^= 1;
    await this.put(Key, content);
  }

  async remove(): Promise<void> {
    for (const Key of await this.names()) await this.#client.send(new DeleteObjectCommand({ Bucket: this.name, Key }));
    await this.#client.send(new DeleteBucketCommand({ Bucket: this.name }));
    this.#client.destroy();
  }
}

fileStoreContract('S3 file store', async () => {
  const bucket = new Bucket();
  const store = await bucket.open();
  return {
    store,
    damage: (sha256) => bucket.damage(sha256),
    close: async () => {
      store.close();
      await bucket.remove();
    },
  };
});

describe('S3 file store: its bucket', () => {
  const pdf = samples['application/pdf'];
  let bucket: Bucket;
  let store: S3FileStore;

  beforeEach(async () => {
    bucket = new Bucket();
    store = await bucket.open();
  });

  afterEach(async () => {
    store.close();
    await bucket.remove();
  });

  const put = (content = pdf) => store.put(inChunks(content), { maxBytes: 1_000 });

  it('holds one object per content, named by its hash', async () => {
    const { sha256 } = await put();
    await put();
    expect(await bucket.names()).toEqual([sha256]);
  });

  it('keeps nothing of what was refused, here or there', async () => {
    const before = await readdir(tmpdir());
    await Promise.all(Object.values(unwanted).map((content) => expect(put(content)).rejects.toMatchObject({ code: expect.stringMatching('^file-') })));
    expect(await bucket.names()).toEqual([]);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('arriving-') && !before.includes(name))).toEqual([]);
  });

  it('is opened again with what it held', async () => {
    const { sha256 } = await put();
    const again = await bucket.open();
    expect(Buffer.concat(await gather((await again.get(sha256))!.stream))).toEqual(Buffer.from(pdf));
    again.close();
  });

  it('is told of what does not belong there', async () => {
    await put();
    await bucket.put('notes.txt', pdf);
    expect(await gather(store.verify())).toEqual([{ name: 'notes.txt', problem: 'stray' }]);
  });

  it('says what and where while the store is away, and goes on when it is back', async () => {
    if (!engine.interrupt) return expect(engine.origin).toBe('url');
    const { sha256 } = await put();
    await engine.interrupt();
    const where = new RegExp(`^No hay conexión con el almacén de archivos en http://127.0.0.1:\\d+ \\(depósito «${bucket.name}»\\)`);
    const away = { name: 'FileStoreUnavailable', message: expect.stringMatching(where) };
    await expect(put()).rejects.toMatchObject(away);
    await expect(store.get(sha256)).rejects.toMatchObject(away);
    await expect(gather(store.verify())).rejects.toMatchObject(away);
    await expect(bucket.open()).rejects.toMatchObject(away);
    await engine.resume!();
    expect(Buffer.concat(await gather((await store.get(sha256))!.stream))).toEqual(Buffer.from(pdf));
  });

  it.each([
    ['user', { username: 'nobody' }],
    ['secret', { password: 'not-this-one' }],
  ])('refuses a wrong %s in a sentence that does not repeat it', async (_, wrong) => {
    const url = Object.assign(new URL(bucket.url), wrong).href;
    const error = await openS3FileStore(url).then(() => undefined, (reason: Error) => reason);
    expect(error).toMatchObject({ name: 'FileStoreUnavailable', message: expect.stringContaining(`depósito «${bucket.name}»`) });
    expect(error!.message).toContain('credenciales');
    for (const secret of Object.values(wrong)) expect(error!.message).not.toContain(secret);
  });
});

// In the order of their writing: after the contract's own.
afterAll(() => engine?.stop());
