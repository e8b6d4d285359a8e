import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedEvent } from '#kernel';
import type { Feed } from '../port.ts';

/** What the members of a group share: effects, each with its position in the same write. */
export class Effects {
  readonly events: RecordedEvent[] = [];
  position = 0;

  apply(events: readonly RecordedEvent[], position: number): void {
    // What is at or before the position has had its effect: a repetition has none.
    for (const event of events) if (event.position > this.position) this.events.push(event);
    this.position = Math.max(this.position, position);
  }

  async reach(position: number, withinMs = 120_000): Promise<void> {
    for (const end = Date.now() + withinMs; this.position < position; await delay(20)) {
      if (Date.now() > end) throw new Error(`stands at ${this.position}, wanted ${position}`);
    }
  }
}

/** Follows as views do: a failure is told and tried again. */
export class Consumer {
  readonly problems: Error[] = [];
  /** Batches that this member was served. */
  served = 0;
  readonly #stop = new AbortController();
  readonly #running: Promise<void>;

  constructor(feed: Feed, group: string, effects: Effects, maxBatch = 50) {
    this.#running = this.#run(feed, group, effects, maxBatch);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(feed: Feed, group: string, effects: Effects, maxBatch: number): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        for await (const { events, position } of feed.follow({ group, after: () => effects.position, maxBatch, signal })) {
          this.served++;
          effects.apply(events, position);
        }
      } catch (error) {
        this.problems.push(error as Error);
        await delay(200, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
