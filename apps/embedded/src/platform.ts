import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { intake } from '#contexts/intake';
import { reference, seed } from '#contexts/reference';
import { describeChanges, supervision } from '#contexts/supervision';
import { DamagedLog, EmbeddedEventStore, mergeUpcasters, type EventStore } from '#event-store';
import { openDiskFileStore } from '#files';
import { systemClock, type Clock } from '#kernel';
import { openKeyStore } from '#personal-data';
import { checkLogFile, createLog, damaged, DataFolder, DataFolderError, runService, secretOf, type Adapters, type Config, type Context, type Running, type Services } from '#platform';
import { EmbeddedViewStore } from '#view-store';
import { demoDesks } from './demo-desks.ts';

export const contexts: readonly Context[] = [reference, intake, supervision];

const logName = 'log.db';

export interface PlatformOptions {
  readonly clock?: Clock;
  readonly webRoot?: string;
  /** Puts something between the platform and its log: a double for a benchmark, a fault for a test. */
  readonly wrapStore?: (store: EventStore) => EventStore;
}

/** Everything in one process, on files of one folder. */
export async function startPlatform(config: Config, { wrapStore = (store) => store, ...options }: PlatformOptions = {}): Promise<Running> {
  const folder = new DataFolder(config.dataDir);
  try {
    const real = await embeddedAdapters(folder, options.clock ?? systemClock);
    const adapters = { ...real, store: wrapStore(real.store) };
    const log = createLog(config);
    const running = await runService({ config, adapters, contexts, log, describe: describeChanges, prepare: config.seed ? prepare : undefined, ...options });
    folder.announce({ url: running.url, secret: secretOf(folder, 'session.key', newSecret).toString('base64url') });
    return { ...running, close: () => running.close().finally(() => folder.close()) };
  } catch (error) {
    folder.close();
    throw error;
  }
}

/** What a new platform starts with. */
async function prepare(services: Services): Promise<void> {
  await seed(services);
  await demoDesks(services);
}

const newSecret = (): Buffer => randomBytes(32);

async function embeddedAdapters(folder: DataFolder, clock: Clock): Promise<Adapters> {
  checkLogFile(folder, logName);
  const store = openLog(folder, clock);
  const head = await store.head();
  const viewStore = new EmbeddedViewStore({ file: folder.file('views.db') });
  const { position } = await viewStore.group('supervision');
  if (position > head) throw damaged(folder, logName, `le faltan eventos: termina en la posición ${head}, y las vistas ya habían visto hasta la ${position}`);
  const keys = await openKeyStore(folder.file('keys'), { create: head === 0 });
  const files = await openDiskFileStore(folder.file('files'));
  const close = async () => {
    await store.close();
    await viewStore.close();
    await keys.close();
  };
  return { store, viewStore, keys, files, sessionSecret: secretOf(folder, 'session.key', newSecret), close };
}

function openLog(folder: DataFolder, clock: Clock): EmbeddedEventStore {
  try {
    const fresh = !existsSync(folder.file(logName));
    if (fresh && existsSync(folder.file('views.db'))) throw new DataFolderError(`Falta el registro «${folder.file(logName)}», pero existen vistas hechas de él. Restáurelo desde una copia de seguridad.`);
    return new EmbeddedEventStore({ file: folder.file(logName), clock, upcasters: mergeUpcasters(contexts.map(({ upcasters = {} }) => upcasters)) });
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof DamagedLog || /malformed|not a database|corrupt/i.test(message)) throw damaged(folder, logName, message);
    throw error;
  }
}

/** Where the build leaves the screens. */
export const builtScreens = (): string => join(import.meta.dirname, '../../../web');
