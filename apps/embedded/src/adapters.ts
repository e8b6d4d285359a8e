import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DamagedLog, EmbeddedEventStore } from '#event-store';
import { openDiskFileStore } from '#files';
import type { Clock } from '#kernel';
import { openKeyStore } from '#personal-data';
import { checkLogFile, damaged, secretOf, type Adapters, type DataFolder } from '#platform';
import { EmbeddedViewStore } from '#view-store';
import { checkOlderEvents, readThrough, uncheckedUpTo } from './check-log.ts';
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
  checkLogFile(folder, logName, [viewsName, 'keys/keys.db']);
  let durable: (position: number) => void = () => undefined;
  const store = openLog(folder, options.clock, (position) => durable(position));
  const head = await store.head();
  await checkNewest(folder, store, head);
  await checkViews(folder, head);
  const keys = await openKeyStore(folder.file('keys'), { create: head === 0 });
  const files = await openDiskFileStore(folder.file('files'));
  const make = options.viewsInThread ? viewsInThread : viewsHere;
  const { views, durable: tell } = make({ logFile, viewsFile, log: store, ...options });
  durable = tell;
  const stopCheckpointer = startCheckpointer([logFile, viewsFile]);
  const alarms: string[] = [];
  const stopCheck = checkOlderEvents(logFile, uncheckedUpTo(head), (what) => {
    alarms.push(`El registro está dañado: ${what}. Detenga la plataforma y restáurelo desde una copia de seguridad.`);
    options.onProblem(new Error(`the log is damaged: ${what}`));
  });
  const close = async () => {
    await stopCheck();
    await stopCheckpointer();
    await store.close();
    await keys.close();
  };
  return { store, views, keys, files, sessionSecret: sessionSecretOf(folder), alarms: () => alarms, close };
}

function openLog(folder: DataFolder, clock: Clock, onDurable: (position: number) => void): EmbeddedEventStore {
  const file = folder.file(logName);
  try {
    return new EmbeddedEventStore({ file, clock, upcasters, onDurable });
  } catch (error) {
    if (error instanceof DamagedLog || isDamage(error)) throw damaged(folder, logName, (error as Error).message);
    throw error;
  }
}

/** Reads the newest events again: nothing starts on a log that is damaged or less than it was. */
async function checkNewest(folder: DataFolder, store: EmbeddedEventStore, head: number): Promise<void> {
  try {
    quickCheck(folder.file(logName));
    await readThrough(store, uncheckedUpTo(head), head);
  } catch (error) {
    await store.close().catch(() => undefined);
    throw damaged(folder, logName, (error as Error).message);
  }
}

/** Views that saw more than the log holds prove that it lost something. Damaged views are only built anew. */
async function checkViews(folder: DataFolder, head: number): Promise<void> {
  const file = folder.file(viewsName);
  try {
    quickCheck(file);
    const store = new EmbeddedViewStore({ file });
    const { position } = await store.group(groupName);
    await store.close();
    if (position > head) throw damaged(folder, logName, `le faltan eventos: termina en la posición ${head}, y las vistas ya habían visto hasta la ${position}`);
  } catch (error) {
    if (!isDamage(error)) throw error;
    for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true });
  }
}

/** Files of up to so many bytes are checked page by page at the start; in larger ones damage shows when it is met. */
const checkedBytes = 64 * 1_048_576;

function quickCheck(file: string): void {
  if (!existsSync(file) || statSync(file).size > checkedBytes) return;
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const [row] = db.prepare('PRAGMA quick_check(1)').all() as { readonly quick_check: string }[];
    if (row?.quick_check !== 'ok') throw new Error(`malformed: ${row?.quick_check}`);
  } finally {
    db.close();
  }
}

const isDamage = (error: unknown): boolean => /malformed|not a database|corrupt/i.test((error as Error).message);
