import { randomUUID } from 'node:crypto';
import { viewStoreContract } from '../testing/view-store-contract.ts';
import { openMongoViewStore } from './open-mongo-view-store.ts';

const url = 'mongodb://127.0.0.1:27099/';
viewStoreContract('MongoDB', async () => {
  const database = `t-${randomUUID().slice(0, 8)}`;
  return { open: () => openMongoViewStore(url, { database }), clean: async () => undefined };
});
