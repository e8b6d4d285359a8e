import { createParser } from 'eventsource-parser';
import type { LiveChange } from '#contracts';
import type { Person } from './client.ts';

export interface Message {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: string;
}

/** A listener of the live feed, as a browser is one. */
export class Listener {
  readonly messages: Message[] = [];
  readonly #abort = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #news: () => void = () => undefined;

  /** Resolves once the feed has greeted. `lastSeen`: position after which to resume. */
  static async open(url: string, person: Person, { query = '', lastSeen }: { query?: string; lastSeen?: number } = {}): Promise<Listener> {
    const listener = new Listener();
    const headers = { ...(await person.headers()), ...(lastSeen !== undefined && { 'last-event-id': String(lastSeen) }) };
    const response = await fetch(`${url}/api/live${query}`, { headers, signal: listener.#abort.signal });
    if (!response.ok || !response.body) throw new Error(`the live feed answered ${response.status}`);
    listener.#ended = listener.#read(response.body);
    await listener.until(({ messages }) => messages.length > 0);
    return listener;
  }

  get changes(): LiveChange[] {
    return this.messages.filter(({ event }) => event === 'change').map(({ data }) => JSON.parse(data) as LiveChange);
  }

  get positions(): number[] {
    return this.messages.filter(({ event }) => event === 'change').map(({ id }) => Number(id));
  }

  /** Position of the last message, or where the feed began. */
  get lastSeen(): number {
    return this.positions.at(-1) ?? (JSON.parse(this.messages[0]!.data) as { position: number }).position;
  }

  /** Waits for a state of the listener. @throws Error after ten seconds */
  async until(reached: (listener: Listener) => boolean): Promise<void> {
    const giveUp = Date.now() + 10_000;
    while (!reached(this)) {
      if (Date.now() > giveUp) throw new Error(`the feed told ${this.messages.length} messages and then nothing that was waited for`);
      await Promise.race([new Promise<void>((resolve) => (this.#news = resolve)), new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  }

  /** Leaves, as a browser does whose network goes away. */
  async leave(): Promise<void> {
    this.#abort.abort();
    await this.#ended;
  }

  /** Resolves when the server has ended the feed. */
  ended(): Promise<void> {
    return this.#ended;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const text = new TextDecoder();
    const parser = createParser({
      onEvent: ({ id, event, data }) => {
        this.messages.push({ id, event, data });
        this.#news();
      },
    });
    try {
      for await (const chunk of body) parser.feed(text.decode(chunk, { stream: true }));
    } catch {
      // Left, or cut off by the server: what was told so far stands.
    }
  }
}
