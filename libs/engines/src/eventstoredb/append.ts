import type { handleClientStreamingCall } from '@grpc/grpc-js';
import { WrongExpectedRevision, type ExpectedRevision } from '#event-store';
import type { Log, Message, Placed } from './log.ts';
import { AppendRequest, AppendResponse, Empty, type AppendReq, type AppendResp } from './protocol.ts';
import { asRefusal, invalid, tooLarge, unknown } from './refusals.ts';

type Options = AppendReq.Options;
const Expected = AppendRequest.Options.ExpectedStreamRevisionCase;

/** As the engine has it unless configured. */
const maxAppendBytes = 1024 * 1024;

/** One append a call: its options first, then its events. */
export const append =
  (log: Log): handleClientStreamingCall<AppendReq, AppendResp> =>
  async (call, answer) => {
    try {
      let options: Options | undefined;
      const messages: Message[] = [];
      for await (const request of call as AsyncIterable<AppendReq>) {
        if (request.hasOptions()) options = request.getOptions();
        else messages.push(messageOf(request));
      }
      if (!options) throw invalid('an append begins with its options');
      if (messages.length === 0) throw unknown('an append of nothing');
      const size = messages.reduce((sum, { data, metadata }) => sum + ((data.length + metadata.length) * 3) / 4, 0);
      if (size > maxAppendBytes) throw tooLarge(maxAppendBytes);
      answer(null, await appended(log, options, messages));
    } catch (error) {
      answer(asRefusal(error));
    }
  };

async function appended(log: Log, options: Options, messages: readonly Message[]): Promise<AppendResp> {
  const stream = Buffer.from(options.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8');
  if (!stream) throw invalid('a stream has a name');
  if (stream.startsWith('$')) throw unknown('system streams');
  const expected = expectedOf(options);
  try {
    return success((await log.append(stream, expected, messages)).at(-1)!);
  } catch (error) {
    if (error instanceof WrongExpectedRevision) return wrongExpected(options, error.actual);
    throw error;
  }
}

function expectedOf(options: Options): ExpectedRevision {
  switch (options.getExpectedStreamRevisionCase()) {
    case Expected.REVISION:
      return Number(options.getRevision());
    case Expected.NO_STREAM:
      return 'none';
    case Expected.ANY:
      return 'any';
    default:
      throw unknown('that expectation of a stream');
  }
}

function messageOf(request: AppendReq): Message {
  const message = request.getProposedMessage();
  if (!message) throw invalid('after the options come events');
  const properties = message.getMetadataMap();
  const [type, contentType] = [properties.get('type'), properties.get('content-type')];
  const id = message.getId()?.getString();
  if (!id) throw unknown('ids that are no text');
  if (!type) throw invalid("Required Metadata Property 'type' is missing");
  if (contentType !== 'application/json') throw unknown(`content of type ${contentType}`);
  return { id, type, contentType, data: message.getData_asB64(), metadata: message.getCustomMetadata_asB64() };
}

function success({ revision, position }: Placed): AppendResp {
  const at = new AppendResponse.Position();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  const done = new AppendResponse.Success();
  done.setCurrentRevision(String(revision));
  done.setPosition(at);
  const response = new AppendResponse();
  response.setSuccess(done);
  return response;
}

function wrongExpected(options: Options, actual: number): AppendResp {
  const wrong = new AppendResponse.WrongExpectedVersion();
  if (actual < 0) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(actual));
  if (options.hasRevision()) wrong.setExpectedRevision(options.getRevision());
  else wrong.setExpectedNoStream(new Empty());
  const response = new AppendResponse();
  response.setWrongExpectedVersion(wrong);
  return response;
}
