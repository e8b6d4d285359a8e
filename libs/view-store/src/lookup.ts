import type { Collection, ViewStore } from './port.ts';
import type { Counts, Page, Rollup, View, ViewQuery } from './view.ts';

/** Reads documents from the generations that answer, as the caller finds them. */
export class Lookup {
  readonly #store: Pick<ViewStore, 'getMany' | 'find'>;
  readonly #with: <T>(name: string, read: (collection: Collection) => Promise<T>) => Promise<T>;

  /** `collection` gives a view's live generation to a read; it may run the read again on a newer one. */
  constructor(store: Pick<ViewStore, 'getMany' | 'find'>, collection: <T>(name: string, read: (collection: Collection) => Promise<T>) => Promise<T>) {
    this.#store = store;
    this.#with = collection;
  }

  async get<D extends object>(view: View<D>, id: string): Promise<D | undefined> {
    return (await this.getMany(view, [id])).get(id);
  }

  getMany<D extends object>(view: View<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    return this.#documents<D>(view.name, ids);
  }

  find<D extends object>(view: View<D>, query: ViewQuery): Promise<Page<D>> {
    return this.#with(view.name, async (collection) => (await this.#store.find(collection, query)) as Page<D>);
  }

  counts<D extends object>(rollup: Rollup<D>, keys: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
    return this.#documents<Counts>(rollup.name, keys);
  }

  #documents<D extends object>(name: string, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    return this.#with(name, async (collection) => {
      const found = await this.#store.getMany(collection, ids);
      const present = [...found.values()].filter(({ document }) => document !== undefined);
      return new Map(present.map(({ id, document }) => [id, document as D]));
    });
  }
}

