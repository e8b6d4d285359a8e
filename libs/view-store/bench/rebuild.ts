/**
 * How fast all views are rebuilt, beside reading and decoding the log alone, in one process; and what the platform's
 * event loop feels meanwhile. `node dist/libs/view-store/bench/rebuild.js [events] [documents at a time]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { EmbeddedEventStore } from '#event-store';
import { EmbeddedViewStore, rebuild, verifyViews, ViewGroup } from '#view-store';
import { documentEvent, documentViews, historyOf } from './documents.ts';

const events = Number(process.argv[2] ?? 200_000);
const atATime = Number(process.argv[3] ?? 5_000);
const folder = await mkdtemp(join(tmpdir(), 'rebuild-'));
const log = new EmbeddedEventStore({ file: join(folder, 'events.db') });

const rate = (count: number, seconds: number): number => Math.round(count / seconds);
const line = (what: string, figure: string | number): void => console.log(`${what.padEnd(52)} ${figure}`);
const megabytes = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

async function fill(): Promise<void> {
  let pending: Promise<unknown>[] = [];
  for (const data of historyOf(events, atATime)) {
    pending.push(log.append({ stream: `document-${data.document}`, expected: 'any', events: [documentEvent(data)] }));
    if (pending.length === 2_000) pending = (await Promise.all(pending), []);
  }
  await Promise.all(pending);
}

async function readAll(): Promise<void> {
  for (let position = 0; position < events; ) position = (await log.readAll(position, 1_000)).at(-1)!.position;
}

await fill();
await readAll();
const reading = await timed(readAll);
line('read and decode the log, events/s', rate(events, reading));

const store = new EmbeddedViewStore({ file: join(folder, 'views.db') });
const group = new ViewGroup({ name: 'bench', ...documentViews, log, store });
line('resident memory before, MB', megabytes());
const building = await timed(async () => (await group.start(), await group.ready()));
line('first build, events/s', rate(events, building));
for (const run of [1, 2]) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const begun = new Map<string, number>();
  const report = await rebuild(group, { onProgress: ({ phase }) => begun.set(phase, begun.get(phase) ?? performance.now()) });
  const done = performance.now();
  delay.disable();
  line(`rebuild ${run} with comparison and switch, events/s`, rate(report.events, report.seconds));
  line('  as a ratio of reading and decoding alone', (reading / report.seconds).toFixed(2));
  line('  indexing / comparing and switching, s', [begun.get('comparing')! - begun.get('indexing')!, done - begun.get('comparing')!].map((ms) => (ms / 1_000).toFixed(2)).join(' / '));
  line('  event loop held, p99 / most, ms', `${(delay.percentile(99) / 1e6).toFixed(1)} / ${(delay.max / 1e6).toFixed(1)}`);
  line('  documents, differences, resident memory MB', `${report.documents}, ${report.differences.length}, ${megabytes()}`);
}
const verified = await verifyViews(group);
line('comparison only, events/s', rate(verified.events, verified.seconds));

const waits: number[] = [];
for (const data of historyOf(200, 10)) {
  await new Promise((done) => setTimeout(done, 20));
  const { events: [event] } = await log.append({ stream: 'document-late', expected: 'any', events: [documentEvent(data)] });
  const started = performance.now();
  await group.waitFor(event!.position);
  waits.push(performance.now() - started);
}
waits.sort((a, b) => a - b);
line('idle: answer of an append to the view, p50 / p95 / p99, ms', `${waits[100]!.toFixed(2)} / ${waits[190]!.toFixed(2)} / ${waits[198]!.toFixed(2)}`);

await group.stop();
await store.close();
await log.close();
await rm(folder, { recursive: true });
