import type { Outlet, PublishingTurn } from '#feed';
import type { RecordedEvent } from '#kernel';
import { sampled, type OpenSpan, type Tracing } from '#platform';

/** A span `publish` for each event that somebody follows; what takes the event from the feed goes on below it. */
export function tracedOutlet(outlet: Outlet, tracing: Tracing, topicOf: (event: RecordedEvent) => string | undefined): Outlet {
  return {
    async *turns(...given) {
      for await (const turn of outlet.turns(...given)) yield { ...turn, publish: (batch) => publish(turn, batch) };
    },
  };

  async function publish(turn: PublishingTurn, { events, position }: Parameters<PublishingTurn['publish']>[0]): Promise<void> {
    const spans: OpenSpan[] = [];
    const traced = events.map((event) => {
      const topic = topicOf(event);
      if (topic === undefined || !sampled(event.meta.traceparent)) return event;
      const span = tracing.start('publish', { parent: event.meta.traceparent, kind: 'producer', facts: { 'messaging.destination.name': topic, 'conectamef.event': event.type, 'conectamef.position': event.position } });
      spans.push(span);
      return { ...event, meta: { ...event.meta, traceparent: span.traceparent } };
    });
    try {
      await turn.publish({ events: traced, position });
      for (const span of spans) span.end();
    } catch (error) {
      for (const span of spans) span.fail(error);
      throw error;
    }
  }
}
