import type { FastifyReply } from 'fastify';
import type { LiveChange } from '#contracts';
import type { EventLog } from '#event-store';
import type { RecordedEvent } from '#kernel';
import type { ViewReader } from '#view-store';
import { traceEvent } from './telemetry/trace-folds.ts';
import type { Tracing } from './telemetry/tracing.ts';

/** A change with the organs that may see it beside its centre. */
export interface Change extends LiveChange {
  readonly organs: readonly string[];
}

/** Turns events that the views have taken into what subscribers are told. */
export type Describe = (events: readonly RecordedEvent[]) => Promise<readonly Change[]>;

interface Subscriber {
  send(changes: readonly Change[]): void;
  /** It comes back, and resumes after the last id that it was given. */
  end(): void;
}

const maxBacklogBytes = 4_194_304;
const heartbeatMs = 15_000;
const pageSize = 500;

/**
 * The live feed over server-sent events. A message's id is its position; a subscriber that comes back with
 * `Last-Event-ID` is first told what it missed, from the log itself, so nothing is lost however long it was away.
 */
export class LiveFeed {
  readonly #store: EventLog;
  readonly #views: ViewReader;
  readonly #describe: Describe;
  readonly #tracing: Tracing | undefined;
  readonly #subscribers = new Set<Subscriber>();
  #queue: Promise<void> = Promise.resolve();

  constructor(store: EventLog, views: ViewReader, describe: Describe, tracing?: Tracing) {
    this.#store = store;
    this.#views = views;
    this.#describe = describe;
    this.#tracing = tracing;
    views.onApplied(({ after, position }) => {
      // What could not be told is told to those who come back: later changes would pass it by.
      if (this.#subscribers.size > 0) this.#queue = this.#queue.then(() => this.#tell(after, position)).catch(() => this.close());
    });
  }

  get subscribers(): number {
    return this.#subscribers.size;
  }

  /** Serves one subscriber until it leaves. `after`: the last position it has seen; from now on when undefined. */
  async serve(reply: FastifyReply, sees: (change: Change) => boolean, after: number | undefined): Promise<void> {
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    const held: Change[] = [];
    // One who has seen more than there is (a backup was put back) goes on from now rather than wait for that future.
    let position = Math.min(after ?? Infinity, this.#views.position());
    let caughtUp = false;
    const write = (changes: readonly Change[]) => {
      for (const change of changes) {
        if (change.position <= position) continue;
        position = change.position;
        if (sees(change)) raw.write(messageOf(change));
      }
      // A reader this slow resumes from its last id rather than fill our memory.
      if (raw.writableLength > maxBacklogBytes) raw.destroy();
    };
    const subscriber: Subscriber = { send: (changes) => (caughtUp ? write(changes) : void held.push(...changes)), end: () => raw.end() };
    this.#subscribers.add(subscriber);
    const heartbeat = setInterval(() => raw.write(`event: heartbeat\ndata: {"position":${this.#views.position()}}\n\n`), heartbeatMs);
    raw.on('close', () => {
      clearInterval(heartbeat);
      this.#subscribers.delete(subscriber);
    });
    raw.write(`retry: 2000\nevent: hello\ndata: {"position":${position}}\n\n`);
    try {
      await this.#replay(position, write, raw);
    } catch {
      return subscriber.end();
    }
    write(held);
    caughtUp = true;
  }

  /** Ends every subscriber's connection. */
  close(): void {
    for (const subscriber of this.#subscribers) subscriber.end();
    this.#subscribers.clear();
  }

  async #replay(after: number, write: (changes: readonly Change[]) => void, raw: FastifyReply['raw']): Promise<void> {
    let position = after;
    while (position < this.#views.position() && !raw.destroyed) {
      const events = (await this.#store.readAll(position, pageSize)).filter((event) => event.position <= this.#views.position());
      if (events.length === 0) return;
      write(await this.#describe(events));
      position = events.at(-1)!.position;
      if (raw.writableNeedDrain) await new Promise<void>((resume) => raw.once('drain', resume).once('close', resume));
    }
  }

  async #tell(after: number, until: number): Promise<void> {
    const began = Date.now();
    for (let position = after; position < until; ) {
      const events = (await this.#store.readAll(position, pageSize)).filter((event) => event.position <= until);
      if (events.length === 0) return;
      const changes = await this.#describe(events);
      for (const subscriber of this.#subscribers) subscriber.send(changes);
      if (this.#tracing) for (const event of events) traceEvent(this.#tracing, 'live', event, began, { 'conectamef.subscribers': this.#subscribers.size });
      position = events.at(-1)!.position;
    }
  }
}

const messages = new WeakMap<Change, string>();

/** The text of a change, made once for all its subscribers. */
function messageOf(change: Change): string {
  let message = messages.get(change);
  if (!message) {
    const { organs: _, ...told } = change;
    message = `id: ${change.position}\nevent: change\ndata: ${JSON.stringify(told)}\n\n`;
    messages.set(change, message);
  }
  return message;
}
