import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoff, follow, type LiveState } from './connection.ts';
import { readEvents, type LiveMessage } from './reader.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const bodyOf = (...chunks: readonly Uint8Array<ArrayBuffer>[]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
const change = (id: number) => `id: ${id}\nevent: change\ndata: {"position":${id}}\n\n`;

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<LiveMessage[]> {
  const all: LiveMessage[] = [];
  for await (const message of readEvents(body)) all.push(message);
  return all;
}

describe('the reader of server-sent events', () => {
  it('reads the same messages however the network cuts the bytes', async () => {
    const text = bytes(`${change(1)}: aviso\n\nevent: heartbeat\ndata: {"é":"ñ"}\n\n${change(2)}`);
    const whole = await read(bodyOf(text));
    expect(whole.map(({ id, event }) => [id, event])).toEqual([['1', 'change'], [undefined, 'heartbeat'], ['2', 'change']]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = edges.slice(1).map((end, i) => text.slice(edges[i], end));
        expect(await read(bodyOf(...pieces))).toEqual(whole);
      }),
    );
  });
});

interface Script {
  readonly answers: (() => Response | Promise<Response>)[];
}

/** Plays the answers in turn and stops after the last. */
async function play({ answers }: Script) {
  const stop = new AbortController();
  const asked: (string | undefined)[] = [];
  const states: LiveState[] = [];
  const heard: string[] = [];
  const waits: number[] = [];
  await follow({
    open: async (lastId) => {
      asked.push(lastId);
      const answer = answers[asked.length - 1];
      if (answer === undefined) throw new Error('no more');
      return answer();
    },
    onMessage: ({ data }) => heard.push(data),
    onState: (state) => states.push(state),
    signal: stop.signal,
    wait: async (ms) => {
      waits.push(ms);
      if (asked.length >= answers.length) stop.abort();
    },
    random: () => 0.5,
    now: () => 1000,
  });
  return { asked, states, heard, waits };
}

describe('following the live feed', () => {
  it('resumes after the last message heard', async () => {
    const { asked, heard } = await play({ answers: [() => new Response(bodyOf(bytes(change(7) + change(8)))), () => new Response(bodyOf(bytes(change(9))))] });
    expect(asked).toEqual([undefined, '8']);
    expect(heard).toEqual(['{"position":7}', '{"position":8}', '{"position":9}']);
  });

  it('says since when it is reconnecting, and waits longer each time', async () => {
    const broken = () => Promise.reject(new TypeError('network'));
    const { states, waits } = await play({ answers: [broken, broken, () => new Response('x', { status: 503 })] });
    expect(states).toEqual([{ kind: 'connecting' }, ...Array.from({ length: 3 }, () => ({ kind: 'reconnecting', since: 1000 }))]);
    expect(waits).toEqual([500, 1000, 2000]);
  });

  it.each([[401, 'expired'], [403, 'denied']] as const)('stops at %i: %s', async (status, kind) => {
    const { states, asked } = await play({ answers: [() => new Response('', { status })] });
    expect(asked).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind });
  });

  it('gives a silent connection up', async () => {
    const stop = new AbortController();
    let opened = 0;
    const silent = (signal: AbortSignal) =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => signal.addEventListener('abort', () => controller.error(new Error('aborted'))) });
    await follow({
      open: async (_last, signal) => (opened++, new Response(silent(signal))),
      onMessage: () => undefined,
      onState: () => undefined,
      signal: stop.signal,
      silence: 5,
      wait: async () => (opened === 2 ? stop.abort() : undefined),
    });
    expect(opened).toBe(2);
  });
});

describe('the backoff', () => {
  it('stays between a third of a second and nineteen seconds', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const ms = backoff(attempt, () => random);
        expect(ms).toBeGreaterThanOrEqual(375);
        expect(ms).toBeLessThanOrEqual(18_750);
      }),
    );
  });
});
