/** A value that JSON can carry unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A fact of the domain: past tense, JSON payload (ISO strings, integer céntimos, text ids). */
export interface DomainEvent<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** Who acted. Always taken from the session, never from a request's body. */
export interface Actor {
  readonly kind: 'person' | 'system';
  readonly id: string;
  readonly role: string;
  readonly centre?: string;
  readonly organ?: string;
}

/** Whoever answers a survey or drops a suggestion: who it was is nobody's business, and when is told of no finer than the day. */
export const kiosk: Actor = { kind: 'system', id: 'kiosk', role: 'system' };

/** Everything about an event that is not the fact itself. */
export interface EventMetadata {
  /** Version of the payload's schema; older ones are upcast on read. */
  readonly schemaVersion: number;
  /** When the fact is claimed to have happened, ISO 8601 with offset Z. */
  readonly occurredAt: string;
  readonly actor: Actor;
  /** The provision of the norm that the fact fulfils, such as `DIR.5.4`. */
  readonly provision: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** The centre (or organ) whose history this is: the key of order between services. */
  readonly centre?: string;
  readonly organ?: string;
  /** W3C trace context of the request. */
  readonly traceparent?: string;
}

export interface NewEvent<T extends string = string, D = unknown> extends DomainEvent<T, D> {
  /** UUID; appending the same id at the same place twice has no second effect. */
  readonly id: string;
  readonly meta: EventMetadata;
}

export interface RecordedEvent<T extends string = string, D = unknown> extends NewEvent<T, D> {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Place in the whole log, strictly increasing. Not a count. */
  readonly position: number;
  /** When the store took it, ISO 8601. */
  readonly recordedAt: string;
}
