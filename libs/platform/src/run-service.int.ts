import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '#event-store';
import { embeddedFeed, type Feed } from '#feed';
import { openDiskFileStore } from '#files';
import { openKeyStore } from '#personal-data';
import { EmbeddedViewStore, ViewGroup } from '#view-store';
import { readConfig } from './config.ts';
import { viewsOf } from './context.ts';
import { createLog } from './log.ts';
import { runService } from './run-service.ts';
import type { Services } from './services.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'service-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('a seed outlasts views that are slower than a request would wait for', async () => {
  const store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  const documents = new EmbeddedViewStore({ file: join(folder, 'views.db') });
  const gate = Promise.withResolvers<void>();
  const feed: Feed = {
    async *follow(options) {
      await gate.promise;
      yield* embeddedFeed(store).follow(options);
    },
  };
  const views = new ViewGroup({ name: 'test', ...viewsOf([]), log: store, feed, store: documents });
  const keys = await openKeyStore(join(folder, 'keys'), { create: true });
  const files = await openDiskFileStore(join(folder, 'files'));
  const close = async () => {
    await documents.close();
    await store.close();
    await keys.close();
  };
  async function prepare({ store: log, views: own, settled, caughtUp }: Services): Promise<void> {
    const meta = { schemaVersion: 1, occurredAt: '2026-03-02T13:00:00.000Z', actor: { kind: 'system', id: 'seed', role: 'system' }, provision: 'DIR.5.4', correlationId: 'c', causationId: 'c' } as const;
    await log.append({ stream: 'seeded', expected: 'any', events: [{ id: randomUUID(), type: 'Happened', data: {}, meta }] });
    // The feed stands still until a request would have given up.
    const asRequest = settled(await log.head()).then(() => 'answered', () => 'gave up');
    void asRequest.then(() => gate.resolve());
    await caughtUp();
    expect(await asRequest).toBe('gave up');
    expect(own.position()).toBe(await log.head());
  }
  const config = readConfig({ PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'silent' });
  const running = await runService({ config, adapters: { store, views, keys, files, sessionSecret: new Uint8Array(32), close }, contexts: [], log: createLog(config), describe: async () => [], prepare });
  await running.close();
});
