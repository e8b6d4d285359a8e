import { isDeepStrictEqual } from 'node:util';
import { ViewsReplaced } from '../errors.ts';
import type { Checkpoint, Collection, CollectionSpec, Difference, GroupState, StoredDocument, ViewStore, Writes } from '../port.ts';
import { comparable, planQuery, writeCursor, type QueryPlan } from '../query-plan.ts';
import type { Comparable, Page, ViewQuery } from '../view.ts';

/** The process died. */
export class Crash extends Error {}

/**
 * The weakest store that the port allows, in memory: each document is a write of its own, a batch may be cut anywhere, and
 * a removal leaves its position behind. `crashAfter` says how many more writes succeed.
 */
export class MemoryViewStore implements ViewStore {
  crashAfter = Number.POSITIVE_INFINITY;
  readonly #documents = new Map<number, Map<string, string>>();
  readonly #groups = new Map<string, GroupState>();

  async group(name: string): Promise<GroupState> {
    return this.#groups.get(name) ?? { position: 0, live: [] };
  }

  async create(spec: CollectionSpec): Promise<Collection> {
    const collection = { ...spec, id: this.#documents.size + 1 };
    this.#documents.set(collection.id, new Map());
    return collection;
  }

  async getMany(collection: Collection, ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>> {
    const all = this.#documents.get(collection.id)!;
    return new Map(ids.filter((id) => all.has(id)).map((id) => [id, parse(all.get(id)!)]));
  }

  async find(collection: Collection, query: ViewQuery): Promise<Page<object>> {
    const plan = planQuery(collection, query);
    const matching = this.#present(collection).filter(({ document }) => matches(plan, document));
    const ordered = matching.sort((a, b) => compare(plan, a, b)).filter((found) => isBeyond(plan, found));
    const found = ordered.slice(0, plan.limit);
    const documents = found.map(({ document }) => document);
    return ordered.length > plan.limit ? { documents, next: writeCursor(plan, found.at(-1)!) } : { documents };
  }

  async count(collection: Collection): Promise<number> {
    return this.#present(collection).length;
  }

  load(writes: Writes): Promise<void> {
    return this.commit([writes]);
  }

  async commit(writes: readonly Writes[], checkpoint?: Checkpoint): Promise<void> {
    for (const { collection, documents } of writes) {
      const all = this.#documents.get(collection.id)!;
      for (const document of documents) this.#write(() => this.#put(all, document));
    }
    const live = new Set(checkpoint && this.#live(checkpoint.group).map(({ id }) => id));
    if (checkpoint?.live?.some(({ id }) => !live.has(id))) throw new ViewsReplaced(checkpoint.group);
    if (checkpoint) this.#write(() => this.#groups.set(checkpoint.group, { position: checkpoint.position, live: this.#live(checkpoint.group) }));
  }

  async seal(): Promise<void> {
    // Every query looks at every document.
  }

  async switch({ group, position }: Checkpoint, collections: readonly Collection[]): Promise<readonly Collection[]> {
    const isReplaced = (live: Collection) => collections.some(({ name }) => name === live.name);
    const before = this.#live(group);
    this.#write(() => this.#groups.set(group, { position, live: [...before.filter((live) => !isReplaced(live)), ...collections] }));
    return before.filter(isReplaced);
  }

  async drop(collections: readonly Collection[]): Promise<void> {
    for (const { id, group } of collections) {
      this.#documents.get(id)!.clear();
      this.#groups.set(group, { position: (await this.group(group)).position, live: this.#live(group).filter((live) => live.id !== id) });
    }
  }

  async differences(live: Collection, rebuilt: Collection, limit: number): Promise<readonly Difference[]> {
    const sides = [live, rebuilt].map((collection) => new Map(this.#present(collection).map(({ id, document }) => [id, document])));
    const ids = [...new Set(sides.flatMap((side) => [...side.keys()]))];
    const all = ids.map((id) => ({ view: live.name, id, live: sides[0]!.get(id), rebuilt: sides[1]!.get(id) }));
    return all.filter((pair) => !isDeepStrictEqual(pair.live, pair.rebuilt)).slice(0, limit);
  }

  async close(): Promise<void> {
    this.crashAfter = 0;
  }

  #put(all: Map<string, string>, document: StoredDocument): void {
    const before = all.get(document.id);
    if (!before || parse(before).position <= document.position) all.set(document.id, JSON.stringify(document));
  }

  #write(write: () => void): void {
    if (this.crashAfter-- <= 0) throw new Crash();
    write();
  }

  #live(group: string): readonly Collection[] {
    return this.#groups.get(group)?.live ?? [];
  }

  #present({ id }: Collection): { id: string; document: object }[] {
    const stored = [...this.#documents.get(id)!.values()].map(parse);
    return stored.flatMap(({ id, document }) => (document ? [{ id, document }] : []));
  }
}

const parse = (text: string): StoredDocument => ({ document: undefined, ...(JSON.parse(text) as Omit<StoredDocument, 'document'>) });

function matches({ equal, by, range }: QueryPlan, document: object): boolean {
  const value = by === undefined ? null : comparable(document, by);
  const within = (bound: Comparable | undefined, holds: (order: number) => boolean) => bound === undefined || (value !== null && holds(order(value, bound)));
  return (
    equal.every(([field, wanted]) => comparable(document, field) === wanted) &&
    within(range.gt, (sign) => sign > 0) &&
    within(range.gte, (sign) => sign >= 0) &&
    within(range.lt, (sign) => sign < 0) &&
    within(range.lte, (sign) => sign <= 0)
  );
}

type Found = { readonly id: string; readonly document: object };

function compare({ by, descending }: QueryPlan, a: Found, b: Found): number {
  const byValue = by === undefined ? 0 : order(comparable(a.document, by), comparable(b.document, by));
  return (byValue || order(a.id, b.id)) * (descending ? -1 : 1);
}

function isBeyond({ by, descending, after }: QueryPlan, { id, document }: Found): boolean {
  if (!after) return true;
  const byValue = by === undefined ? 0 : order(comparable(document, by), after.value);
  return (byValue || order(id, after.id)) * (descending ? -1 : 1) > 0;
}

function order(a: Comparable | null, b: Comparable | null): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a === null || (b !== null && a < b) ? -1 : 1;
}
