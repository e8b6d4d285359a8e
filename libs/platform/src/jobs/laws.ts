import { z } from 'zod';
import { documentId, registerId } from '#contracts';
import type { LogLaw } from '#event-store';
import { SealDamaged, UnknownSubject, type KeyStore } from '#personal-data';

const Entry = z.looseObject({ document: z.string(), desk: z.string(), year: z.int(), number: z.int() });

/** A register's entry lies in its own register, and its number is its place there: none missing, none given twice. */
export const numberLaw: LogLaw = ({ type, data, stream, revision }) => {
  if (type !== 'DocumentReceived') return undefined;
  const parsed = Entry.safeParse(data);
  if (!parsed.success) return 'la entrada del registro no dice qué documento es';
  const { document, desk, year, number } = parsed.data;
  if (stream !== `register-${registerId({ desk, year })}`) return `el documento ${document} está en el registro de otra mesa de partes o de otro año`;
  if (number !== revision + 1) return `el documento ${document} tiene el número ${number} y le toca el ${revision + 1}`;
  return document === documentId({ desk, year, number }) ? undefined : `el documento ${document} no se llama como su número`;
};

/** Values under keys that a predicate chooses, however deep. */
function* valuesOf(data: unknown, wanted: (key: string) => boolean): Generator<string> {
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'string') {
      if (wanted(key)) yield value;
    } else yield* valuesOf(value, wanted);
  }
}

/** Everything that was sealed opens, or its person was erased. */
export class SealLaw {
  readonly #keys: KeyStore;
  opened = 0;
  erased = 0;

  constructor(keys: KeyStore) {
    this.#keys = keys;
  }

  readonly check: LogLaw = ({ data }) => {
    const sealed = [...valuesOf(data, (key) => key.startsWith('sealed'))];
    return sealed.length > 0 ? this.#open(sealed) : undefined;
  };

  /** The first problem, if any. */
  async #open(all: readonly string[]): Promise<string | undefined> {
    const problems = await Promise.all(all.map((sealed) => this.#problemOf(sealed)));
    return problems.find((problem) => problem !== undefined);
  }

  async #problemOf(sealed: string): Promise<string | undefined> {
    try {
      if ((await this.#keys.open(sealed)) === undefined) this.erased++;
      else this.opened++;
      return undefined;
    } catch (error) {
      if (error instanceof SealDamaged || error instanceof UnknownSubject) return error.message;
      throw error;
    }
  }
}

/** Notes the files that the log names; whether they are there shows when the files are read. */
export class FileLaw {
  readonly named = new Set<string>();

  readonly check: LogLaw = ({ data }) => {
    for (const sha256 of valuesOf(data, (key) => key === 'sha256' || key === 'evidence')) this.named.add(sha256);
    return undefined;
  };
}
