import type { RecordedEvent } from '#kernel';
import type { EventLog, ScanRange } from './port.ts';

/** A scan by the log's own following, which reconnects. */
export async function* scanByFollowing(log: Pick<EventLog, 'follow'>, { after, to, pageSize, signal }: ScanRange): AsyncGenerator<readonly RecordedEvent[], void, void> {
  if (after >= to) return;
  for await (const { events, position, caughtUp } of log.follow({ after, maxBatch: pageSize, ...(signal && { signal }) })) {
    const wanted = position > to ? events.filter((event) => event.position <= to) : events;
    if (wanted.length > 0) yield wanted;
    if (position >= to || caughtUp) return;
  }
}
