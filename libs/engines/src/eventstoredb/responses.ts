import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Placed } from './log.ts';
import { ReadResponse, StreamIdentifier, UUID, type ReadReq, type ReadResp } from './protocol.ts';

/** Waits where the client is slow. */
export async function send(call: ServerWritableStream<ReadReq, ReadResp>, response: ReadResp): Promise<void> {
  if (call.cancelled || call.write(response)) return;
  await Promise.race([once(call, 'drain'), once(call, 'cancelled'), once(call, 'close')]);
}

function respond(set: (response: ReadResp) => void): ReadResp {
  const response = new ReadResponse();
  set(response);
  return response;
}

export function eventResponse(placed: Placed): ReadResp {
  const event = new ReadResponse.ReadEvent.RecordedEvent();
  const id = new UUID();
  id.setString(placed.id);
  event.setId(id);
  event.setStreamIdentifier(identifier(placed.stream));
  event.setStreamRevision(String(placed.revision));
  event.setCommitPosition(String(placed.position));
  event.setPreparePosition(String(placed.position));
  event.getMetadataMap().set('type', placed.type).set('content-type', placed.contentType).set('created', placed.created);
  event.setData(placed.data);
  event.setCustomMetadata(placed.metadata);
  const read = new ReadResponse.ReadEvent();
  read.setEvent(event);
  read.setCommitPosition(String(placed.position));
  return respond((response) => response.setEvent(read));
}

export const confirmation = (): ReadResp =>
  respond((response) => {
    const confirmed = new ReadResponse.SubscriptionConfirmation();
    confirmed.setSubscriptionId(randomUUID());
    response.setConfirmation(confirmed);
  });

export const checkpoint = (position: bigint): ReadResp =>
  respond((response) => {
    const at = new ReadResponse.Checkpoint();
    at.setCommitPosition(String(position));
    at.setPreparePosition(String(position));
    response.setCheckpoint(at);
  });

export const caughtUp = (): ReadResp => respond((response) => response.setCaughtUp(new ReadResponse.CaughtUp()));

export const notFound = (stream: string): ReadResp =>
  respond((response) => {
    const missing = new ReadResponse.StreamNotFound();
    missing.setStreamIdentifier(identifier(stream));
    response.setStreamNotFound(missing);
  });

function identifier(stream: string) {
  const name = new StreamIdentifier();
  name.setStreamName(Uint8Array.from(Buffer.from(stream, 'utf8')));
  return name;
}
