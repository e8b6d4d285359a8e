import { CommandReused, WrongExpectedRevision, type Appended, type ExpectedRevision } from '../port.ts';
import { after } from './encoding.ts';

interface Waiting {
  readonly expected: ExpectedRevision;
  readonly write: () => Promise<Appended>;
  readonly done: (appended: Appended) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Appends of this process to one stream go one after the other, in the order in which they were asked for: a caller may base
 * one on the outcome of another that is still on its way. Should that one not come true, those that rest on it fail, even
 * where the stream has got the revision that they expect, from somebody else.
 */
export class StreamOrder {
  readonly #queues = new Map<string, Waiting[]>();
  #idle = Promise.withResolvers<void>();

  add(stream: string, expected: ExpectedRevision, write: () => Promise<Appended>): Promise<Appended> {
    return new Promise((done, failed) => {
      const queue = this.#queues.get(stream);
      const waiting = { expected, write, done, failed };
      if (queue) return void queue.push(waiting);
      this.#queues.set(stream, [waiting]);
      void this.#run(stream);
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#queues.size > 0) await this.#idle.promise;
  }

  async #run(stream: string): Promise<void> {
    const queue = this.#queues.get(stream)!;
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        const appended = await next.write();
        if (!isWhereExpected(appended, stream, next.expected)) this.#drop(stream, queue, next.expected);
        next.done(appended);
      } catch (error) {
        this.#drop(stream, queue, next.expected, error);
        next.failed(error);
      }
    }
    this.#queues.delete(stream);
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
  }

  /** Fails those that rest on an append that did not come true. What nobody knows the outcome of, they can't know either. */
  #drop(stream: string, queue: Waiting[], expected: ExpectedRevision, error?: unknown): void {
    if (expected === 'any') return;
    const unknown = error !== undefined && !(error instanceof WrongExpectedRevision || error instanceof CommandReused);
    const rests = (each: Waiting) => each.expected !== 'any' && after(each.expected) > after(expected);
    for (const each of queue.filter(rests)) {
      queue.splice(queue.indexOf(each), 1);
      each.failed(unknown ? error : new WrongExpectedRevision(stream, each.expected, after(expected) - 1));
    }
  }
}

function isWhereExpected({ events, repeated }: Appended, stream: string, expected: ExpectedRevision): boolean {
  if (!repeated || expected === 'any') return true;
  return events[0]?.stream === stream && events[0].revision === after(expected);
}
