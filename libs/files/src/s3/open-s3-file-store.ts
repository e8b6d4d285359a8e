import type { S3FileStore } from './bucket-file-store.ts';
import { placeOf } from './place.ts';

export interface S3FileStoreOptions {
  /** Instead of the one that the URL names. */
  readonly bucket?: string;
  /** Milliseconds until a store that doesn't answer is told to be unavailable; 5,000 unless told. */
  readonly timeoutMs?: number;
}

/**
 * Files in a bucket of an S3-compatible store, `https://user:secret@host/bucket?region=…`; a bucket that is missing is made.
 * The client library is loaded here, for nobody else needs it.
 * @throws FileStoreUnavailable
 */
export async function openS3FileStore(url: string, { bucket, timeoutMs = 5_000 }: S3FileStoreOptions = {}): Promise<S3FileStore> {
  const place = placeOf(url, bucket);
  const { BucketFileStore } = await import('./bucket-file-store.ts');
  return BucketFileStore.open(place, timeoutMs);
}
