import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from '#event-store';
import { embeddedFeed, type Feed } from '#feed';
import { systemClock, type Clock } from '#kernel';
import { ViewRebuilding } from './errors.ts';
import { collectionsOf, familiesOf, namesOf, targetsOf } from './families.ts';
import { Follower, failureOf, type Failure } from './follower.ts';
import { lagOf } from './lag.ts';
import { Lookup } from './lookup.ts';
import type { Family, Target } from './folding.ts';
import type { Collection, ViewStore } from './port.ts';
import { rebuild, rebuildFamilies, verifyViews, type RebuildableGroup, type RebuildReport } from './rebuild.ts';
import type { GroupStatus, Lag, RebuildRequest, ViewService } from './view-service.ts';
import type { Applied, Counts, Page, Rollup, View, ViewQuery } from './view.ts';

export interface ViewGroupOptions {
  readonly name: string;
  readonly views: readonly View<object>[];
  readonly rollups?: readonly Rollup<object>[];
  /** For rebuilds, and to know how far there is to go. */
  readonly log: EventLog;
  /** What brings the events as they are recorded; the log itself unless told. */
  readonly feed?: Feed;
  readonly store: ViewStore;
  readonly clock?: Clock;
  /** Told of what stops or delays the group, once, and of listeners that throw. */
  readonly onProblem?: (error: Error) => void;
}

/** How often one who waits for a group to be ready looks whether it has recovered. */
const againMs = 100;

/** Views fed together from the log, under one checkpoint. */
export class ViewGroup implements ViewService, RebuildableGroup {
  readonly name: string;
  readonly log: EventLog;
  readonly store: ViewStore;
  readonly families: readonly Family[];
  readonly #clock: Clock;
  readonly #follower: Follower;
  readonly #lookup: Lookup;
  readonly #onProblem: (error: Error) => void;
  #buildFailure: Failure | undefined;
  #building: Promise<unknown> = Promise.resolve();

  constructor({ name, views, rollups = [], log, feed = embeddedFeed(log), store, clock = systemClock, onProblem = () => undefined }: ViewGroupOptions) {
    this.name = name;
    this.log = log;
    this.store = store;
    this.families = familiesOf(views, rollups);
    this.#clock = clock;
    this.#onProblem = onProblem;
    this.#follower = new Follower({ group: name, feed, store, onProblem });
    this.#lookup = new Lookup(store, async (view, read) => read(this.#live(view)));
  }

  /**
   * Begins to follow the log from the checkpoint. Views that are new, or whose version is not that of their documents, are
   * built in the background; until that is done their reads are refused, for old documents may have another shape.
   */
  async start(): Promise<void> {
    const { position, live } = await this.store.group(this.name);
    // Views of a future that the log does not have (a backup was put back) are worth nothing.
    const trusted = position <= (await this.log.head()) ? live : [];
    const targets = targetsOf(this.families, trusted);
    this.#follower.use(targets, targets.length > 0 ? position : 0);
    const known = new Set(this.families.flatMap(namesOf));
    await this.store.drop(live.filter(({ name }) => !known.has(name)));
    if (targets.length > 0) this.#follower.follow();
    this.#building = this.#build(this.#unbuilt());
    this.#building.catch(() => undefined);
  }

  /**
   * Resolves when every view answers and has seen what the log held at the time of the call. Outlasts a store or a feed that
   * fails and recovers; rejects if a view cannot be built or folded, and when the group is stopped.
   */
  async ready(): Promise<void> {
    await this.#building;
    const head = await this.log.head();
    const { signal } = this.#follower;
    while (this.position() < head) {
      try {
        await this.waitFor(head, 2 ** 31 - 1);
      } catch (error) {
        if (signal.aborted || this.#follower.failure?.view !== undefined) throw error;
        await delay(againMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async stop(): Promise<void> {
    await this.#follower.stop();
    await this.#building.catch(() => undefined);
  }

  status(): GroupStatus {
    const { position, running, signal } = this.#follower;
    const failure = this.#follower.failure ?? this.#buildFailure;
    const building = this.#unbuilt().flatMap(namesOf);
    const state = signal.aborted ? 'stopped' : failure ? 'failed' : building.length > 0 ? 'building' : running ? 'following' : 'stopped';
    return { state, position, building, ...(failure && { failure }) };
  }

  lag(): Promise<Lag> {
    return lagOf(this.log, this.position(), this.#clock);
  }

  rebuild(request?: RebuildRequest): Promise<RebuildReport> {
    return rebuild(this, request);
  }

  verify(request?: Pick<RebuildRequest, 'onProgress'>): Promise<RebuildReport> {
    return verifyViews(this, request);
  }

  position(): number {
    return this.#follower.position;
  }

  get<D extends object>(view: View<D>, id: string): Promise<D | undefined> {
    return this.#lookup.get(view, id);
  }

  getMany<D extends object>(view: View<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    return this.#lookup.getMany(view, ids);
  }

  find<D extends object>(view: View<D>, query: ViewQuery): Promise<Page<D>> {
    return this.#lookup.find(view, query);
  }

  counts<D extends object>(rollup: Rollup<D>, keys: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    return this.#lookup.counts(rollup, keys);
  }

  waitFor(position: number, timeoutMs = 5_000): Promise<void> {
    return this.#follower.waitFor(position, timeoutMs);
  }

  onApplied(listener: (applied: Applied) => void): () => void {
    return this.#follower.onApplied(listener);
  }

  async meetingPoint(): Promise<number> {
    return this.#follower.running ? this.#follower.position : this.log.head();
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#follower.exclusively(work);
  }

  get live(): readonly Collection[] {
    return collectionsOf(this.#follower.targets);
  }

  async switchTo(targets: readonly Target[], position: number): Promise<readonly Collection[]> {
    const replaced = await this.store.switch({ group: this.name, position }, collectionsOf(targets));
    const others = this.#follower.targets.filter(({ family }) => !targets.some((target) => target.family === family));
    this.#follower.use([...others, ...targets], position);
    return replaced;
  }

  #unbuilt(): readonly Family[] {
    return this.families.filter((family) => !this.#follower.targets.some((target) => target.family === family));
  }

  #live(name: string): Collection {
    const collection = this.live.find((live) => live.name === name);
    if (!collection) throw new ViewRebuilding(name);
    return collection;
  }

  /** The other views go on, if there are any. */
  #failToBuild(error: Error): void {
    if (!this.#follower.running) return this.#follower.fail(error);
    this.#buildFailure = failureOf(error, this.position());
    this.#onProblem(error);
  }

  async #build(unbuilt: readonly Family[]): Promise<void> {
    const { signal } = this.#follower;
    try {
      if (unbuilt.length > 0) await rebuildFamilies(this, unbuilt, { signal });
      this.#follower.follow();
    } catch (error) {
      if (!signal.aborted) this.#failToBuild(error as Error);
      throw error;
    }
  }
}
