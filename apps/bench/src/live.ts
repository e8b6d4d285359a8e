import { randomUUID } from 'node:crypto';
import { createParser } from 'eventsource-parser';
import { desksOf, registration, signIn, startServer } from './load.ts';
import { percentile, type Figure } from './measure.ts';

/** Arrival time of each position on a live subscriber's connection. */
async function subscribe(url: string, arrived: Map<number, number>, signal: AbortSignal): Promise<void> {
  const token = await signIn(url, 'demo-ogauc');
  const response = await fetch(`${url}/api/live`, { headers: { authorization: `Bearer ${token}` }, signal });
  const parser = createParser({
    onEvent: ({ id, event }) => {
      if (event === 'change') arrived.set(Number(id), performance.now());
    },
  });
  const text = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body!) parser.feed(text.decode(chunk, { stream: true }));
  })().catch(() => undefined);
}

export async function benchLive(): Promise<Figure[]> {
  const server = await startServer('platform');
  const figures = await answerToArrival(server.url, { perSecond: 500, seconds: 10, atMost: 50 });
  await server.stop();
  return figures;
}

/** Commands at a steady rate, whatever the answers do; for each, from its answer to its arrival at a live subscriber. */
export async function answerToArrival(url: string, { perSecond, seconds, atMost }: { readonly perSecond: number; readonly seconds: number; readonly atMost: number }): Promise<Figure[]> {
  const desks = await desksOf(url);
  const arrived = new Map<number, number>();
  const abort = new AbortController();
  await subscribe(url, arrived, abort.signal);
  const answered = new Map<number, number>();
  const send = async (i: number) => {
    const { centre, token } = desks[i % desks.length]!;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const response = await fetch(`${url}/api/desks/${centre}/receive`, { method: 'POST', headers, body: registration(i) });
    const { position } = (await response.json()) as { position: number };
    answered.set(position, performance.now());
  };
  const pending: Promise<void>[] = [];
  const start = performance.now();
  for (let i = 0; i < perSecond * seconds; i++) {
    const wait = start + (i * 1000) / perSecond - performance.now();
    if (wait > 1) await new Promise((resume) => setTimeout(resume, wait));
    pending.push(send(i));
  }
  await Promise.all(pending);
  for (let waited = 0; waited < 30_000 && [...answered.keys()].some((position) => !arrived.has(position)); waited += 100) await new Promise((resume) => setTimeout(resume, 100));
  abort.abort();
  // The first second warms up.
  const delays = [...answered].slice(perSecond).map(([position, at]) => Math.max(0, (arrived.get(position) ?? Infinity) - at));
  return [
    { name: `answer to arrival on a live subscriber, p50 at ${perSecond} commands/s`, value: percentile(delays, 50), unit: 'ms' },
    { name: `answer to arrival on a live subscriber, p99 at ${perSecond} commands/s`, value: percentile(delays, 99), unit: 'ms', target: { atMost } },
    { name: 'answered commands that never arrived', value: delays.filter((delay) => delay === Infinity).length, unit: 'commands', target: { atMost: 0 } },
  ];
}
