import type { EventStore } from '#event-store';
import { systemClock, type Clock } from '#kernel';
import { ViewRebuilding } from './errors.ts';
import { collectionsOf, familiesOf, namesOf, targetsOf } from './families.ts';
import { Follower, failureOf, type Failure } from './follower.ts';
import type { Family, Target } from './folding.ts';
import type { Collection, ViewStore } from './port.ts';
import { rebuildFamilies, type RebuildableGroup } from './rebuild.ts';
import type { Applied, Counts, Page, Rollup, View, ViewQuery, ViewReader } from './view.ts';

export interface ViewGroupOptions {
  readonly name: string;
  readonly views: readonly View<object>[];
  readonly rollups?: readonly Rollup<object>[];
  readonly log: EventStore;
  readonly store: ViewStore;
  readonly clock?: Clock;
  /** Told of what stops or delays the group, once, and of listeners that throw. */
  readonly onProblem?: (error: Error) => void;
}

export interface GroupStatus {
  readonly state: 'stopped' | 'building' | 'following' | 'failed';
  readonly position: number;
  /** Views whose reads are refused: their first documents, or those of a new version, are being built. */
  readonly building: readonly string[];
  /** While present the views stand still and answer as of `position`; without a `view` it is tried again by itself. */
  readonly failure?: Failure;
}

export interface Lag {
  readonly position: number;
  readonly head: number;
  /** At most; positions may have gaps. */
  readonly events: number;
  /** Seconds since the oldest event that the views have not seen was recorded; 0 when there is none. */
  readonly seconds: number;
}

/** Views fed together from the log, under one checkpoint. */
export class ViewGroup implements ViewReader, RebuildableGroup {
  readonly name: string;
  readonly log: EventStore;
  readonly store: ViewStore;
  readonly families: readonly Family[];
  readonly #clock: Clock;
  readonly #follower: Follower;
  readonly #onProblem: (error: Error) => void;
  #buildFailure: Failure | undefined;
  #building: Promise<unknown> = Promise.resolve();

  constructor({ name, views, rollups = [], log, store, clock = systemClock, onProblem = () => undefined }: ViewGroupOptions) {
    this.name = name;
    this.log = log;
    this.store = store;
    this.families = familiesOf(views, rollups);
    this.#clock = clock;
    this.#onProblem = onProblem;
    this.#follower = new Follower({ group: name, log, store, onProblem });
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

  /** Resolves when every view answers and has seen what the log held at the time of the call; rejects if the group fails. */
  async ready(): Promise<void> {
    await this.#building;
    await this.waitFor(await this.log.head(), 2 ** 31 - 1);
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

  async lag(): Promise<Lag> {
    const head = await this.log.head();
    const position = this.position();
    const [oldest] = head > position ? await this.log.readAll(position, 1) : [];
    const age = oldest ? this.#clock().getTime() - Date.parse(oldest.recordedAt) : 0;
    return { position, head, events: Math.max(0, head - position), seconds: Math.max(0, age / 1_000) };
  }

  position(): number {
    return this.#follower.position;
  }

  async get<D extends object>(view: View<D>, id: string): Promise<D | undefined> {
    return (await this.getMany(view, [id])).get(id);
  }

  async getMany<D extends object>(view: View<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    return this.#documents<D>(view.name, ids);
  }

  async find<D extends object>(view: View<D>, query: ViewQuery): Promise<Page<D>> {
    return (await this.store.find(this.#live(view.name), query)) as Page<D>;
  }

  async counts<D extends object>(rollup: Rollup<D>, keys: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    return this.#documents<Counts>(rollup.name, keys);
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

  async #documents<D extends object>(name: string, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const found = await this.store.getMany(this.#live(name), ids);
    const present = [...found.values()].filter(({ document }) => document !== undefined);
    return new Map(present.map(({ id, document }) => [id, document as D]));
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
