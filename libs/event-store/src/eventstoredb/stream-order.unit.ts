import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { CommandReused, WrongExpectedRevision, type Appended, type ExpectedRevision } from '../port.ts';
import { StreamOrder } from './stream-order.ts';

const answer = (revision: number, repeated = false, stream = 's'): Appended => ({ events: [{ stream, revision } as RecordedEvent], repeated });
const later = <T>(value: T): Promise<T> => new Promise((done) => setTimeout(() => done(value), 5));

describe('Appends of one process', () => {
  const order = new StreamOrder();
  const ask = (expected: ExpectedRevision, outcome: Appended | Error, log: unknown[] = [], stream = 's') =>
    order.add(stream, expected, async () => {
      log.push(expected);
      await later(0);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    });

  it('go one after the other on a stream, and at the same time on several', async () => {
    const log: unknown[] = [];
    const all = [ask('none', answer(0), log), ask(0, answer(1), log), ask(1, answer(2), log), ask('none', answer(0), log, 't')];
    expect(log).toEqual(['none', 'none']);
    await Promise.all(all);
    expect(log).toEqual(['none', 'none', 0, 1]);
  });

  it.each([
    ['a wrong revision', new WrongExpectedRevision('s', 'none', 4)],
    ['a key used before', new CommandReused()],
    ['an answer from long before', answer(0, true, 'elsewhere')],
  ])('that rest on one which met %s are not even tried', async (_, outcome) => {
    const log: unknown[] = [];
    const [first, rests, free, other] = await Promise.allSettled([ask('none', outcome, log), ask(0, answer(1), log), ask('any', answer(5), log), ask('none', answer(0), log)]);
    expect(first.status).toBe(outcome instanceof Error ? 'rejected' : 'fulfilled');
    expect(rests).toMatchObject({ reason: { name: 'WrongExpectedRevision', stream: 's', expected: 0, actual: -1 } });
    expect([free.status, other.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(log).toEqual(['none', 'any', 'none']);
  });

  it('that rest on one of which nobody knows the outcome fail with its error', async () => {
    const unreachable = new Error('unreachable');
    const [, rests] = await Promise.allSettled([ask(3, unreachable), ask(4, answer(5))]);
    expect(rests).toEqual({ status: 'rejected', reason: unreachable });
  });

  it('that rest on a repeat which lies where it was expected go on', async () => {
    await ask('none', answer(0));
    const [repeat, rests] = await Promise.all([ask('none', answer(0, true)), ask(0, answer(1))]);
    expect([repeat.repeated, rests.repeated]).toEqual([true, false]);
  });

  it('are waited for', async () => {
    let done = false;
    void ask('any', answer(0)).then(() => (done = true));
    await order.idle();
    await Promise.resolve();
    expect(done).toBe(true);
  });
});
