import { START, streamNameFilter, type AllStreamSubscription } from '@eventstore/db-client';
import type { RecordedEvent } from '#kernel';
import type { EventBatch } from '../port.ts';
import type { Connection } from './connection.ts';
import { decodeEvent, safe, type StoredEvent } from './encoding.ts';
import type { StreamNames } from './names.ts';

/** Records that the engine looks at between two checkpoints while its filter finds nothing: 32 × this. */
const checkpointInterval = 32;

/**
 * One subscription to `$all`, read by pulling: what is not read yet stays with the client, whose buffer, once full, holds up
 * the engine. The client tells checkpoints and caught-up marks ahead of the events in that buffer; here they take effect when
 * it is empty.
 */
export class AllSubscription {
  readonly #stream: AllStreamSubscription;
  readonly #names: StreamNames;
  #position: number;
  /** Of the last checkpoint; holds once the buffer is empty. */
  #checkpoint = 0;
  /** The engine says that we have caught up, and whether a batch has told it. */
  #live = false;
  #told = false;
  #failure: Error | undefined;
  #ended = false;
  #wake = Promise.withResolvers<void>();

  constructor(connection: Connection, names: StreamNames, after: number) {
    this.#names = names;
    this.#position = after;
    this.#stream = connection.subscribeToAll({
      fromPosition: after === 0 ? START : { commit: BigInt(after), prepare: BigInt(after) },
      filter: streamNameFilter({
        regex: names.visible,
        checkpointInterval,
        checkpointReached: async (_, { commit }) => {
          try {
            this.#checkpoint = safe(commit, 'el punto de control');
          } catch (error) {
            this.#fail(error as Error);
          }
        },
      }),
    });
    this.#stream
      .on('caughtUp', () => this.#turn(() => void (this.#live = true)))
      .on('fellBehind', () => this.#turn(() => void (this.#live = this.#told = false)))
      .on('error', (error: Error) => this.#fail(error))
      .on('end', () => this.#turn(() => void (this.#ended = true)))
      .on('readable', () => this.#turn());
  }

  /**
   * The next events, at most so many: while catching up full batches until the mark, live what is there. `undefined` when the
   * engine ended the subscription or `signal` asked for the end. Rejects with the client's error.
   */
  async next(most: number, signal?: AbortSignal): Promise<EventBatch | undefined> {
    const events: RecordedEvent[] = [];
    const stop = () => this.#turn();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      while (!signal?.aborted) {
        this.#fill(events, most);
        if (this.#complete(events.length, most)) return this.#batch(events);
        if (this.#failure) throw this.#failure;
        if (this.#ended) return undefined;
        await this.#wake.promise;
      }
      return undefined;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  close(): void {
    this.#stream.unsubscribe().catch(() => undefined);
  }

  #fill(events: RecordedEvent[], most: number): void {
    this.#wake = Promise.withResolvers();
    while (events.length < most) {
      const next = this.#stream.read() as { readonly event?: StoredEvent } | null;
      if (!next) return;
      if (next.event) events.push(decodeEvent(next.event, this.#names.prefix));
    }
  }

  #complete(count: number, most: number): boolean {
    return count === most || (this.#live && (count > 0 || !this.#told));
  }

  #batch(events: readonly RecordedEvent[]): EventBatch {
    const drained = this.#stream.readableLength === 0;
    this.#position = Math.max(this.#position, events.at(-1)?.position ?? 0, drained ? this.#checkpoint : 0);
    const caughtUp = this.#live && drained;
    this.#told ||= caughtUp;
    return { events, position: this.#position, caughtUp };
  }

  #fail(error: Error): void {
    this.#turn(() => void (this.#failure ??= error));
  }

  #turn(change?: () => void): void {
    change?.();
    this.#wake.resolve();
  }
}
