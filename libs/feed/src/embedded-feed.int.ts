import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { embeddedFeed } from './embedded-feed.ts';
import { feedContract } from './testing/feed-contract.ts';

feedContract('the embedded log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'feed-'));
  const store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  return {
    feed: embeddedFeed(store),
    append: async (centre, ...events) => (await store.append({ stream: centre, expected: 'any', events })).events,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
