import type { EventBatch } from '#event-store';

/** What a release follows that writes the event with this payload in a newer version. */
export async function* asNewer(batches: AsyncIterable<EventBatch>, data: unknown): AsyncIterable<EventBatch> {
  for await (const batch of batches) yield { ...batch, events: batch.events.map((event) => (event.data === data ? { ...event, meta: { ...event.meta, schemaVersion: 2 } } : event)) };
}
