import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { EmbeddedFeed } from './embedded-feed.ts';
import { feedContract, happened } from './testing/feed-contract.ts';

feedContract('the embedded log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'feed-'));
  const store = new EmbeddedEventStore({ file: join(folder, 'log.db') });
  return {
    feed: new EmbeddedFeed(store),
    async append(centre, ...data) {
      const { events } = await store.append({ stream: centre, expected: 'any', events: data.map((each) => happened(centre, each)) });
      return events;
    },
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
