import { describe, expect, it } from '@jest/globals';
import { randomDraw } from './random.ts';

describe('random bytes', () => {
  it('are as many as asked for, and never the same twice, over many pools', () => {
    const sizes = Array.from({ length: 6_000 }, (_, i) => [10, 12, 32][i % 3]!);
    const drawn = sizes.map(randomDraw);
    expect(drawn.map((bytes) => bytes.length)).toEqual(sizes);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex', 0, 10))).size).toBe(sizes.length);
  });

  it('stay as they were drawn', () => {
    const first = randomDraw(32);
    const before = first.toString('hex');
    for (let i = 0; i < 1_000; i++) randomDraw(32);
    expect(first.toString('hex')).toBe(before);
  });
});
