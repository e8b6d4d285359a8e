import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { openKeyStore, type Identity, type KeyStore, type SubjectId } from '#personal-data';

/**
 * What the key store costs a request: `node dist/libs/personal-data/bench/keys.js [subjects] [folder]`.
 * Give a folder on the disk that counts: the temporary one may be memory, where a sync costs nothing.
 */
const people = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(process.argv[3] ?? tmpdir(), 'keys-bench-'));
const writers = 64;

const person = (i: number): Identity => ({ kind: 'DNI', number: String(10_000_000 + i) });

/** Per subject: the time that passed, and that in which the event loop served nobody else. */
async function timed(name: string, times: number, work: () => Promise<unknown>): Promise<void> {
  await setImmediate();
  const [start, before] = [performance.now(), performance.eventLoopUtilization()];
  await work();
  const each = (milliseconds: number): string => ((milliseconds * 1_000) / times).toFixed(2).padStart(10);
  const passed = performance.now() - start;
  console.log(`${name.padEnd(48)} ${each(passed)} µs ${each(performance.eventLoopUtilization(before).active)} µs busy, of ${times}`);
}

/** The numbers `from` to `to`, shared out among writers that each wait for their answer before they ask again. */
function shared(from: number, to: number, ask: (i: number) => Promise<unknown>): Promise<unknown> {
  let next = from;
  const writer = async () => {
    while (next < to) await ask(next++);
  };
  return Promise.all(Array.from({ length: writers }, writer));
}

let store: KeyStore = openKeyStore(folder);
const subjects: SubjectId[] = [];
const learn = async (i: number) => void (subjects[i] = await store.subjectFor(person(i)));
const half = people / 2;

await timed(`new subjects, ${writers} writers, an empty store`, half, () => shared(0, half, learn));
await timed(`new subjects, ${writers} writers, ${half} known`, half, () => shared(half, people, learn));
await timed(`new subjects and a seal, ${writers} writers`, half, () => shared(people, people + half, async (i) => await store.seal(await store.subjectFor(person(i)), 'x'.repeat(300))));
await timed('known subjects, the same few', people, () => shared(0, people, (i) => store.subjectFor(person(i % 1_000))));
await timed('known subjects, all in turn', people, () => shared(0, people, (i) => store.subjectFor(person((i * 7_919) % people))));
await timed('find', people, async () => {
  for (let i = 0; i < people; i++) await store.find(person((i * 7_919) % people));
});
await timed('new subject, one writer', 500, async () => {
  for (let i = 0; i < 500; i++) await store.subjectFor({ kind: 'NONE' });
});
await timed('erase', 500, async () => {
  for (const subject of subjects.slice(0, 500)) await store.erase(subject);
});
await timed('erase again', 500, async () => {
  for (const subject of subjects.slice(0, 500)) await store.erase(subject);
});
await store.close();
await timed(`open a store of ${people + half + 500}`, 1, async () => {
  store = openKeyStore(folder, { create: false });
});
await store.close();
rmSync(folder, { recursive: true });
