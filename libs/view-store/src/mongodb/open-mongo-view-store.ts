import type { ViewStore } from '../port.ts';
import { placeOf } from './unavailable.ts';

export interface MongoViewStoreOptions {
  /** Instead of the one that the URL names. */
  readonly database?: string;
  /** Milliseconds until an engine that doesn't answer is told to be unavailable; 5,000 unless told. */
  readonly timeoutMs?: number;
}

/**
 * Views in MongoDB. The client library is loaded here, for nobody else needs it.
 * @throws ViewStoreUnavailable
 */
export async function openMongoViewStore(url: string, { database, timeoutMs = 5_000 }: MongoViewStoreOptions = {}): Promise<ViewStore> {
  const place = placeOf(url, database);
  const { MongoViewStore } = await import('./mongo-view-store.ts');
  return MongoViewStore.open(url, place, timeoutMs);
}
