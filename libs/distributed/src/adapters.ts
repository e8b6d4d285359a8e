import type { Logger } from 'pino';
import { mergeUpcasters, openEventStoreDb } from '#event-store';
import { durableParkingLot, openKafkaFeed, parkedForeign } from '#feed';
import { openS3FileStore } from '#files';
import type { Clock } from '#kernel';
import { openMongoKeyStore } from '#personal-data';
import { viewsOf, type Adapters, type Context } from '#platform';
import { openMongoViewStore, ViewGroup } from '#view-store';
import { followed, kafkaOf, topicIn } from './kafka.ts';
import type { EngineSettings } from './settings.ts';

export interface DistributedOptions {
  /** Of the service: its views, its consumer group, its name to the engines. */
  readonly name: string;
  readonly contexts: readonly Context[];
  /** All contexts of the installation: whose events may come. */
  readonly published: readonly Context[];
  readonly settings: EngineSettings;
  readonly clock: Clock;
  readonly log: Logger;
}

export type DistributedAdapters = Adapters & Required<Pick<Adapters, 'parking'>>;

/** Every port on its engine. What was opened is closed again when something later can't be. */
export async function distributedAdapters({ name, contexts, published, settings, clock, log }: DistributedOptions): Promise<DistributedAdapters> {
  const upcasters = mergeUpcasters(contexts.map((context) => context.upcasters ?? {}));
  const onProblem = (error: Error) => log.error({ err: error }, 'engines');
  const closing: (() => Promise<void> | void)[] = [];
  const opened = async <T extends { close(): Promise<void> | void }>(opening: Promise<T>): Promise<T> => {
    const engine = await opening;
    closing.unshift(() => engine.close());
    return engine;
  };
  const close = async () => {
    for (const end of closing.splice(0)) await end();
  };
  const group = `${settings.NAMESPACE}-${name}`;
  try {
    const store = await opened(openEventStoreDb(settings.EVENTSTORE_URL, { upcasters, prefix: `${settings.NAMESPACE}.`, onTrouble: onProblem }));
    const documents = await opened(openMongoViewStore(settings.MONGODB_URL, { database: group }));
    const keys = await opened(openMongoKeyStore(settings.MONGODB_URL, { database: `${settings.NAMESPACE}-keys`, secret: settings.KEYS_SECRET }));
    const files = await opened(openS3FileStore(settings.S3_URL, { bucket: settings.S3_BUCKET ?? settings.NAMESPACE }));
    // One for the whole installation: a message that several services meet waits once, and one person's word is enough.
    const parking = () => durableParkingLot(store, settings.NAMESPACE, clock);
    const feed = await openKafkaFeed({
      connection: kafkaOf(settings, group),
      topics: followed(published, contexts).map(topicIn(settings)),
      upcasters,
      onForeign: (message, why) => parking().park(parkedForeign(message), why.message),
    });
    const views = new ViewGroup({ name: group, ...viewsOf(contexts), log: store, feed, store: documents, clock, onProblem });
    return { store, views, keys, files, sessionSecret: settings.SESSION_SECRET ?? new Uint8Array(), parking, close };
  } catch (error) {
    await close();
    throw error;
  }
}
