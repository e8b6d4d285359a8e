import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Merge, type Placed } from './merge.ts';

type Records = Placed<number>[];

const lanes = 3;
const names = Array.from({ length: lanes }, (_, i) => `t/${i}`);
const from = (passed: number, offset: (name: string) => bigint = () => 0n) => new Map(names.map((name) => [name, { offset: offset(name), passed }]));

/** An event's partition goes by its position: it is the same whoever publishes it. */
const homeOf = (position: number): number => (position * 7) % lanes;

interface Publishing {
  /** Which of two publishers; the other goes on as if it were alone. */
  readonly who: 0 | 1;
  /** It begins anew, so many events before what the better of the two has finished. */
  readonly anew?: number | undefined;
  readonly size: number;
  /** Partitions that got the batch before the publisher died over it; all, if it lives. */
  readonly reached: number;
}

/** What two publishers leave in the partitions, neither knowing of the other. */
function publish(log: readonly number[], batches: readonly Publishing[]): Records[] {
  const partitions: Records[] = names.map(() => []);
  const done: [number, number] = [0, 0];
  const batch = ({ who, size, reached }: Publishing) => {
    const events = log.slice(done[who], done[who] + size);
    const end = events.at(-1) ?? log[done[who] - 1] ?? 0;
    partitions.slice(0, reached).forEach((records, lane) => {
      for (const position of events.filter((each) => homeOf(each) === lane)) records.push({ position, offset: BigInt(records.length), item: position });
      records.push({ position: end, offset: BigInt(records.length) });
    });
    if (reached === lanes) done[who] += events.length;
  };
  for (const each of batches) {
    if (each.anew !== undefined) done[each.who] = Math.max(0, Math.max(...done) - each.anew);
    batch(each);
  }
  while (done[0] < log.length) batch({ who: 0, size: 4, reached: lanes });
  return partitions;
}

const history = fc.uniqueArray(fc.integer({ min: 1, max: 80 }), { maxLength: 30 }).map((all) => all.toSorted((a, b) => a - b));
const batches: fc.Arbitrary<Publishing[]> = fc.array(
  fc.record({
    who: fc.constantFrom(0, 1),
    anew: fc.option(fc.nat(6), { nil: undefined }),
    size: fc.nat(5),
    reached: fc.oneof({ weight: 2, arbitrary: fc.constant(lanes) }, fc.nat(lanes)),
  }),
  { maxLength: 16 },
);
/** In which order the records of the partitions arrive, and how many are taken in between. */
const arrival = fc.infiniteStream(fc.record({ lane: fc.nat(lanes - 1), take: fc.nat(4) }));
type Arrivals = Iterator<{ readonly lane: number; readonly take: number }>;

/** Feeds all records in some order; gives what came out of each taking. */
function run(merge: Merge<number>, partitions: readonly Records[], arrivals: Arrivals, stopAfter = Infinity): number[] {
  const left = partitions.map((records, lane) => records.slice(Number(merge.next(names[lane]!))));
  const given: number[] = [];
  for (let steps = 0; steps < stopAfter && left.some(({ length }) => length > 0); steps++) {
    const { lane, take } = arrivals.next().value;
    const open = left.map(({ length }, i) => (length > 0 ? i : -1)).filter((i) => i >= 0);
    const chosen = open[lane % open.length]!;
    merge.add(names[chosen]!, left[chosen]!.shift()!);
    if (take === 0) continue;
    const before = merge.position;
    const { items, position } = merge.take(take);
    expect(items.length).toBeLessThanOrEqual(take);
    expect(items.every((item) => item > before && item <= position)).toBe(true);
    expect(position).toBe(merge.position);
    given.push(...items);
  }
  return given;
}

function rest(merge: Merge<number>): number[] {
  const given: number[] = [];
  while (merge.ready) given.push(...merge.take(3).items);
  return given;
}

describe('partitions merged by position', () => {
  it('give the log, each event once and in order, however they interleave and repeat', () => {
    fc.assert(
      fc.property(history, batches, arrival, (log, published, arrivals) => {
        const merge = new Merge<number>(from(0), 0);
        expect([...run(merge, publish(log, published), arrivals), ...rest(merge)]).toEqual(log);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give the rest of it to one who goes on from the offsets of any position given', () => {
    fc.assert(
      fc.property(history, batches, arrival, fc.nat(60), (log, published, arrivals, stopAfter) => {
        const partitions = publish(log, published);
        const first = new Merge<number>(from(0), 0);
        const given = run(first, partitions, arrivals, stopAfter);
        const offsets = first.offsetsAfter(first.position);
        const second = new Merge<number>(from(first.position, (name) => offsets.get(name)!), first.position);
        expect([...given, ...run(second, partitions, arrivals), ...rest(second)]).toEqual(log);
      }),
      { numRuns: 1_000 },
    );
  });

  it('give nothing beyond what every partition has passed', () => {
    const merge = new Merge<number>(from(0), 0);
    merge.add('t/0', { position: 1, offset: 0n, item: 1 });
    merge.add('t/1', { position: 9, offset: 0n, item: 9 });
    expect(merge.ready).toBe(false);
    expect(merge.take(10)).toEqual({ items: [], position: 0 });
    merge.add('t/2', { position: 4, offset: 0n });
    expect(merge.take(10)).toEqual({ items: [1], position: 1 });
    merge.add('t/0', { position: 9, offset: 1n });
    expect(merge.take(10)).toEqual({ items: [], position: 4 });
    expect(merge.waiting('t/1')).toBe(1);
  });

  it('let by what has no place in the log', () => {
    const merge = new Merge<number>(from(0), 0);
    merge.skip('t/0', 4n);
    expect(merge.next('t/0')).toBe(5n);
    expect(merge.offsetsAfter(0).get('t/0')).toBe(5n);
  });
});
