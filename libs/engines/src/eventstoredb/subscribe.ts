import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Log } from './log.ts';
import type { ReadReq, ReadResp } from './protocol.ts';
import { invalid, unknown } from './refusals.ts';
import { caughtUp, checkpoint, confirmation, eventResponse, send } from './responses.ts';

/** Events that the engine looks at at once, unless told. */
const defaultWindow = 32;

/**
 * Catches up, tells so once with a checkpoint before it, and goes on live until the client leaves. Checkpoints come at least
 * after every interval of events looked at.
 */
export async function subscribe(log: Log, call: ServerWritableStream<ReadReq, ReadResp>, options: ReadReq.Options): Promise<void> {
  if (!options.hasAll()) throw unknown('subscriptions to one stream');
  const wanted = options.getAll()!;
  if (wanted.hasEnd()) throw unknown('subscriptions from the end');
  const { allows, window, interval } = filterOf(options);
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort()).on('close', () => gone.abort());
  const after = wanted.hasPosition() ? BigInt(wanted.getPosition()!.getCommitPosition()) : undefined;
  await send(call, confirmation());
  let live = false;
  let considered = 0;
  for await (const batch of log.follow(after, window, gone.signal)) {
    for (const event of batch.events) if (allows.test(event.stream)) await send(call, eventResponse(event));
    considered += batch.events.length;
    const arrived: boolean = batch.caughtUp && !live;
    if (arrived || considered >= interval) {
      await send(call, checkpoint(batch.position));
      considered = 0;
    }
    if (arrived) await send(call, caughtUp());
    live ||= arrived;
  }
}

function filterOf(options: ReadReq.Options): { readonly allows: RegExp; readonly window: number; readonly interval: number } {
  const filter = options.getFilter();
  const name = filter?.getStreamIdentifier();
  if (!filter || !name?.getRegex()) throw unknown('subscriptions without a regular expression for the names of streams');
  const window = filter.hasMax() ? filter.getMax() : defaultWindow;
  const multiplier = filter.getCheckpointintervalmultiplier();
  if (multiplier < 1 || window < 1) throw invalid('a checkpoint interval is above 0');
  return { allows: new RegExp(name.getRegex()), window, interval: window * multiplier };
}
