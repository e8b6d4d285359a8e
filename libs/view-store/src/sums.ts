import { LRUCache } from 'lru-cache';
import type { Collection, StoredDocument, ViewStore } from './port.ts';
import type { Counts, Rollup } from './view.ts';

type Totals = Map<string, number>;

interface Change {
  readonly position: number;
  readonly counts: Totals;
}

/** What a rollup gains and loses since it was last stored. */
export class Sums {
  readonly rollup: Rollup<object>;
  readonly collection: Collection;
  readonly #store: ViewStore;
  readonly #cache: LRUCache<string, StoredDocument>;
  #changes = new Map<string, Change[]>();

  constructor(rollup: Rollup<object>, collection: Collection, store: ViewStore, cached: number) {
    this.rollup = rollup;
    this.collection = collection;
    this.#store = store;
    this.#cache = new LRUCache({ max: cached });
  }

  /** A source document went from `before` to `after` by the event at `position`; `Infinity`: no sum has seen that yet. */
  count(before: object | undefined, after: object | undefined, position: number): void {
    const difference = new Map<string, Totals>();
    if (before) this.#add(difference, before, -1);
    if (after) this.#add(difference, after, 1);
    for (const [key, counts] of difference) {
      if ([...counts.values()].some((count) => count !== 0)) addTo(this.#changeOf(key, position), counts);
    }
  }

  /**
   * The sums as they are at `position`. A sum that has seen a change already (a part of this batch was stored before the
   * process died) leaves it out. A sum that was touched is written even where the gains of one document cancel the losses
   * of another: from then on it says that it has seen them, whichever of the two documents reach the disk.
   */
  async take(position: number): Promise<readonly StoredDocument[]> {
    const changes = this.#changes;
    this.#changes = new Map();
    const stored = await this.#load([...changes.keys()]);
    const documents: StoredDocument[] = [];
    for (const [id, all] of changes) {
      const before = stored.get(id);
      const unseen = all.filter((change) => change.position > (before?.position ?? -1));
      if (unseen.length > 0) documents.push({ id, position, document: summed(before?.document as Counts | undefined, unseen) });
    }
    for (const document of documents) this.#cache.set(document.id, document);
    return documents;
  }

  #add(totals: Map<string, Totals>, document: object, sign: 1 | -1): void {
    for (const { key, counts } of this.rollup.contributions(document)) {
      let ofKey = totals.get(key);
      if (!ofKey) totals.set(key, (ofKey = new Map()));
      for (const [name, count = 0] of Object.entries(counts)) {
        if (!Number.isSafeInteger(count)) throw new Error(`${count} ${name} can't be counted: only whole numbers add up in any order`);
        ofKey.set(name, (ofKey.get(name) ?? 0) + sign * count);
      }
    }
  }

  #changeOf(key: string, position: number): Totals {
    const changes = this.#changes.get(key);
    const last = changes?.at(-1);
    if (last?.position === position) return last.counts;
    const change: Change = { position, counts: new Map() };
    if (changes) changes.push(change);
    else this.#changes.set(key, [change]);
    return change.counts;
  }

  async #load(keys: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    const cached = keys.map((key) => this.#cache.get(key)).filter((document) => document !== undefined);
    const missing = keys.filter((key) => !this.#cache.has(key));
    const found = missing.length > 0 ? await this.#store.getMany(this.collection, missing) : [];
    return new Map([...cached.map((document) => [document.id, document] as const), ...found]);
  }
}

function addTo(totals: Totals, counts: Totals): void {
  for (const [name, count] of counts) totals.set(name, (totals.get(name) ?? 0) + count);
}

/** Zeros are left out and names sorted: equal sums are equal texts, whatever the way there. */
function summed(stored: Counts | undefined, changes: readonly Change[]): Counts | undefined {
  const totals: Totals = new Map(Object.entries(stored?.counts ?? {}));
  for (const { counts } of changes) addTo(totals, counts);
  const entries = [...totals].filter(([, total]) => total !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length > 0 ? { counts: Object.fromEntries(entries) } : undefined;
}
