import type { EventMetadata, NewEvent, RecordedEvent } from '#kernel';
import type { ExpectedRevision } from '../port.ts';
import { EventStoreDbError } from './errors.ts';

/** What lies beside an event in the engine. */
export interface StoredMetadata {
  readonly meta: EventMetadata;
  /** Of the call that wrote it: tells its own events from those that a repeat finds. */
  readonly attempt: string;
  /** Id of the command's mark. */
  readonly command?: string;
}

/** An event as the client takes it. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json';
  /** Any JSON; the client's type is narrower than what it writes. */
  readonly data: Record<string, unknown>;
  readonly metadata: { readonly [key: string]: unknown };
}

/** An event as the client gives it, as far as we look at it. */
export interface StoredEvent {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: Date;
  readonly position?: { readonly commit: bigint; readonly prepare: bigint } | undefined;
}

/**
 * As JSON will hold it. The client writes its JSON where nobody waits for an error, so what JSON can't hold is found here.
 * @throws TypeError
 */
export function encode(id: string, type: string, data: unknown, metadata: { readonly [key: string]: unknown }): EncodedEvent {
  const text = JSON.stringify({ data, metadata });
  const plain = JSON.parse(text) as Partial<EncodedEvent>;
  if (plain.data === undefined) throw new TypeError(`event ${type} has no data that JSON can hold`);
  return { id, type, contentType: 'application/json', data: plain.data, metadata: plain.metadata ?? {} };
}

export const encodeEvent = ({ id, type, data, meta }: NewEvent, { attempt, command }: Omit<StoredMetadata, 'meta'>): EncodedEvent =>
  encode(id, type, data, { meta, attempt, ...(command && { command }) });

/** @throws EventStoreDbError on an event that the platform has not written, or a position beyond 2^53 − 1 */
export function decodeEvent(stored: StoredEvent, prefix: string): RecordedEvent {
  const { id, type, data } = stored;
  return { id, type, data, meta: metadataOf(stored).meta, ...placeOf(stored, prefix) };
}

export function placeOf(stored: StoredEvent, prefix: string): Pick<RecordedEvent, 'stream' | 'revision' | 'position' | 'recordedAt'> {
  return {
    stream: stored.streamId.slice(prefix.length),
    revision: Number(stored.revision),
    position: positionOf(stored),
    recordedAt: stored.created.toISOString(),
  };
}

export function metadataOf({ metadata, streamId, revision }: StoredEvent): StoredMetadata {
  const found = metadata as Partial<StoredMetadata> | undefined;
  if (!found?.meta || !found.attempt) throw new EventStoreDbError('refused', `el evento ${revision} de la corriente ${streamId} no lo escribió la plataforma`);
  return found as StoredMetadata;
}

function positionOf({ position, streamId, revision }: StoredEvent): number {
  const where = `el evento ${revision} de la corriente ${streamId}`;
  if (!position || position.commit === 0xffff_ffff_ffff_ffffn) throw new EventStoreDbError('refused', `${where} llegó sin posición; hace falta EventStoreDB 23.10 o posterior`);
  if (position.commit !== position.prepare) throw new EventStoreDbError('refused', `${where} es parte de una transacción; la plataforma no las escribe`);
  return safe(position.commit, where);
}

/** A commit position as a number. Beyond 2^53 − 1 two positions would become one: refused. */
export function safe(position: bigint, where: string): number {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) throw new EventStoreDbError('refused', `${where} está en la posición ${position}, más allá de 2^53 − 1, lo que la plataforma puede contar`);
  return Number(position);
}

/** Revision of the first event after what the writer expects. */
export const after = (expected: Exclude<ExpectedRevision, 'any'>): number => (expected === 'none' ? 0 : expected + 1);

/** Revision that the stream is believed to be at; -1 where it does not exist. */
export const expectedNumber = (expected: Exclude<ExpectedRevision, 'any'>): number => after(expected) - 1;
