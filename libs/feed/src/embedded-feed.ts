import type { EventBatch, EventStore } from '#event-store';
import type { Feed, SubscribeOptions } from './port.ts';

/** Tails the log in the same process. What it delivers was read from the log's JSON: nobody shares an object with the writer. */
export class EmbeddedFeed implements Feed {
  readonly #store: EventStore;

  constructor(store: EventStore) {
    this.#store = store;
  }

  subscribe(options: SubscribeOptions): AsyncIterable<EventBatch> {
    return this.#store.follow(options);
  }

  head(): Promise<number> {
    return this.#store.head();
  }
}
