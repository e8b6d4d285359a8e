import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { existingFile, FileDamaged, type DamagedFile, type FileStore } from '../file-store.ts';
import { acceptedByDefault, type MediaType } from '../media-type.ts';
import { samples, unwanted } from './sample-files.ts';

export interface FileStoreHarness {
  readonly store: FileStore;
  /** Changes the stored content of a file behind the store's back, keeping its length. */
  damage(sha256: string): Promise<void>;
  close(): Promise<void>;
}

const pdf = samples['application/pdf'];
const limit = { maxBytes: 1_000_000 };
let made = 0;

/** A PDF that no other test has stored. */
const freshPdf = (bytes = 100): Uint8Array => Buffer.concat([pdf, Buffer.from(`%${(made += 1)}\n`), Buffer.alloc(bytes, 'x')]);

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

export async function* inChunks(content: Uint8Array, size = content.length): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = [];
  for await (const item of items) gathered.push(item);
  return gathered;
}

const refusal = (code: string) => expect.objectContaining({ code, problem: expect.objectContaining({ field: 'annexes.0.file' }) });

/** What every adapter of {@link FileStore} must do. */
export function fileStoreContract(name: string, open: () => Promise<FileStoreHarness>): void {
  let harness: FileStoreHarness;

  beforeAll(async () => {
    harness = await open();
  });

  afterAll(() => harness.close());

  const put = (content: AsyncIterable<Uint8Array>, options: { maxBytes?: number; allowed?: readonly MediaType[]; declared?: string } = {}) =>
    harness.store.put(content, { ...limit, field: 'annexes.0.file', ...options });

  const contentOf = async (sha256: string): Promise<Uint8Array> =>
    Buffer.concat(await gather((await existingFile(harness.store, sha256)).stream));

  const damagedFiles = (): Promise<DamagedFile[]> => gather(harness.store.verify());

  describe(`${name}: storing`, () => {
    it.each(acceptedByDefault)('%s comes back as it was, with size, type and hash', async (mediaType) => {
      const content = samples[mediaType];
      const stored = await put(inChunks(content));
      expect(stored).toEqual({ sha256: sha256Of(content), bytes: content.length, mediaType });
      expect(await harness.store.get(stored.sha256)).toMatchObject({ bytes: content.length, mediaType });
      expect(Buffer.compare(await contentOf(stored.sha256), content)).toBe(0);
    });

    it('does not depend on how the stream is cut', async () => {
      const content = freshPdf(3_000);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 3_200 }), async (size) => {
          expect((await put(inChunks(content, size))).sha256).toBe(sha256Of(content));
        }),
        { numRuns: 20 },
      );
    });

    it('keeps large content whole', async () => {
      const content = freshPdf(5_000_000);
      const { sha256, bytes } = await put(inChunks(content, 65_536), { maxBytes: 6_000_000 });
      expect(bytes).toBe(content.length);
      expect(sha256Of(await contentOf(sha256))).toBe(sha256);
    });

    it('answers the same for the same content, also at the same time', async () => {
      const content = freshPdf();
      const together = await Promise.all([put(inChunks(content, 7)), put(inChunks(content)), put(inChunks(content, 50))]);
      const later = await put(inChunks(content));
      expect(together).toEqual([later, later, later]);
      expect(sha256Of(await contentOf(later.sha256))).toBe(later.sha256);
    });

    it('shows a file only when it is whole', async () => {
      const content = freshPdf();
      let visible: unknown = 'not asked';
      const slow = async function* (): AsyncGenerator<Uint8Array, void> {
        yield content.subarray(0, -1);
        visible = await harness.store.get(sha256Of(content));
        yield content.subarray(-1);
      };
      const { sha256 } = await put(slow());
      expect(visible).toBeUndefined();
      expect(await harness.store.get(sha256)).toBeDefined();
    });

    it('leaves nothing behind of a stream that fails', async () => {
      const content = freshPdf();
      const broken = async function* (): AsyncGenerator<Uint8Array, void> {
        yield content;
        throw new Error('the sender went away');
      };
      await expect(put(broken())).rejects.toThrow('the sender went away');
      expect(await harness.store.get(sha256Of(content))).toBeUndefined();
    });
  });

  describe(`${name}: refusing`, () => {
    it('an empty file, in no chunk or in empty ones', async () => {
      await expect(put(inChunks(Buffer.alloc(0)))).rejects.toEqual(refusal('file-empty'));
      const empties = async function* (): AsyncGenerator<Uint8Array, void> {
        yield Buffer.alloc(0);
        yield Buffer.alloc(0);
      };
      await expect(put(empties())).rejects.toEqual(refusal('file-empty'));
    });

    it('one byte above the limit, not one at the limit', async () => {
      const content = freshPdf();
      await expect(put(inChunks(content), { maxBytes: content.length - 1 })).rejects.toEqual(refusal('file-too-large'));
      expect(await harness.store.get(sha256Of(content))).toBeUndefined();
      expect((await put(inChunks(content), { maxBytes: content.length })).bytes).toBe(content.length);
    });

    it('an endless stream at once, and closes it', async () => {
      let sent = 0;
      let closed = false;
      const endless = async function* (): AsyncGenerator<Uint8Array, void> {
        try {
          for (;;) {
            sent += 1_000;
            yield Buffer.alloc(1_000, 'x');
          }
        } finally {
          closed = true;
        }
      };
      await expect(put(endless(), { maxBytes: 10_000 })).rejects.toEqual(refusal('file-too-large'));
      expect({ sent, closed }).toEqual({ sent: 11_000, closed: true });
    });

    it.each(Object.keys(unwanted))('%s, under any declaration', async (kind) => {
      const content = unwanted[kind]!;
      await expect(put(inChunks(content))).rejects.toEqual(refusal('file-type-not-allowed'));
      await expect(put(inChunks(content), { declared: 'text/plain' })).rejects.toEqual(refusal('file-type-not-allowed'));
      await expect(put(inChunks(content), { declared: 'application/pdf' })).rejects.toEqual(refusal('file-type-mismatch'));
      expect(await harness.store.get(sha256Of(content))).toBeUndefined();
    });

    it('a type that this caller does not take', async () => {
      await expect(put(inChunks(samples['image/png']), { allowed: ['application/pdf'] })).rejects.toEqual(refusal('file-type-not-allowed'));
    });

    it('content that is not what was declared, in whatever spelling', async () => {
      const jpeg = samples['image/jpeg'];
      await expect(put(inChunks(jpeg), { declared: 'application/pdf' })).rejects.toEqual(refusal('file-type-mismatch'));
      for (const declared of ['image/jpeg', 'IMAGE/JPG; q=1', 'application/octet-stream', '']) {
        expect((await put(inChunks(jpeg), { declared })).mediaType).toBe('image/jpeg');
      }
    });
  });

  describe(`${name}: finding and verifying`, () => {
    it.each(['0'.repeat(64), '', 'x', '../../etc/passwd', `../${'a'.repeat(61)}`, 'A'.repeat(64), `${'a'.repeat(64)}\n`])(
      'nothing is found under %p',
      async (sha256) => {
        expect(await harness.store.get(sha256)).toBeUndefined();
        await expect(existingFile(harness.store, sha256)).rejects.toEqual(expect.objectContaining({ code: 'file-not-found' }));
      },
    );

    it('finds every file sound, and tells of each as it goes', async () => {
      const { sha256 } = await put(inChunks(freshPdf()));
      const checked: string[] = [];
      expect(await gather(harness.store.verify((file) => checked.push(file)))).toEqual([]);
      expect(checked).toContain(sha256);
      expect(new Set(checked).size).toBe(checked.length);
    });

    it('names a damaged file, never serves it whole, and heals it when the content comes again', async () => {
      const content = freshPdf(200_000);
      const { sha256 } = await put(inChunks(content));
      await harness.damage(sha256);
      expect(await damagedFiles()).toEqual([{ name: sha256, problem: 'altered' }]);
      const served: Uint8Array[] = [];
      const serve = async (): Promise<void> => {
        for await (const chunk of (await existingFile(harness.store, sha256)).stream) served.push(chunk);
      };
      await expect(serve()).rejects.toThrow(FileDamaged);
      expect(Buffer.concat(served).length).toBeLessThan(content.length);
      await put(inChunks(content));
      expect(await damagedFiles()).toEqual([]);
    });
  });
}
