import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { takeEventStoreDb, type Engine } from '#engines';
import { openEventStoreDb } from '../index.ts';
import { eventStoreContract } from '../testing/event-store-contract.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await takeEventStoreDb();
}, 180_000);

afterAll(() => engine?.stop());

/** Each test has streams of its own in the one engine. */
eventStoreContract('EventStoreDB', async () => {
  const prefix = `t${randomUUID().slice(0, 8)}-`;
  return {
    open: (options = {}) => openEventStoreDb(engine.url, { prefix, ...options }),
    clean: async () => undefined,
  };
});
