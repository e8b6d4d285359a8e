import type { Checkpoint, ViewStore, Writes } from '../port.ts';
import { Crash } from './memory-view-store.ts';

/** The same store, which dies after so many more writes (each document is one, and so is the checkpoint), once. */
export function cutAfter(store: ViewStore, writes: number): ViewStore & { readonly hasDied: boolean } {
  let left = writes;
  const count = (): void => {
    if (left-- === 0) throw new Crash(`cut after ${writes} writes`);
  };
  const commit = async (all: readonly Writes[], checkpoint?: Checkpoint): Promise<void> => {
    for (const { collection, documents } of all) {
      for (const document of documents) {
        count();
        await store.commit([{ collection, documents: [document] }]);
      }
    }
    if (!checkpoint) return;
    count();
    await store.commit([], checkpoint);
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'commit') return commit;
      if (name === 'load') return (writes: Writes) => commit([writes]);
      if (name === 'hasDied') return left < 0;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  }) as ViewStore & { readonly hasDied: boolean };
}
