import { setImmediate as turn } from 'node:timers/promises';
import type { EventLog } from '#event-store';
import { collectionsOf, namesOf, specsOf } from './families.ts';
import { eventsPerTurn } from './follower.ts';
import { Folding, type Family, type Target } from './folding.ts';
import type { Collection, Difference, ViewStore, Writes } from './port.ts';

export interface RebuildProgress {
  readonly phase: 'folding' | 'indexing' | 'comparing';
  readonly events: number;
  readonly position: number;
  /** Position to arrive at; it moves while the platform works. */
  readonly target: number;
}

export interface RebuildOptions {
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Switch even where documents of the same version differ. */
  readonly force?: boolean;
  /** Compare only, and keep the live documents whatever comes out. */
  readonly compareOnly?: boolean;
  readonly signal?: AbortSignal;
}

export interface RebuildReport {
  readonly events: number;
  readonly documents: number;
  readonly position: number;
  /** Views and rollups whose live documents are of the same version, and so must be equal. */
  readonly compared: readonly string[];
  /** The first 20. */
  readonly differences: readonly Difference[];
  /** False where documents of the same version differ (unless forced), and where only a comparison was asked for. */
  readonly switched: boolean;
  readonly seconds: number;
}

/** What a rebuild must know of a group of views. */
export interface RebuildableGroup {
  readonly name: string;
  readonly log: EventLog;
  readonly store: ViewStore;
  readonly families: readonly Family[];
  /** The generations that answer. */
  readonly live: readonly Collection[];
  /** Where a new generation must arrive before it can take over: where the others are, or the log's end if none are. */
  meetingPoint(): Promise<number>;
  /** Runs while no batch is being applied; the views stand still meanwhile. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Only within `exclusively`: these generations, which have seen everything up to `position`, answer from now on.
   * Returns those that were replaced.
   */
  switchTo(targets: readonly Target[], position: number): Promise<readonly Collection[]>;
}

const maxDifferences = 20;
/** Held in memory, by their number and by the length of their JSON: so many that most see all their events meanwhile. */
const room = { documents: 25_000, characters: 24_000_000 };
/** So few that all of them are taken at once. */
const handful = 4_000;
/** One document in so many is measured. */
const sampling = 50;
/** Documents a turn of the event loop; some 5 ms of writing. */
const documentsPerTurn = 250;
/** Loads that may be under way. */
const ahead = 4;
/** With fewer events to go the live generation waits for the new one. */
const closeBy = 2_000;

const atWork = new WeakSet<RebuildableGroup>();

/**
 * Folds views anew from the log's beginning, beside the live ones, which go on answering and following. When both have
 * seen the same events they are compared, and the new ones take over. A view is rebuilt with its rollups.
 * `views`: names of views or rollups; all unless told. Throws {@link FoldFailure}; then nothing has changed.
 */
export async function rebuild(group: RebuildableGroup, { views, ...options }: RebuildOptions & { readonly views?: readonly string[] } = {}): Promise<RebuildReport> {
  const known = group.families.flatMap(namesOf);
  const unknown = views?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`no view is named ${unknown}; there are ${known.join(', ')}`);
  const families = group.families.filter((family) => !views || namesOf(family).some((name) => views.includes(name)));
  return rebuildFamilies(group, families, options);
}

/** Compares the live documents with a fold of the whole log, and leaves them as they are. */
export function verifyViews(group: RebuildableGroup, options: Omit<RebuildOptions, 'force' | 'compareOnly'> = {}): Promise<RebuildReport> {
  return rebuildFamilies(group, group.families, { ...options, compareOnly: true });
}

export async function rebuildFamilies(group: RebuildableGroup, families: readonly Family[], options: RebuildOptions): Promise<RebuildReport> {
  if (atWork.has(group)) throw new Error(`the views of ${group.name} are being rebuilt already`);
  atWork.add(group);
  try {
    return await new Rebuild(group, await newGenerations(group, families), options).run();
  } finally {
    atWork.delete(group);
  }
}

async function newGenerations(group: RebuildableGroup, families: readonly Family[]): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const family of families) {
    const specs = specsOf(group.name, family);
    const rollups: Collection[] = [];
    for (const spec of specs.rollups) rollups.push(await group.store.create(spec));
    targets.push({ family, view: await group.store.create(specs.view), rollups });
  }
  return targets;
}

/** Documents that may be held, if the others are as long as some of these. */
function roomFor(writes: readonly Writes[]): number {
  const sample = writes.flatMap(({ documents }) => documents.filter((_, i) => i % sampling === 0));
  const characters = sample.reduce((sum, { document }) => sum + (document ? JSON.stringify(document).length : 0), 0);
  return Math.min(room.documents, room.characters / Math.max(1, characters / sample.length || 1));
}

class Rebuild {
  readonly #group: RebuildableGroup;
  readonly #targets: readonly Target[];
  readonly #options: RebuildOptions;
  readonly #folding: Folding;
  readonly #started = performance.now();
  #position = 0;
  #events = 0;
  #room = room.documents;
  #loads: Promise<void>[] = [];

  constructor(group: RebuildableGroup, targets: readonly Target[], options: RebuildOptions) {
    this.#group = group;
    this.#targets = targets;
    this.#options = options;
    this.#folding = new Folding(group.store, targets, { counting: 'when-taken', cached: 1_000 });
  }

  async run(): Promise<RebuildReport> {
    const rebuilt = collectionsOf(this.#targets);
    let unused = rebuilt;
    try {
      await this.#approach();
      this.#progress('indexing', this.#position);
      await this.#loaded();
      await this.#group.store.seal(rebuilt);
      const { report, replaced } = await this.#group.exclusively(() => this.#finish(rebuilt));
      unused = report.switched ? replaced : rebuilt;
      return report;
    } finally {
      await Promise.allSettled(this.#loads);
      await this.#group.store.drop(unused);
    }
  }

  async #approach(): Promise<void> {
    for (;;) {
      const target = await this.#group.meetingPoint();
      await this.#foldTo(target);
      if ((await this.#group.meetingPoint()) - target < closeBy) return;
    }
  }

  async #finish(rebuilt: readonly Collection[]): Promise<{ report: RebuildReport; replaced: readonly Collection[] }> {
    await this.#foldTo(await this.#group.meetingPoint());
    await this.#loaded();
    const pairs = this.#comparable(rebuilt);
    const differences = await this.#compare(pairs);
    const { force = false, compareOnly = false } = this.#options;
    const switched = !compareOnly && (differences.length === 0 || force);
    const documents = await this.#count(rebuilt);
    const replaced = switched ? await this.#group.switchTo(this.#targets, this.#position) : [];
    const compared = pairs.map(([live]) => live.name);
    const seconds = (performance.now() - this.#started) / 1_000;
    return { report: { events: this.#events, documents, position: this.#position, compared, differences, switched, seconds }, replaced };
  }

  async #foldTo(target: number): Promise<void> {
    const { signal } = this.#options;
    for await (const events of this.#group.log.scan({ after: this.#position, to: target, pageSize: eventsPerTurn, signal })) {
      signal?.throwIfAborted();
      await this.#folding.add(events);
      this.#position = events.at(-1)!.position;
      this.#events += events.length;
      if (this.#folding.held >= this.#room) await this.#take('oldest eighth');
      this.#progress('folding', target);
      await turn();
    }
    signal?.throwIfAborted();
    this.#position = Math.max(this.#position, target);
    while (this.#folding.held > handful) await this.#take('oldest eighth');
    await this.#take('all');
  }

  async #take(which: 'all' | 'oldest eighth'): Promise<void> {
    const writes = await this.#folding.take(which);
    this.#room = roomFor(writes);
    for (const { collection, documents } of writes) {
      for (let i = 0; i < documents.length; i += documentsPerTurn) {
        await this.#load({ collection, documents: documents.slice(i, i + documentsPerTurn) });
        await turn();
      }
    }
  }

  async #load(writes: Writes): Promise<void> {
    const load = this.#group.store.load(writes);
    // Told where it is waited for.
    load.catch(() => undefined);
    this.#loads.push(load);
    if (this.#loads.length > ahead) await this.#loads.shift();
  }

  async #loaded(): Promise<void> {
    await Promise.all(this.#loads);
    this.#loads = [];
  }

  #comparable(rebuilt: readonly Collection[]): readonly (readonly [Collection, Collection])[] {
    return rebuilt.flatMap((collection) => {
      const live = this.#group.live.find(({ name, version }) => name === collection.name && version === collection.version);
      return live ? [[live, collection] as const] : [];
    });
  }

  async #compare(pairs: readonly (readonly [Collection, Collection])[]): Promise<readonly Difference[]> {
    this.#progress('comparing', this.#position);
    const found: Difference[] = [];
    for (const [live, rebuilt] of pairs) {
      const left = maxDifferences - found.length;
      if (left > 0) found.push(...(await this.#group.store.differences(live, rebuilt, left)));
    }
    return found;
  }

  async #count(collections: readonly Collection[]): Promise<number> {
    let sum = 0;
    for (const collection of collections) sum += await this.#group.store.count(collection);
    return sum;
  }

  #progress(phase: RebuildProgress['phase'], target: number): void {
    this.#options.onProgress?.({ phase, events: this.#events, position: this.#position, target });
  }
}
