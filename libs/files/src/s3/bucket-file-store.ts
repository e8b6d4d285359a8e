import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { hashOf, readChecked, receive } from '../content.ts';
import { isSha256, type DamagedFile, type FileContent, type FileStore, type PutOptions, type StoredFile } from '../file-store.ts';
import { isMediaType } from '../media-type.ts';
import type { Place } from './place.ts';
import { unavailable } from './unavailable.ts';

export interface S3FileStore extends FileStore {
  close(): void;
}

/** Each file is an object named by its SHA-256. What arrives waits in a folder of this machine until it is whole and known. */
export class BucketFileStore implements S3FileStore {
  readonly #client: S3Client;
  readonly #place: Place;

  private constructor(client: S3Client, place: Place) {
    this.#client = client;
    this.#place = place;
  }

  static async open(place: Place, timeoutMs: number): Promise<BucketFileStore> {
    const { endpoint, region, credentials } = place;
    const client = new S3Client({
      endpoint,
      region,
      ...(credentials && { credentials }),
      forcePathStyle: true,
      maxAttempts: 2,
      logger: silent,
      requestHandler: { connectionTimeout: timeoutMs, requestTimeout: 60_000, throwOnRequestTimeout: true },
      // We check what we read by its name; the client would end the stream before us.
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    const store = new BucketFileStore(client, place);
    await store.#ensureBucket();
    return store;
  }

  async put(content: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredFile> {
    const folder = await mkdtemp(join(tmpdir(), 'arriving-'));
    try {
      const arrived = join(folder, 'content');
      const stored = await receive(content, arrived, options);
      await this.#told(() => this.#send(arrived, stored));
      return stored;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async get(sha256: string): Promise<FileContent | undefined> {
    if (!isSha256(sha256)) return undefined;
    const found = await this.#told(() => this.#client.send(new HeadObjectCommand(this.#object(sha256))).catch(unlessMissing));
    if (!found) return undefined;
    const { ContentLength: bytes = 0, ContentType: mediaType = '' } = found;
    return { bytes, mediaType: isMediaType(mediaType) ? mediaType : 'application/octet-stream', stream: this.#toldWhileRead(readChecked(() => this.#read(sha256), sha256)) };
  }

  async *verify(onChecked?: (name: string) => void): AsyncGenerator<DamagedFile, void> {
    let from: string | undefined;
    do {
      const page = await this.#told(() => this.#client.send(new ListObjectsV2Command({ Bucket: this.#place.bucket, ContinuationToken: from })));
      for (const { Key: name = '' } of page.Contents ?? []) {
        const damaged = await this.#told(() => this.#examine(name));
        onChecked?.(name);
        if (damaged) yield damaged;
      }
      from = page.NextContinuationToken;
    } while (from);
  }

  close(): void {
    this.#client.destroy();
  }

  /** Whole at once or not at all: that is how an object is put, and the store checks the sum. Over a damaged twin, it heals it. */
  async #send(path: string, { sha256, bytes, mediaType }: StoredFile): Promise<void> {
    const ChecksumSHA256 = Buffer.from(sha256, 'hex').toString('base64');
    const send = () => this.#client.send(new PutObjectCommand({ ...this.#object(sha256), Body: createReadStream(path), ContentLength: bytes, ContentType: mediaType, ChecksumSHA256 }));
    // The client sends no stream again; the first time it may have met a connection that had gone stale.
    await send().catch((error: unknown) => {
      if (error instanceof S3ServiceException) throw error;
      return send();
    });
  }

  async #read(sha256: string): Promise<AsyncIterable<Uint8Array>> {
    const { Body } = await this.#client.send(new GetObjectCommand(this.#object(sha256)));
    return Body as unknown as AsyncIterable<Uint8Array>;
  }

  async #examine(name: string): Promise<DamagedFile | undefined> {
    if (!isSha256(name)) return { name, problem: 'stray' };
    const actual = await this.#read(name).then(hashOf).catch((error: unknown) => {
      if (error instanceof S3ServiceException) return undefined;
      throw error;
    });
    return actual === name ? undefined : { name, problem: actual === undefined ? 'unreadable' : 'altered' };
  }

  async #ensureBucket(): Promise<void> {
    const { bucket: Bucket } = this.#place;
    await this.#told(async () => {
      const found = await this.#client.send(new HeadBucketCommand({ Bucket })).catch(unlessMissing);
      if (!found) await this.#client.send(new CreateBucketCommand({ Bucket })).catch(unlessThere);
    });
  }

  #object(Key: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#place.bucket, Key };
  }

  async *#toldWhileRead(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    try {
      yield* stream;
    } catch (error) {
      throw unavailable(error, this.#place);
    }
  }

  /** What the client throws, in words for an operator. */
  async #told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw unavailable(error, this.#place);
    }
  }
}

/** What fails is told once, by us. */
const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404)) throw error;
  return undefined;
}

/** Another process made it in between. */
function unlessThere(error: unknown): void {
  if (!(error instanceof S3ServiceException && /^BucketAlready/.test(error.name))) throw error;
}
