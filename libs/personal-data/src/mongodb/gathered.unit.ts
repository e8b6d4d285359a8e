import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.ts';

/** Doubles numbers; shows the calls that it got, and holds each until `next` is called. */
function doubler() {
  const calls: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  const doubled = new Gathered(async (asks: readonly number[]) => {
    calls.push(asks);
    await new Promise<void>((resolve) => held.push(resolve));
    if (asks.includes(13)) throw new Error('unlucky');
    return asks.map((ask) => ask * 2);
  });
  return { calls, doubled, next: () => held.shift()!() };
}

describe('questions that are gathered', () => {
  it('of one tick go in one call, each with its own answer', async () => {
    const { calls, doubled, next } = doubler();
    const answers = Promise.all([doubled.ask(1), doubled.ask(2), doubled.ask(1)]);
    await setImmediate();
    next();
    expect(await answers).toEqual([2, 4, 2]);
    expect(calls).toEqual([[1, 2, 1]]);
  });

  it('that come while an answer is on its way wait for the next call, though it is the same question', async () => {
    const { calls, doubled, next } = doubler();
    const first = doubled.ask(1);
    await setImmediate();
    const later = [doubled.ask(1), doubled.ask(5)];
    await setImmediate();
    expect(calls).toEqual([[1]]);
    next();
    expect(await first).toBe(2);
    await setImmediate();
    next();
    expect(await Promise.all(later)).toEqual([2, 10]);
    expect(calls).toEqual([[1], [1, 5]]);
  });

  it('fail together, and those of the next call do not', async () => {
    const { doubled, next } = doubler();
    const failing = Promise.allSettled([doubled.ask(13), doubled.ask(1)]);
    await setImmediate();
    const later = doubled.ask(2);
    next();
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await setImmediate();
    next();
    expect(await later).toBe(4);
  });

  it('are all answered when it is idle, however many', async () => {
    const sizes: number[] = [];
    const same = new Gathered(async (asks: readonly number[]) => (sizes.push(asks.length), asks));
    let answered = 0;
    for (let i = 0; i < 2_500; i++) void same.ask(i).then((answer) => (answered += Number(answer === i)));
    await same.idle();
    expect([answered, sizes]).toEqual([2_500, [1_000, 1_000, 500]]);
  });
});
