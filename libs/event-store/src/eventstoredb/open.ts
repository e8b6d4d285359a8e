import type { EventStore } from '../port.ts';
import type { Upcasters } from '../upcaster.ts';
import { readConnectionString } from './connection-string.ts';
import { StreamNames } from './names.ts';

export interface EventStoreDbOptions {
  readonly upcasters?: Upcasters;
  /** Put before the name of every stream, so that several installations can share an engine. None unless told. */
  readonly prefix?: string;
  /** Told, in Spanish, each time that a follower lost the engine and is about to try again. */
  readonly onTrouble?: (error: Error) => void;
}

/**
 * The event store on EventStoreDB or KurrentDB, once the engine has answered. The client, and gRPC with it, is loaded here
 * and nowhere else.
 * @throws EventStoreDbError when the connection string can't be used, or the engine can't be reached or lets us not in
 */
export async function openEventStoreDb(url: string, { upcasters = {}, prefix = '', onTrouble = () => undefined }: EventStoreDbOptions = {}): Promise<EventStore> {
  const to = readConnectionString(url);
  const [{ Connection }, { EventStoreDb }] = await Promise.all([import('./connection.ts'), import('./event-store-db.ts')]);
  const store = new EventStoreDb(new Connection(to), new StreamNames(prefix), { upcasters, onTrouble });
  try {
    await store.head();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
