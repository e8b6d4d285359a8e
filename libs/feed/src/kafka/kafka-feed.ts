import type { EventBatch, Upcasters } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { Feed, FeedOptions } from '../port.ts';
import { decode, type IncomingMessage } from './cloud-event.ts';
import type { KafkaConnection } from './connection.ts';
import { ordered, type OrderedBatch, type OrderedOptions } from './ordered.ts';

export interface KafkaFeedOptions extends Pick<OrderedOptions, 'onForeign' | 'sessionMs'> {
  readonly connection: KafkaConnection;
  /** Events of other topics are not seen; the position moves on with them. */
  readonly topics: readonly string[];
  readonly upcasters: Upcasters;
}

/** The log as a relay published it. An event that cannot be read stops those who follow just before it. */
export class KafkaFeed implements Feed {
  readonly takesTurns = true;
  readonly #options: KafkaFeedOptions;

  constructor(options: KafkaFeedOptions) {
    this.#options = options;
  }

  async *follow(options: FeedOptions): AsyncIterable<EventBatch> {
    for await (const batch of ordered({ ...this.#options, ...options })) yield* this.#decoded(batch);
  }

  *#decoded({ messages, position, caughtUp }: OrderedBatch): Iterable<EventBatch> {
    const { events, failure } = this.#decodeAll(messages);
    if (!failure) return yield { events, position, caughtUp };
    if (events.length > 0) yield { events, position: events.at(-1)!.position, caughtUp: false };
    throw failure;
  }

  /** What comes before the first that cannot be read. */
  #decodeAll(messages: readonly IncomingMessage[]): { readonly events: readonly RecordedEvent[]; readonly failure?: Error } {
    const events: RecordedEvent[] = [];
    try {
      for (const message of messages) events.push(decode(message, this.#options.upcasters));
      return { events };
    } catch (failure) {
      return { events, failure: failure as Error };
    }
  }
}
