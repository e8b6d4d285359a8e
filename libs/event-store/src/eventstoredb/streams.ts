import { randomUUID } from 'node:crypto';
import { ANY, BACKWARDS, END, FORWARDS, NO_STREAM, START, StreamNotFoundError, WrongExpectedVersionError } from '@eventstore/db-client';
import type { NewEvent } from '#kernel';
import { WrongExpectedRevision, type Appended, type ExpectedRevision, type ReadStreamOptions } from '../port.ts';
import type { Connection } from './connection.ts';
import { after, decodeEvent, encodeEvent, metadataOf, placeOf, type EncodedEvent, type StoredEvent } from './encoding.ts';
import type { StreamNames } from './names.ts';

/** One append to one stream. The same write has its effect once, however often it is carried out. */
export interface Write {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly attempt: string;
  /** Id of the command's mark. */
  readonly command?: string;
}

export type WriteAtRevision = Write & { readonly expected: Exclude<ExpectedRevision, 'any'> };

export const newAttempt = (): string => randomUUID();

/** Single streams of the engine: appending and reading, by the names that the platform gives them. */
export class Streams {
  readonly #connection: Connection;
  readonly #names: StreamNames;

  constructor(connection: Connection, names: StreamNames) {
    this.#connection = connection;
    this.#names = names;
  }

  /** @throws WrongExpectedRevision, unless these very events lie where they should go */
  async record(write: Write): Promise<Appended> {
    const name = this.#names.of(write.stream);
    const first = await this.append(name, write.stream, write.expected, write.events.map((event) => encodeEvent(event, write)));
    const stored = await this.read(name, { from: first, limit: write.events.length });
    if (!areThese(stored, write.events)) throw new Error(`stream ${write.stream}: what was appended at revision ${first} can't be read back`);
    const repeated = metadataOf(stored[0]!).attempt !== write.attempt;
    const events = stored.map((event, i) => (repeated ? decodeEvent(event, this.#names.prefix) : { ...write.events[i]!, ...placeOf(event, this.#names.prefix) }));
    return { events, repeated };
  }

  /**
   * Appends to the stream that the engine calls `name`; gives the revision of the first event. Tries again while the engine
   * can't be reached, where that can't double anything: at a revision, the engine answers the same ids as the first time.
   * @throws WrongExpectedRevision for `stream`
   */
  async append(name: string, stream: string, expected: ExpectedRevision, events: readonly EncodedEvent[]): Promise<number> {
    const expectedRevision = expected === 'any' ? ANY : expected === 'none' ? NO_STREAM : BigInt(expected);
    try {
      const append = () => this.#connection.appendToStream(name, [...events], { expectedRevision });
      const { nextExpectedRevision } = await this.#connection.persist(append, expected === 'any' ? 1 : undefined);
      return expected === 'any' ? Number(nextExpectedRevision) - events.length + 1 : after(expected);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      throw new WrongExpectedRevision(stream, expected, typeof error.actualVersion === 'bigint' ? Number(error.actualVersion) : -1);
    }
  }

  /** Of the stream that the engine calls `name`; nothing where there is none. */
  read(name: string, { from, limit, backwards = false }: ReadStreamOptions = {}): Promise<readonly StoredEvent[]> {
    if (limit === 0) return Promise.resolve([]);
    const start = backwards ? END : START;
    const options = { direction: backwards ? BACKWARDS : FORWARDS, fromRevision: from === undefined ? start : BigInt(from), ...(limit !== undefined && { maxCount: limit }) } as const;
    return this.#connection.persist(async () => {
      const events: StoredEvent[] = [];
      try {
        for await (const { event } of this.#connection.readStream(name, options)) if (event) events.push(event as StoredEvent);
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return events;
    });
  }
}

const areThese = (stored: readonly StoredEvent[], events: readonly { readonly id: string }[]): boolean =>
  stored.length === events.length && stored.every(({ id }, i) => id === events[i]!.id);
