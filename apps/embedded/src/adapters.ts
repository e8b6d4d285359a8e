import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { DamagedLog, EmbeddedEventStore } from '#event-store';
import { openDiskFileStore } from '#files';
import type { Clock } from '#kernel';
import { openKeyStore } from '#personal-data';
import { checkLogFile, damaged, DataFolderError, secretOf, type Adapters, type DataFolder } from '#platform';
import { EmbeddedViewStore } from '#view-store';
import { startCheckpointer } from './checkpointer.ts';
import { groupName, upcasters } from './contexts.ts';
import { viewsHere, viewsInThread } from './views.ts';

const logName = 'log.db';
const viewsName = 'views.db';

export interface EmbeddedAdaptersOptions {
  readonly clock: Clock;
  readonly onProblem: (error: Error) => void;
  readonly viewsInThread: boolean;
}

/** The secret that signs demo sessions, and with which this machine's commands reach the running platform. */
export const sessionSecretOf = (folder: DataFolder): Buffer => secretOf(folder, 'session.key', () => randomBytes(32));

/** Every port on files of one folder. @throws DataFolderError where they are damaged or less than they were */
export async function embeddedAdapters(folder: DataFolder, options: EmbeddedAdaptersOptions): Promise<Adapters> {
  const [logFile, viewsFile] = [folder.file(logName), folder.file(viewsName)];
  checkLogFile(folder, logName);
  let durable: (position: number) => void = () => undefined;
  const store = openLog(folder, options.clock, (position) => durable(position));
  const head = await store.head();
  await checkViews(folder, head);
  const keys = await openKeyStore(folder.file('keys'), { create: head === 0 });
  const files = await openDiskFileStore(folder.file('files'));
  const make = options.viewsInThread ? viewsInThread : viewsHere;
  const { views, durable: tell } = make({ logFile, viewsFile, log: store, ...options });
  durable = tell;
  const stopCheckpointer = startCheckpointer([logFile, viewsFile]);
  const close = async () => {
    await stopCheckpointer();
    await store.close();
    await keys.close();
  };
  return { store, views, keys, files, sessionSecret: sessionSecretOf(folder), close };
}

function openLog(folder: DataFolder, clock: Clock, onDurable: (position: number) => void): EmbeddedEventStore {
  const file = folder.file(logName);
  if (!existsSync(file) && existsSync(folder.file(viewsName))) {
    throw new DataFolderError(`Falta el registro «${file}», pero existen vistas hechas de él. Restáurelo desde una copia de seguridad.`);
  }
  try {
    return new EmbeddedEventStore({ file, clock, upcasters, onDurable });
  } catch (error) {
    if (error instanceof DamagedLog || isDamage(error)) throw damaged(folder, logName, (error as Error).message);
    throw error;
  }
}

/** Views that saw more than the log holds prove that it lost something. Damaged views are only built anew. */
async function checkViews(folder: DataFolder, head: number): Promise<void> {
  const file = folder.file(viewsName);
  try {
    const store = new EmbeddedViewStore({ file });
    const { position } = await store.group(groupName);
    await store.close();
    if (position > head) throw damaged(folder, logName, `le faltan eventos: termina en la posición ${head}, y las vistas ya habían visto hasta la ${position}`);
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
  }
}

const isDamage = (error: unknown): boolean => /malformed|not a database|corrupt/i.test((error as Error).message);
