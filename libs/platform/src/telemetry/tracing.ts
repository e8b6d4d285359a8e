/**
 * All that a span may carry: kinds of things and counts. No id of a person or a document, no name, no address with its
 * parameters filled in, no message of an error.
 */
export interface SpanFacts {
  readonly 'http.request.method'?: string;
  /** With its parameters' names, such as `/api/desks/:id/receive`. */
  readonly 'http.route'?: string;
  readonly 'http.response.status_code'?: number;
  /** Code of a refusal, or class of an error. */
  readonly 'error.type'?: string;
  readonly 'conectamef.aggregate'?: string;
  readonly 'conectamef.event'?: string;
  readonly 'conectamef.events'?: number;
  readonly 'conectamef.position'?: number;
  readonly 'conectamef.subscribers'?: number;
  readonly 'messaging.destination.name'?: string;
}

export interface SpanOptions {
  /** W3C `traceparent` of what caused it; without one a trace begins. */
  readonly parent?: string | undefined;
  readonly kind?: 'server' | 'internal' | 'producer' | 'consumer';
  readonly facts?: SpanFacts;
  /** Milliseconds of the epoch; now unless told. */
  readonly startedAt?: number;
}

export interface OpenSpan {
  /** To hand on: in an event's metadata, in a message's `traceparent` header. */
  readonly traceparent: string;
  end(facts?: SpanFacts): void;
  /** Ends it as failed. Of the error its code or class alone is kept. */
  fail(error: unknown, facts?: SpanFacts): void;
}

/**
 * Makes spans, all by hand. What one service hands to another, or one thread to another, is the text of a `traceparent`,
 * and an event carries it in its metadata: so a trace needs no context of the runtime's.
 */
export interface Tracing {
  start(name: string, options?: SpanOptions): OpenSpan;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** The event's trace, if somebody follows it (the flag `sampled`). */
export const sampled = (traceparent: string | undefined): traceparent is string => traceparent !== undefined && (Number.parseInt(traceparent.slice(-2), 16) & 1) === 1;

/** Ends a span with the work that it is about. */
export async function settle<T>(span: OpenSpan, work: Promise<T>, facts: () => SpanFacts = () => ({})): Promise<T> {
  try {
    const result = await work;
    span.end(facts());
    return result;
  } catch (error) {
    span.fail(error);
    throw error;
  }
}
