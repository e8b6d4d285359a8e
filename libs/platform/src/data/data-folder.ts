import { copyFileSync, existsSync, mkdirSync, openSync, closeSync, readFileSync, readSync, renameSync, statSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The data folder cannot be used; the message (Spanish) says why and what to do. Nothing was changed in it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** The one folder that holds everything durable, locked for this process until it ends (however it ends). */
export class DataFolder {
  readonly path: string;
  readonly #lock: DatabaseSync;

  constructor(path: string) {
    this.path = path;
    try {
      mkdirSync(path, { recursive: true });
    } catch (error) {
      throw new DataFolderError(`No se puede crear la carpeta de datos «${path}»: ${(error as Error).message}`);
    }
    this.#lock = takeLock(this.file('lock.db'), path);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Tells other commands of this machine where the running platform answers. */
  announce(address: { readonly url: string; readonly secret: string }): void {
    writeFileSync(this.file('server.json'), JSON.stringify({ ...address, pid: process.pid }), { mode: 0o600 });
  }

  close(): void {
    rmSync(this.file('server.json'), { force: true });
    this.#lock.close();
  }
}

/** An exclusive lock of the operating system, by way of an open write transaction: it goes with the process. */
function takeLock(file: string, folder: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(file);
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    if (!/locked|busy/.test((error as Error).message)) throw new DataFolderError(`No se puede usar la carpeta de datos «${folder}»: ${(error as Error).message}`);
    throw new DataFolderError(`La carpeta de datos «${folder}» ya está en uso por otro proceso. Deténgalo, o elija otra carpeta con DATA_DIR.`);
  }
}

const header = 'SQLite format 3\0';

/**
 * Looks at the log's file before it is opened; `traces` are files that only exist where there was a log. A damaged or truncated one is copied aside and reported:
 * the platform never starts silently on less than it had.
 */
export function checkLogFile(folder: DataFolder, name: string, traces: readonly string[]): void {
  const file = folder.file(name);
  if (!existsSync(file)) {
    const left = [`${name}-wal`, ...traces].find((trace) => existsSync(folder.file(trace)));
    if (left) throw new DataFolderError(`Falta el registro «${file}», pero existe «${left}», que se hizo con él. Restaure el registro desde una copia de seguridad.`);
    return;
  }
  const damage = damageOf(file, (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0);
  if (damage) throw damaged(folder, name, damage);
}

/**
 * `journalled`: a journal lies beside the file, so the platform did not end in order. A checkpoint that was cut off has
 * written the first page, which tells the new size, and not yet the pages that the size counts; the journal has them all.
 * Whether it does is seen when the events are read.
 */
function damageOf(file: string, journalled: boolean): string | undefined {
  const size = statSync(file).size;
  if (size === 0) return undefined;
  const head = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head, 0, 100, 0);
  } finally {
    closeSync(descriptor);
  }
  if (head.toString('latin1', 0, 16) !== header) return 'la cabecera del archivo no es la de un registro';
  const pageSize = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  const expected = head.readUInt32BE(28) * pageSize;
  if (size < expected && !journalled) return `el archivo está truncado: tiene ${size} bytes y debería tener al menos ${expected}`;
  return undefined;
}

/** Copies the file (and its write-ahead log) aside and says what is wrong. */
export function damaged(folder: DataFolder, name: string, what: string): DataFolderError {
  const aside = folder.file(`damaged-${new Date().toISOString().replaceAll(':', '')}`);
  mkdirSync(aside, { recursive: true });
  for (const part of [name, `${name}-wal`]) if (existsSync(folder.file(part))) copyFileSync(folder.file(part), join(aside, part));
  return new DataFolderError(
    `El registro «${folder.file(name)}» está dañado: ${what}. Se guardó una copia en «${aside}» y no se inició nada. Restaure el registro desde una copia de seguridad.`,
  );
}

/** A secret of this folder, made on first use. */
export function secretOf(folder: DataFolder, name: string, make: () => Buffer): Buffer {
  const file = folder.file(name);
  if (!existsSync(file)) {
    // Whole at once or not at all: a crash in between would leave an empty secret for good.
    writeFileSync(`${file}.new`, make(), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file);
}
