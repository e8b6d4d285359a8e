import type { JsonSchema } from './payload-schema.ts';

const text = (description: string, rest: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...rest });
const whole = { pattern: '^[0-9]+$' };
const headersOf = (required: JsonSchema, optional: JsonSchema = {}): JsonSchema => ({ type: 'object', required: Object.keys(required), properties: { ...required, ...optional } });

const envelope = {
  ce_specversion: { const: '1.0' },
  ce_id: text('Id of the event, the same however often it is delivered'),
};

/**
 * CloudEvents 1.0 in Kafka's binary mode: every attribute is a header `ce_…`, its value text; the payload is the event's
 * data alone. `traceparent` is W3C's own header.
 */
export const headers = (context: string, type: string, version: number): JsonSchema =>
  headersOf(
    {
      'content-type': { const: 'application/json' },
      ...envelope,
      ce_source: { const: `urn:conectamef:${context}` },
      ce_type: { const: `conectamef.${context}.${type}` },
      ce_subject: text('Stream in which it lies'),
      ce_time: text('When the fact is claimed to have happened', { format: 'date-time' }),
      ce_partitionkey: text('The message’s key: centre, else organ, else stream'),
      ce_position: text('Place in the whole log, strictly increasing; not a count', whole),
      ce_revision: text('Place in its stream, from 0', whole),
      ce_recordedtime: text('When the store took it', { format: 'date-time' }),
      ce_schemaversion: { const: String(version) },
      ce_provision: text('Provision of the norm that it fulfils, such as DIR.5.4'),
      ce_actor: text('JSON of who acted: kind, id, role, and centre or organ. No name'),
      ce_correlationid: text('Request that began it all'),
      ce_causationid: text('Request or event that caused it'),
    },
    {
      ce_centre: text('Centre whose history it is'),
      ce_organ: text('Organ whose history it is'),
      traceparent: text('W3C trace context', { pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$' }),
    },
  );

/** No event: the relay says to a partition that whatever it has to hold up to a position, it holds. */
export const markerHeaders: JsonSchema = headersOf({
  ...envelope,
  ce_source: { const: 'urn:conectamef:relay' },
  ce_type: { const: 'conectamef.relay.Marker' },
  ce_position: text('Up to here the partition is complete', whole),
});
