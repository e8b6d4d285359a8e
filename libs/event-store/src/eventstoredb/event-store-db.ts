import { setTimeout as sleep } from 'node:timers/promises';
import { BACKWARDS, END } from '@eventstore/db-client';
import type { RecordedEvent } from '#kernel';
import type { AppendRequest, Appended, CommandMark, EventBatch, EventStore, FollowOptions, ReadStreamOptions, ScanRange } from '../port.ts';
import { scanByFollowing } from '../scan.ts';
import { upcast, type Upcasters } from '../upcaster.ts';
import { AllSubscription } from './all-subscription.ts';
import { backoff } from './backoff.ts';
import { Commands } from './commands.ts';
import { mayPass, type Connection } from './connection.ts';
import { decodeEvent, type StoredEvent } from './encoding.ts';
import { closed } from './errors.ts';
import type { StreamNames } from './names.ts';
import { StreamOrder } from './stream-order.ts';
import { newAttempt, Streams } from './streams.ts';

export interface AdapterOptions {
  readonly upcasters: Upcasters;
  readonly onTrouble: (error: Error) => void;
}

/** Events that one look at the end of `$all` takes. */
const tail = 64;
const reconnect = { first: 100, longest: 10_000 };

/** The event store on EventStoreDB or KurrentDB, 23.10 or later. Made by `openEventStoreDb`. */
export class EventStoreDb implements EventStore {
  readonly #connection: Connection;
  readonly #names: StreamNames;
  readonly #options: AdapterOptions;
  readonly #streams: Streams;
  readonly #commands: Commands;
  readonly #order = new StreamOrder();
  readonly #ending = new AbortController();
  #closing = false;

  constructor(connection: Connection, names: StreamNames, options: AdapterOptions) {
    this.#connection = connection;
    this.#names = names;
    this.#options = options;
    this.#streams = new Streams(connection, names);
    this.#commands = new Commands(this.#streams, names);
  }

  async append(request: AppendRequest): Promise<Appended> {
    if (this.#closing) throw closed();
    if (request.events.length === 0) throw new Error('an append needs at least one event');
    const { stream, expected, events, command } = request;
    const appended = await this.#order.add(stream, expected, () =>
      command ? this.#commands.carryOut(request, command) : this.#streams.record({ stream, expected, events, attempt: newAttempt() }),
    );
    return appended.repeated ? { ...appended, events: this.#upcastAll(appended.events) } : appended;
  }

  async findCommand(mark: CommandMark): Promise<readonly RecordedEvent[] | undefined> {
    const found = await this.#commands.find(mark);
    return found && this.#upcastAll(found);
  }

  async readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    const stored = await this.#streams.read(this.#names.of(stream), options);
    return stored.map((event) => upcast(decodeEvent(event, this.#names.prefix), this.#options.upcasters));
  }

  async readAll(after: number, limit: number): Promise<readonly RecordedEvent[]> {
    if (limit <= 0) return [];
    return this.#connection.persist(async () => {
      const subscription = new AllSubscription(this.#connection, this.#names, after);
      try {
        return this.#upcastAll((await subscription.next(limit, this.#ending.signal))?.events ?? []);
      } finally {
        subscription.close();
      }
    });
  }

  scan(range: ScanRange): AsyncIterable<readonly RecordedEvent[]> {
    return scanByFollowing(this, range);
  }

  async head(): Promise<number> {
    for (let from: typeof END | { readonly commit: bigint; readonly prepare: bigint } = END; ; ) {
      const events = await this.#readBackwards(from);
      const last = events.find(({ streamId }) => this.#names.isVisible(streamId));
      if (last) return decodeEvent(last, this.#names.prefix).position;
      if (events.length < tail) return 0;
      from = events.at(-1)!.position!;
    }
  }

  async *follow({ after, maxBatch = 1_000, signal }: FollowOptions): AsyncIterable<EventBatch> {
    const stop = signal ? AbortSignal.any([signal, this.#ending.signal]) : this.#ending.signal;
    let position = after;
    for (let attempt = 1; !stop.aborted; attempt++) {
      const subscription = new AllSubscription(this.#connection, this.#names, position);
      try {
        for (let batch = await subscription.next(maxBatch, stop); batch; batch = await subscription.next(maxBatch, stop)) {
          const events = this.#upcastAll(batch.events);
          ({ position } = batch);
          attempt = 1;
          yield { ...batch, events };
        }
      } catch (error) {
        if (stop.aborted) return;
        if (!mayPass(error)) throw this.#connection.explain(error);
        this.#options.onTrouble(this.#connection.explain(error));
      } finally {
        subscription.close();
      }
      await sleep(backoff(attempt, reconnect), undefined, { signal: stop }).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await this.#order.idle();
    this.#ending.abort();
    await this.#connection.close();
  }

  #readBackwards(from: typeof END | { readonly commit: bigint; readonly prepare: bigint }): Promise<readonly StoredEvent[]> {
    return this.#connection.persist(async () => {
      const events: StoredEvent[] = [];
      for await (const { event } of this.#connection.readAll({ direction: BACKWARDS, fromPosition: from, maxCount: tail })) if (event) events.push(event as StoredEvent);
      return events;
    });
  }

  #upcastAll(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
    return events.map((event) => upcast(event, this.#options.upcasters));
  }
}
