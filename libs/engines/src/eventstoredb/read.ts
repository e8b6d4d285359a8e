import type { handleServerStreamingCall, ServerWritableStream } from '@grpc/grpc-js';
import type { Log } from './log.ts';
import { ReadRequest, type ReadReq, type ReadResp } from './protocol.ts';
import { asRefusal, invalid, unknown } from './refusals.ts';
import { eventResponse, notFound, send } from './responses.ts';
import { subscribe } from './subscribe.ts';

type Call = ServerWritableStream<ReadReq, ReadResp>;
const Direction = ReadRequest.Options.ReadDirection;

/** Reads of a stream either way, of `$all` backwards, and subscriptions to `$all` with a filter on the stream's name. */
export const read =
  (log: Log): handleServerStreamingCall<ReadReq, ReadResp> =>
  async (call) => {
    try {
      const options = call.request.getOptions();
      if (!options) throw invalid('a read has options');
      if (options.getResolveLinks()) throw unknown('links');
      if (!options.getUuidOption()?.hasString()) throw unknown('ids that are no text');
      if (options.hasControlOption()) throw unknown('control options');
      if (options.hasSubscription()) await subscribe(log, call, options);
      else if (options.hasStream()) await readStream(log, call, options);
      else await readAll(log, call, options);
      call.end();
    } catch (error) {
      call.emit('error', asRefusal(error));
    }
  };

async function readStream(log: Log, call: Call, options: ReadReq.Options): Promise<void> {
  if (!options.hasNoFilter()) throw unknown('filters on one stream');
  const wanted = options.getStream()!;
  const stream = Buffer.from(wanted.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');
  const backwards = options.getReadDirection() === Direction.BACKWARDS;
  if (backwards ? wanted.hasStart() : wanted.hasEnd()) throw unknown('reads that begin where they end');
  const events = await log.readStream(stream, wanted.hasRevision() ? Number(wanted.getRevision()) : undefined, limitOf(options), backwards);
  if (events.length === 0 && !(await log.hasStream(stream))) await send(call, notFound(stream));
  for (const event of events) await send(call, eventResponse(event));
}

async function readAll(log: Log, call: Call, options: ReadReq.Options): Promise<void> {
  if (!options.hasNoFilter()) throw unknown('filters on a read');
  if (options.getReadDirection() !== Direction.BACKWARDS) throw unknown('reads of $all forwards');
  const wanted = options.getAll()!;
  if (wanted.hasStart()) throw unknown('reads that begin where they end');
  const before = wanted.hasPosition() ? BigInt(wanted.getPosition()!.getCommitPosition()) : undefined;
  for (const event of await log.readAllBackwards(before, limitOf(options))) await send(call, eventResponse(event));
}

function limitOf(options: ReadReq.Options): number {
  const count = Number(options.getCount());
  if (!options.hasCount() || count <= 0) throw invalid('a read has a count above 0');
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}
