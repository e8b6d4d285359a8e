import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import type { EventBatch } from '#event-store';
import type { Feed } from '#feed';
import type { RecordedEvent } from '#kernel';
import { ViewsBehind } from './errors.ts';
import { collectionsOf, targetsOf } from './families.ts';
import { FoldFailure, Folding, type Target } from './folding.ts';
import type { ViewStore } from './port.ts';
import type { Applied } from './view.ts';
import { Listeners } from './listeners.ts';
import { Waiters } from './waiters.ts';

export interface FollowerOptions {
  readonly group: string;
  readonly feed: Feed;
  readonly store: ViewStore;
  readonly onProblem: (error: Error) => void;
}

export interface Failure {
  /** Of the event that could not be folded; where the store or the feed failed, the last position stored. */
  readonly position: number;
  /** Absent where the store or the feed failed. */
  readonly view?: string;
  readonly reason: string;
}

export function failureOf(error: Error, position: number): Failure {
  const where = error instanceof FoldFailure ? { position: error.position, view: error.view } : { position };
  return { ...where, reason: error.message };
}

/** Events a turn of the event loop: some 5 ms of reading and folding, so that requests are answered in between. */
export const eventsPerTurn = 500;
/**
 * Milliseconds in which events gather to be stored together. An idle system applies at once; the busier it is, the longer
 * it gathers, since a batch costs little more than an event: what is saved serves the requests.
 */
const gatherMs = (events: number): number => Math.min(25, 3 + events / 4);
const retryMs = { first: 250, most: 10_000 };
/** How often a member that stands by looks how far the group is: a reader of it waits so long for what it wrote. */
const watchMs = 100;
const cachedDocuments = 2_000;

/** Keeps the live generations of a group up with the log, as the feed brings it. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #waiters = new Waiters();
  readonly #listeners: Listeners;
  readonly #stop = new AbortController();
  #targets: readonly Target[] = [];
  #folding: Folding;
  #running: Promise<void> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  #failure: Failure | undefined;
  #position = 0;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#listeners = new Listeners(options.onProblem);
    this.#folding = this.#newFolding();
  }

  get position(): number {
    return this.#position;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  get targets(): readonly Target[] {
    return this.#targets;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** These generations, which have all seen everything up to `position`, are fed from now on. */
  use(targets: readonly Target[], position: number): void {
    this.#targets = targets;
    this.#folding = this.#newFolding();
    this.#moveTo(position);
  }

  follow(): void {
    this.#running ??= this.#options.feed.takesTurns ? Promise.all([this.#followForever(), this.#watch()]).then(() => undefined) : this.#followForever();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled([this.#running, this.#tail]);
    this.#waiters.giveUp();
  }

  /** Runs while no batch is being applied; the views stand still meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  waitFor(position: number, timeoutMs: number): Promise<void> {
    if (position <= this.#position) return Promise.resolve();
    if (this.#failure || this.signal.aborted) return Promise.reject(new ViewsBehind(this.#position, position));
    return this.#waiters.add(position, timeoutMs);
  }

  onApplied(listener: (applied: Applied) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** The views stand still from here on. */
  fail(error: Error): void {
    const known = this.#failure?.reason === error.message;
    this.#failure = failureOf(error, this.#position);
    this.#waiters.giveUp();
    if (!known) this.#options.onProblem(error);
  }

  /** A fold that throws will throw again: that ends it. The store or the feed may recover: that is tried again. */
  async #followForever(): Promise<void> {
    for (let wait = retryMs.first; !this.signal.aborted; wait = Math.min(wait * 2, retryMs.most)) {
      try {
        await this.#followOnce(() => (wait = retryMs.first));
      } catch (error) {
        if (this.signal.aborted) return;
        this.#folding = this.#newFolding();
        this.fail(error as Error);
        if (error instanceof FoldFailure) return;
        await delay(wait, undefined, { signal: this.signal }).catch(() => undefined);
      }
    }
  }

  async #followOnce(progress: () => void): Promise<void> {
    const { signal } = this;
    const { group, feed } = this.#options;
    const options = { group, after: () => this.#resume(), standingBy: () => (this.#failure = undefined), maxBatch: eventsPerTurn, signal };
    for await (const batch of feed.follow(options)) {
      await this.exclusively(() => this.#apply(batch));
      progress();
      await (batch.caughtUp ? delay(gatherMs(batch.events.length), undefined, { signal }) : turn());
    }
  }

  async #resume(): Promise<number> {
    await this.exclusively(() => this.#catchUp());
    return this.#position;
  }

  /** While another member of the group is served, the views are where that one has brought them. */
  async #watch(): Promise<void> {
    const { signal } = this;
    while (!signal.aborted) {
      await delay(watchMs, undefined, { signal }).catch(() => undefined);
      // A store that fails is told of by whoever writes to it.
      if (!signal.aborted) await this.exclusively(() => this.#catchUp()).catch(() => undefined);
    }
  }

  /** What another member has applied, or put newer generations in the place of; what this one remembers of documents is old then. */
  async #catchUp(): Promise<void> {
    const { position, live } = await this.#options.store.group(this.#options.group);
    const after = this.#position;
    const targets = targetsOf(this.#targets.map(({ family }) => family), live);
    const switched = targets.length === this.#targets.length && targets.some(({ view }, i) => view.id !== this.#targets[i]!.view.id);
    if (position <= after && !switched) return;
    if (switched) this.#targets = targets;
    this.#folding = this.#newFolding();
    this.#moveTo(position);
    this.#listeners.tell({ after, position, types: [...new Set(this.#targets.flatMap(({ family }) => family.view.events ?? []))] });
  }

  async #apply({ events, position }: EventBatch): Promise<void> {
    // The group may have been moved on while the batch waited for its turn.
    if (position > this.#position) await this.#foldAll(events.filter((event) => event.position > this.#position), position);
    this.#failure = undefined;
  }

  async #foldAll(events: readonly RecordedEvent[], position: number): Promise<void> {
    try {
      await this.#folding.add(events);
      await this.#folding.take().then((writes) => this.#options.store.commit(writes, { group: this.#options.group, position, live: collectionsOf(this.#targets) }));
    } catch (error) {
      if (error instanceof FoldFailure) await this.#foldBefore(error.position, events);
      throw error;
    }
    const after = this.#position;
    this.#moveTo(position);
    this.#listeners.tell({ after, position, types: [...new Set(events.map(({ type }) => type))] });
  }

  /** What comes before the event that can't be folded is good, and stored; the group stands just before that event. */
  async #foldBefore(position: number, events: readonly RecordedEvent[]): Promise<void> {
    const good = events.filter((event) => event.position < position);
    this.#folding = this.#newFolding();
    if (good.length > 0) await this.#foldAll(good, good.at(-1)!.position);
  }

  #moveTo(position: number): void {
    this.#position = position;
    this.#waiters.reached(position);
  }

  #newFolding(): Folding {
    return new Folding(this.#options.store, this.#targets, { counting: 'each-event', cached: cachedDocuments });
  }
}
