import type { KeyStore } from '../key-store.ts';
import { placeOf } from './place.ts';
import { Secret } from './secret.ts';

export interface MongoKeyStoreOptions {
  /** `KEYS_SECRET`: 32 bytes in base64, under which the keys lie wrapped. Without it the store is refused. */
  readonly secret: string | undefined;
  /** Instead of the one that the URL names; `conectamef-keys` where neither does. */
  readonly database?: string;
  /** `false`: a missing store is an error. Where a log already exists, a new store would mean that everyone is lost. */
  readonly create?: boolean;
  /** Milliseconds until an engine that doesn't answer is told to be unavailable; 5,000 unless told. */
  readonly timeoutMs?: number;
}

/**
 * The key store of several processes, in MongoDB. The client library is loaded here, for nobody else needs it.
 * @throws KeyStoreUnusable
 */
export async function openMongoKeyStore(url: string, { secret, database, create = true, timeoutMs = 5_000 }: MongoKeyStoreOptions): Promise<KeyStore> {
  const key = new Secret(secret);
  const place = placeOf(url, database);
  const { MongoKeyStore } = await import('./mongo-key-store.ts');
  return MongoKeyStore.open(url, place, { secret: key, create, timeoutMs });
}
