import type { z } from 'zod';
import { intakeEvents } from './intake/events.ts';
import { referenceEvents } from './reference/events.ts';

/** The events that each context publishes, with the schemas of their newest versions. A type has one context, for ever. */
export const publishedEvents = { reference: referenceEvents, intake: intakeEvents } as const satisfies Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>;
export type PublishingContext = keyof typeof publishedEvents;

/** Kafka topic of a context's events. The number is that of the envelope, not of the events in it. */
export const topicOf = (context: PublishingContext): string => `conectamef.${context}.v1`;

const contexts: ReadonlyMap<string, PublishingContext> = new Map(
  (Object.keys(publishedEvents) as PublishingContext[]).flatMap((context) => Object.keys(publishedEvents[context]).map((type) => [type, context])),
);

/** The context that publishes events of this type; `undefined` when none does. */
export const contextOf = (type: string): PublishingContext | undefined => contexts.get(type);
