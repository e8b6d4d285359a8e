import { randomUUID } from 'node:crypto';
import { EmbeddedEventStore, type EventBatch, type ExpectedRevision } from '#event-store';
import type { NewEvent, RecordedEvent } from '#kernel';

/** An event with its bytes as they came; what they mean is the client's business. */
export interface Message {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  /** Base64. */
  readonly data: string;
  readonly metadata: string;
}

export interface Placed extends Message {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** In .NET's ticks: 100 ns since 1970. */
  readonly created: string;
}

const meta = { schemaVersion: 1, occurredAt: '', actor: { kind: 'system', id: 'double', role: 'double' }, provision: '', correlationId: '', causationId: '' } as const;

/** As the engine's log is of bytes, its positions are far apart. */
const bytesPerEvent = 128n;

/**
 * The log of the double: the embedded store, with the engine's habits. Positions have gaps; each start writes an event of the
 * engine's own, which nobody asked for, to a system stream.
 */
export class Log {
  readonly #store: EmbeddedEventStore;
  readonly #base: bigint;

  private constructor(store: EmbeddedEventStore, base: bigint) {
    this.#store = store;
    this.#base = base;
  }

  static async open(file: string, base: bigint): Promise<Log> {
    const log = new Log(new EmbeddedEventStore({ file }), base);
    await log.append('$double', 'any', [{ id: randomUUID(), type: '$started', contentType: 'application/json', data: 'e30=', metadata: '' }]);
    return log;
  }

  /** @throws WrongExpectedRevision */
  async append(stream: string, expected: ExpectedRevision, messages: readonly Message[]): Promise<readonly Placed[]> {
    const events = messages.map(({ id, type, ...rest }): NewEvent => ({ id, type, data: rest, meta }));
    return (await this.#store.append({ stream, expected, events })).events.map((event) => this.#place(event));
  }

  async readStream(stream: string, from: number | undefined, limit: number, backwards: boolean): Promise<readonly Placed[]> {
    const events = await this.#store.readStream(stream, { limit, backwards, ...(from !== undefined && { from }) });
    return events.map((event) => this.#place(event));
  }

  async hasStream(stream: string): Promise<boolean> {
    return (await this.#store.readStream(stream, { limit: 1 })).length > 0;
  }

  /** Backwards, those before a position. */
  async readAllBackwards(before: bigint | undefined, limit: number): Promise<readonly Placed[]> {
    const head = await this.#store.head();
    const last = before === undefined ? head : Math.min(head, Number((before - this.#base + bytesPerEvent - 1n) / bytesPerEvent) - 1);
    const first = Math.max(0, last - limit);
    return (await this.#store.readAll(first, last - first)).map((event) => this.#place(event)).reverse();
  }

  async *follow(after: bigint | undefined, maxBatch: number, signal: AbortSignal): AsyncIterable<Omit<EventBatch, 'events' | 'position'> & { readonly events: readonly Placed[]; readonly position: bigint }> {
    const from = after === undefined || after < this.#base ? 0 : Number((after - this.#base) / bytesPerEvent);
    for await (const { events, position, caughtUp } of this.#store.follow({ after: from, maxBatch, signal })) {
      yield { events: events.map((event) => this.#place(event)), position: this.#positionOf(position), caughtUp };
    }
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  #place({ id, type, data, stream, revision, position, recordedAt }: RecordedEvent): Placed {
    const created = String(Date.parse(recordedAt) * 10_000);
    return { ...(data as Omit<Message, 'id' | 'type'>), id, type, stream, revision, position: this.#positionOf(position), created };
  }

  #positionOf(position: number): bigint {
    return this.#base + BigInt(position) * bytesPerEvent;
  }
}
