import { setImmediate as turn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { RecordedEvent } from '#kernel';
import { Sums } from './sums.ts';
import type { Collection, StoredDocument, ViewStore, Writes } from './port.ts';
import type { Rollup, View } from './view.ts';

/** A view with the rollups over it: built, rebuilt and switched together, for the sums rest on the documents. */
export interface Family {
  readonly view: View<object>;
  readonly rollups: readonly Rollup<object>[];
}

/** A family and the generation that it fills. */
export interface Target {
  readonly family: Family;
  readonly view: Collection;
  /** In the order of the family's rollups. */
  readonly rollups: readonly Collection[];
}

export interface FoldingOptions {
  /**
   * When the rollups count a document: after each event, so that a sum can leave out just the events that it has seen;
   * or once a batch, which is faster and enough where an interrupted fold begins anew.
   */
  readonly counting: 'each-event' | 'each-batch';
  /** Documents of a view kept parsed between batches. */
  readonly cached: number;
}

/** A fold or a contribution threw. */
export class FoldFailure extends Error {
  override readonly name = 'FoldFailure';
  readonly view: string;
  /** Of the event that could not be folded. */
  readonly position: number;

  constructor(view: string, position: number, cause: unknown) {
    super(`view ${view} failed at position ${position}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.view = view;
    this.position = position;
  }
}

interface Working {
  readonly id: string;
  position: number;
  document: object | undefined;
  /** As the rollups have it counted. */
  counted: object | undefined;
  changed: boolean;
}

/** Documents between turns of the event loop; some 5 ms of work. */
const slice = 500;

/**
 * Folds events into documents held in memory until they are taken to be stored.
 *
 * Sums are taken before the documents that they count. A store without transactions that dies inside the batch has then
 * either stored no document, so that a replay finds every change again and each sum leaves out what it has seen; or it
 * has stored all the sums, so that a document which leaves out an event leaves out nothing that a sum still needs.
 */
export class Folding {
  readonly #families: readonly FamilyFolding[];
  #position = 0;

  constructor(store: ViewStore, targets: readonly Target[], options: FoldingOptions) {
    this.#families = targets.map((target) => new FamilyFolding(store, target, options));
  }

  /** Documents that wait to be taken. */
  get pending(): number {
    return this.#families.reduce((sum, family) => sum + family.pending, 0);
  }

  /** In order of position. Throws {@link FoldFailure}; then nothing may be taken any more. */
  async add(events: readonly RecordedEvent[]): Promise<void> {
    for (const family of this.#families) await family.add(events);
    this.#position = events.at(-1)?.position ?? this.#position;
  }

  async take(): Promise<readonly Writes[]> {
    const taken: Writes[][] = [];
    for (const family of this.#families) taken.push(await family.take(this.#position));
    return taken.flat().filter(({ documents }) => documents.length > 0);
  }
}

class FamilyFolding {
  readonly #store: ViewStore;
  readonly #view: View<object>;
  readonly #collection: Collection;
  readonly #sums: readonly Sums[];
  readonly #countsEachEvent: boolean;
  readonly #cache: LRUCache<string, Working>;
  #working = new Map<string, Working>();

  constructor(store: ViewStore, { family, view, rollups }: Target, { counting, cached }: FoldingOptions) {
    this.#store = store;
    this.#view = family.view;
    this.#collection = view;
    this.#sums = family.rollups.map((rollup, i) => new Sums(rollup, rollups[i]!, store, cached));
    this.#countsEachEvent = counting === 'each-event';
    this.#cache = new LRUCache({ max: cached });
  }

  get pending(): number {
    return this.#working.size;
  }

  async add(events: readonly RecordedEvent[]): Promise<void> {
    const keys = events.map((event) => this.#guarded(this.#view.name, event.position, () => this.#view.keysOf(event)));
    await this.#load(keys);
    events.forEach((event, i) => {
      for (const id of keys[i]!) this.#fold(this.#working.get(id)!, event);
    });
  }

  async take(position: number): Promise<Writes[]> {
    const changed = [...this.#working.values()].filter((working) => working.changed);
    for (const [i, working] of changed.entries()) {
      if (!this.#countsEachEvent) this.#count(working, position);
      working.changed = false;
      if (i % slice === slice - 1) await turn();
    }
    const sums: Writes[] = [];
    for (const sum of this.#sums) sums.push({ collection: sum.collection, documents: await sum.take(position) });
    const documents = changed.map(({ id, position, document }): StoredDocument => ({ id, position, document }));
    documents.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const working of this.#working.values()) this.#cache.set(working.id, working);
    this.#working = new Map();
    return [...sums, { collection: this.#collection, documents }];
  }

  #fold(working: Working, event: RecordedEvent): void {
    if (event.position <= working.position) return;
    const before = working.document;
    const after = this.#guarded(this.#view.name, event.position, () => this.#view.fold(before, event, working.id));
    if (after === before) return;
    working.document = after;
    working.position = event.position;
    working.changed = true;
    if (this.#countsEachEvent) this.#count(working, event.position);
  }

  #count(working: Working, position: number): void {
    for (const sum of this.#sums) this.#guarded(sum.rollup.name, working.position, () => sum.count(working.counted, working.document, position));
    working.counted = working.document;
  }

  /** Brings every document that the events touch into `#working`. */
  async #load(keys: readonly (readonly string[])[]): Promise<void> {
    const missing = new Set<string>();
    for (const ids of keys) {
      for (const id of ids) {
        if (this.#working.has(id)) continue;
        const cached = this.#cache.get(id);
        if (cached) this.#working.set(id, cached);
        else missing.add(id);
      }
    }
    if (missing.size === 0) return;
    const found = await this.#store.getMany(this.#collection, [...missing]);
    for (const id of missing) {
      const { position, document } = found.get(id) ?? { position: -1, document: undefined };
      this.#working.set(id, { id, position, document, counted: document, changed: false });
    }
  }

  #guarded<T>(view: string, position: number, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new FoldFailure(view, position, error);
    }
  }
}
