import type { EventLog } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { ViewReader } from '#view-store';
import { sampled, type SpanFacts, type Tracing } from './tracing.ts';

const pageSize = 500;

/**
 * A span `fold` for each event that somebody follows: from its record until the views had stored it. It is made from what
 * the views tell, so it is the same in whichever thread or process they are folded.
 */
export function traceFolds(views: Pick<ViewReader, 'onApplied'>, log: EventLog, tracing: Tracing): () => void {
  let queue = Promise.resolve();
  return views.onApplied(({ after, position: until }) => {
    const span = async () => {
      for (let position = after; position < until; ) {
        const events = (await log.readAll(position, pageSize)).filter((event) => event.position <= until);
        if (events.length === 0) return;
        for (const event of events) traceEvent(tracing, 'fold', event, Date.parse(event.recordedAt));
        position = events.at(-1)!.position;
      }
    };
    queue = queue.then(span).catch(() => undefined);
  });
}

/** A span that is over, on an event's trace if it is followed. */
export function traceEvent(tracing: Tracing, name: string, event: RecordedEvent, startedAt: number, facts: SpanFacts = {}): void {
  const { traceparent } = event.meta;
  if (!sampled(traceparent)) return;
  tracing.start(name, { parent: traceparent, startedAt, facts: { 'conectamef.event': event.type, 'conectamef.position': event.position, ...facts } }).end();
}
