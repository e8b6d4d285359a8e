import { setImmediate as turn } from 'node:timers/promises';
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
   * or when the document is taken, which is faster and enough where an interrupted fold begins anew.
   */
  readonly counting: 'each-event' | 'when-taken';
  /** Documents of a view kept in memory after they were taken. */
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
  /** Since it was last looked at for its age. */
  touched: boolean;
  position: number;
  document: object | undefined;
  /** As the rollups have it counted. */
  counted: object | undefined;
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
  /** Whom an event of a type concerns, and whom any concerns. */
  readonly #byType: ReadonlyMap<string, readonly FamilyFolding[]>;
  readonly #ofAny: readonly FamilyFolding[];
  #position = 0;

  constructor(store: ViewStore, targets: readonly Target[], options: FoldingOptions) {
    this.#families = targets.map((target) => new FamilyFolding(store, target, options));
    const types = new Set(this.#families.flatMap(({ types = [] }) => types));
    this.#byType = new Map(Array.from(types, (type) => [type, this.#families.filter((family) => family.types?.includes(type) ?? true)]));
    this.#ofAny = this.#families.filter(({ types }) => !types);
  }

  /** Documents in memory. */
  get held(): number {
    return this.#families.reduce((sum, family) => sum + family.held, 0);
  }

  /** In order of position. Throws {@link FoldFailure}; then nothing may be taken any more. */
  async add(events: readonly RecordedEvent[]): Promise<void> {
    const concerning = new Map<FamilyFolding, RecordedEvent[]>();
    for (const event of events) {
      for (const family of this.#byType.get(event.type) ?? this.#ofAny) {
        const known = concerning.get(family);
        if (known) known.push(event);
        else concerning.set(family, [event]);
      }
    }
    for (const [family, ofFamily] of concerning) await family.add(ofFamily);
    this.#position = events.at(-1)?.position ?? this.#position;
  }

  /**
   * What is to be stored, in this order: all that has changed; or just the eighth that was not touched for longest, which is
   * for a fold that nobody reads yet: most documents are then stored once, when their last event is long past.
   */
  async take(which: 'all' | 'oldest eighth' = 'all'): Promise<readonly Writes[]> {
    const taken: Writes[][] = [];
    for (const family of this.#families) taken.push(await family.take(which, this.#position));
    return taken.flat().filter(({ documents }) => documents.length > 0);
  }
}

class FamilyFolding {
  readonly #store: ViewStore;
  readonly #view: View<object>;
  readonly types: readonly string[] | undefined;
  readonly #collection: Collection;
  readonly #sums: readonly Sums[];
  readonly #countsEachEvent: boolean;
  readonly #cached: number;
  /** Those that were not touched for longest first, but for those that were since they were last looked at. */
  readonly #working = new Map<string, Working>();
  readonly #changed = new Set<Working>();

  constructor(store: ViewStore, { family, view, rollups }: Target, { counting, cached }: FoldingOptions) {
    this.#store = store;
    this.#view = family.view;
    this.types = family.view.events;
    this.#collection = view;
    this.#sums = family.rollups.map((rollup, i) => new Sums(rollup, rollups[i]!, store, cached));
    this.#countsEachEvent = counting === 'each-event';
    this.#cached = cached;
  }

  get held(): number {
    return this.#working.size;
  }

  async add(events: readonly RecordedEvent[]): Promise<void> {
    const keys: (readonly string[])[] = [];
    this.#each(events, (event) => keys.push(this.#view.keysOf(event)));
    await this.#load(keys);
    this.#each(events, (event, i) => {
      for (const id of keys[i]!) this.#fold(this.#working.get(id)!, event);
    });
  }

  /** What the view throws is told with the event that made it. */
  #each(events: readonly RecordedEvent[], work: (event: RecordedEvent, i: number) => void): void {
    let i = 0;
    try {
      for (; i < events.length; i++) work(events[i]!, i);
    } catch (error) {
      throw error instanceof FoldFailure ? error : new FoldFailure(this.#view.name, events[i]!.position, error);
    }
  }

  async take(which: 'all' | 'oldest eighth', position: number): Promise<Writes[]> {
    const all = which === 'all';
    const old = this.#oldest(all ? this.#working.size - this.#cached : this.#working.size / 8);
    const chosen = all ? this.#changed : old;
    const changed = [...chosen].filter((working) => this.#changed.delete(working));
    for (const [i, working] of changed.entries()) {
      if (!this.#countsEachEvent) this.#count(working, Number.POSITIVE_INFINITY);
      if (i % slice === slice - 1) await turn();
    }
    const sums: Writes[] = [];
    for (const sum of this.#sums) sums.push({ collection: sum.collection, documents: await sum.take(position) });
    const documents = changed.map(({ id, position, document }): StoredDocument => ({ id, position, document }));
    documents.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const { id } of old) this.#working.delete(id);
    return [...sums, { collection: this.#collection, documents }];
  }

  #fold(working: Working, event: RecordedEvent): void {
    if (event.position <= working.position) return;
    const before = working.document;
    const after = this.#view.fold(before, event, working.id);
    if (after === before) return;
    working.document = after;
    working.position = event.position;
    this.#changed.add(working);
    if (this.#countsEachEvent) this.#count(working, event.position);
  }

  #count(working: Working, position: number): void {
    for (const sum of this.#sums) this.#guarded(sum.rollup.name, working.position, () => sum.count(working.counted, working.document, position));
    working.counted = working.document;
  }

  #oldest(count: number): Working[] {
    const oldest: Working[] = [];
    for (const working of this.#working.values()) {
      if (oldest.length >= count) break;
      if (!working.touched) oldest.push(working);
      else this.#spare(working);
    }
    return oldest;
  }

  /** It is young again, until the others have had their turn. */
  #spare(working: Working): void {
    working.touched = false;
    this.#working.delete(working.id);
    this.#working.set(working.id, working);
  }

  /** Brings every document that the events touch into `#working`. */
  async #load(keys: readonly (readonly string[])[]): Promise<void> {
    const missing = new Set<string>();
    for (const ids of keys) {
      for (const id of ids) {
        const working = this.#working.get(id);
        if (working) working.touched = true;
        else missing.add(id);
      }
    }
    if (missing.size === 0) return;
    const found = await this.#store.getMany(this.#collection, [...missing]);
    for (const id of missing) {
      const { position, document } = found.get(id) ?? { position: -1, document: undefined };
      this.#working.set(id, { id, touched: false, position, document, counted: document });
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
