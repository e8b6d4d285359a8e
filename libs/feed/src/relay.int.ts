import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore, type EventBatch } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { Relay, type Outlet, type PublishingTurn } from './relay.ts';
import { happened } from './testing/feed-contract.ts';

/** An outlet in memory: turns are given and ended by the test. */
class MemoryOutlet implements Outlet {
  readonly published: RecordedEvent[] = [];
  position = 0;
  failures = 0;
  isOthers = false;
  turn = new AbortController();
  #next = Promise.withResolvers<void>();

  give(): void {
    this.turn = new AbortController();
    this.#next.resolve();
  }

  async *turns(signal: AbortSignal, standingBy: () => void): AsyncIterable<PublishingTurn> {
    const stopped = new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    if (this.isOthers) standingBy();
    while (!signal.aborted) {
      await Promise.race([this.isOthers ? stopped : this.#next.promise, stopped]);
      if (signal.aborted) return;
      yield { position: this.position, signal: this.turn.signal, publish: (batch) => this.#publish(batch) };
      // Left over a failure, the turn is still ours when we come back; left in peace, it is over.
      this.#next = Promise.withResolvers<void>();
    }
  }

  async #publish({ events, position }: Pick<EventBatch, 'events' | 'position'>): Promise<void> {
    if (this.failures-- > 0) throw new Error('no se llega');
    this.published.push(...events);
    this.position = position;
  }
}

describe('A relay', () => {
  let folder: string;
  let log: EmbeddedEventStore;
  let outlet: MemoryOutlet;
  let relay: Relay;
  let problems: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relay-'));
    log = new EmbeddedEventStore({ file: join(folder, 'log.db') });
    outlet = new MemoryOutlet();
    problems = [];
    relay = new Relay({ log, outlet, maxBatch: 3, onProblem: ({ message }) => problems.push(message) });
    relay.start();
  });

  afterEach(async () => {
    await relay.stop();
    await log.close();
    await rm(folder, { recursive: true });
  });

  const append = async (...data: readonly unknown[]) => (await log.append({ stream: 'CUS', expected: 'any', events: data.map((each) => happened('CUS', each)) })).events;

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await delay(5);
  }

  it('publishes nothing until its turn comes, then the log in order, and what is recorded later', async () => {
    const recorded = [...(await append(1, 2, 3, 4, 5))];
    await delay(50);
    expect(relay.status()).toEqual({ state: 'standing-by', position: 0 });
    expect(outlet.published).toEqual([]);
    outlet.give();
    await until(() => outlet.position === 5);
    recorded.push(...(await append(6)));
    await until(() => outlet.position === 6);
    expect(outlet.published).toEqual(recorded);
    expect(relay.status()).toEqual({ state: 'publishing', position: 6 });
  });

  it('stops when its turn is over, and goes on from where the outlet is when the next comes', async () => {
    outlet.give();
    await append(1, 2);
    await until(() => outlet.position === 2);
    outlet.turn.abort();
    await until(() => relay.status().state === 'standing-by');
    const recorded = await append(3, 4);
    await delay(50);
    expect(outlet.position).toBe(2);
    // Another relay has published one of them meanwhile.
    outlet.position = 3;
    outlet.give();
    await until(() => outlet.position === 4);
    expect(outlet.published.at(-1)).toEqual(recorded[1]);
    expect(outlet.published).toHaveLength(3);
  });

  it('says what is wrong, once, and tries again from where the outlet is', async () => {
    outlet.failures = 2;
    outlet.give();
    const recorded = await append(1, 2, 3, 4);
    await until(() => relay.status().state === 'failed');
    expect(relay.status()).toEqual({ state: 'failed', position: 0, failure: 'no se llega' });
    await until(() => outlet.position === 4);
    expect(outlet.published).toEqual(recorded);
    expect(problems).toEqual(['no se llega']);
    expect(relay.status()).toEqual({ state: 'publishing', position: 4 });
  });

  it('is well again when it stands by another that publishes', async () => {
    outlet.failures = 1;
    outlet.give();
    await append(1);
    await until(() => relay.status().state === 'failed');
    outlet.isOthers = true;
    await until(() => relay.status().state === 'standing-by');
    expect(outlet.position).toBe(0);
  });

  it('ends when it is told to, and says so', async () => {
    outlet.give();
    await append(1);
    await until(() => outlet.position === 1);
    await relay.stop();
    expect(relay.status()).toEqual({ state: 'stopped', position: 1 });
  });
});
