import { describe, expect, it } from '@jest/globals';
import { coalesce } from './coalesce.ts';
import { touchedBy } from './touched.ts';

function harness() {
  const tasks: (() => void)[] = [];
  const runs: string[][] = [];
  const add = coalesce((keys) => runs.push([...keys]), 250, (task) => tasks.push(task));
  return { add, runs, tick: () => tasks.shift()?.(), waiting: () => tasks.length };
}

describe('the coalescer', () => {
  it('hands the first change over at once', () => {
    const { add, runs } = harness();
    add(['board']);
    expect(runs).toEqual([['board']]);
  });

  it('hands five hundred changes within an interval over as one', () => {
    const { add, runs, tick } = harness();
    for (let i = 0; i < 500; i++) add(['board', `centre-${i % 3}`]);
    tick();
    expect(runs).toEqual([['board', 'centre-0'], ['board', 'centre-1', 'centre-2', 'centre-0']]);
  });

  it('rests when nothing happens, and starts again', () => {
    const { add, runs, tick, waiting } = harness();
    add(['a']);
    tick();
    expect(waiting()).toBe(0);
    add(['b']);
    expect(runs).toEqual([['a'], ['b']]);
  });
});

describe('what a change touches', () => {
  it('is the board, the lists, its centre and its document', () => {
    expect(touchedBy({ centre: 'LIM', organ: 'DGPP', document: 'D1' })).toEqual([['board'], ['documents'], ['centre', 'LIM'], ['document', 'D1']]);
  });

  it('is the reference data, when neither a centre nor a document is named', () => {
    expect(touchedBy({})).toEqual([['reference'], ['board'], ['records'], ['directive']]);
  });
});
