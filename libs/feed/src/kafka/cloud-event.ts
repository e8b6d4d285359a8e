import { UnknownVersion, upcast, type Upcasters } from '#event-store';
import type { EventMetadata, RecordedEvent } from '#kernel';

/**
 * An event on the wire: a CloudEvent 1.0 in Kafka's binary mode. The payload is the value; each attribute is a header `ce_…`,
 * those of the standard and, as extensions, what else the log knows of it. `traceparent` is a header of its own (W3C).
 */
export interface OutgoingMessage {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}

/** As a broker gives it. */
export interface IncomingMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>>;
}

/** A message that is none of the log's events, or cannot be read as one. Its message is Spanish and names the place. */
export class Undecodable extends Error {
  override readonly name = 'Undecodable';
}

export const markerType = 'conectamef.relay.Marker';

/** What is ordered stays ordered: a centre's events share a partition, else an organ's, else a stream's. */
export const keyOf = ({ meta, stream }: RecordedEvent): string => meta.centre ?? meta.organ ?? stream;

export function encode(event: RecordedEvent, context: string): OutgoingMessage {
  const { schemaVersion, occurredAt, actor, provision, correlationId, causationId, centre, organ, traceparent, ...unknown } = event.meta;
  unknown satisfies Record<string, never>;
  const headers = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_source: `urn:conectamef:${context}`,
    ce_type: `conectamef.${context}.${event.type}`,
    ce_subject: event.stream,
    ce_time: occurredAt,
    ce_partitionkey: keyOf(event),
    ce_position: String(event.position),
    ce_revision: String(event.revision),
    ce_recordedtime: event.recordedAt,
    ce_schemaversion: String(schemaVersion),
    ce_provision: provision,
    ce_actor: JSON.stringify(actor),
    ce_correlationid: correlationId,
    ce_causationid: causationId,
    ...(centre !== undefined && { ce_centre: centre }),
    ...(organ !== undefined && { ce_organ: organ }),
    ...(traceparent !== undefined && { traceparent }),
  };
  return { key: keyOf(event), headers, value: JSON.stringify(event.data) };
}

/** Says to a partition: whatever it has to hold up to `position`, it holds. */
export function marker(position: number): OutgoingMessage {
  const headers = { ce_specversion: '1.0', ce_id: `marker-${position}`, ce_source: 'urn:conectamef:relay', ce_type: markerType, ce_position: String(position) };
  return { key: null, headers, value: null };
}

export interface Place {
  readonly position: number;
  readonly marker: boolean;
}

/**
 * The message's place in the log's order, without reading it further.
 * @throws Undecodable if it has none
 */
export function placeOf(message: IncomingMessage): Place {
  if (header(message, 'ce_specversion') !== '1.0') throw undecodable(message, 'no es un CloudEvent 1.0');
  return { position: whole(message, 'ce_position', 1), marker: header(message, 'ce_type') === markerType };
}

/** The event's type, without reading the message further. */
export const typeOf = (message: IncomingMessage): string => header(message, 'ce_type')?.split('.').at(-1) ?? '';

/** @throws Undecodable also where a newer release wrote it */
export function decode(message: IncomingMessage, upcasters: Upcasters): RecordedEvent {
  const { position } = placeOf(message);
  const { centre, organ, traceparent } = { centre: header(message, 'ce_centre'), organ: header(message, 'ce_organ'), traceparent: header(message, 'traceparent') };
  const event: RecordedEvent = {
    id: required(message, 'ce_id'),
    type: typeOf(message) || required(message, 'ce_type'),
    data: json(message, 'el contenido', message.value?.toString() ?? ''),
    meta: {
      schemaVersion: whole(message, 'ce_schemaversion', 1),
      occurredAt: required(message, 'ce_time'),
      actor: json(message, 'ce_actor', required(message, 'ce_actor')) as EventMetadata['actor'],
      provision: required(message, 'ce_provision'),
      correlationId: required(message, 'ce_correlationid'),
      causationId: required(message, 'ce_causationid'),
      ...(centre !== undefined && { centre }),
      ...(organ !== undefined && { organ }),
      ...(traceparent !== undefined && { traceparent }),
    },
    stream: required(message, 'ce_subject'),
    revision: whole(message, 'ce_revision', 0),
    position,
    recordedAt: required(message, 'ce_recordedtime'),
  };
  try {
    return upcast(event, upcasters);
  } catch (error) {
    throw error instanceof UnknownVersion ? undecodable(message, error.message) : error;
  }
}

const undecodable = ({ topic, partition, offset }: IncomingMessage, why: string): Undecodable =>
  new Undecodable(`Mensaje ilegible en ${topic}, partición ${partition}, posición ${offset}: ${why.replace(/\.$/, '')}.`);

function header(message: IncomingMessage, name: string): string | undefined {
  const value = message.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.toString();
}

function required(message: IncomingMessage, name: string): string {
  const value = header(message, name);
  if (value === undefined || value === '') throw undecodable(message, `falta la cabecera ${name}`);
  return value;
}

function whole(message: IncomingMessage, name: string, least: number): number {
  const value = required(message, name);
  if (!/^\d+$/.test(value) || Number(value) < least || !Number.isSafeInteger(Number(value))) throw undecodable(message, `la cabecera ${name} no es un número`);
  return Number(value);
}

/** The text itself is never told: it may name persons. */
function json(message: IncomingMessage, what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw undecodable(message, `${what} no es JSON`);
  }
}
