import { MemoryViewStore } from './memory-view-store.ts';
import { viewStoreContract } from './view-store-contract.ts';

viewStoreContract('The weakest store', async () => {
  const store = new MemoryViewStore();
  return {
    open: async () => {
      store.crashAfter = Number.POSITIVE_INFINITY;
      return store;
    },
    clean: async () => undefined,
  };
});
