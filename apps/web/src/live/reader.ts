import { EventSourceParserStream } from 'eventsource-parser/stream';

/** One server-sent event. */
export interface LiveMessage {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: string;
}

/** The server-sent events of a response body, in order, until it ends. Throws when the connection breaks. */
export async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<LiveMessage> {
  const reader = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const { id, event, data } = next.value;
      yield { id, event: event ?? 'message', data };
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
