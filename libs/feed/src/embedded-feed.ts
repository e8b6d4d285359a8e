import type { EventLog } from '#event-store';
import type { Feed } from './port.ts';

/** The log itself as a feed, for whoever runs where it is. Each that follows is served: a group has one member there. */
export const embeddedFeed = (log: Pick<EventLog, 'follow'>): Feed => ({
  async *follow({ after, maxBatch, signal }) {
    yield* log.follow({ after: await after(), ...(maxBatch !== undefined && { maxBatch }), ...(signal && { signal }) });
  },
});
