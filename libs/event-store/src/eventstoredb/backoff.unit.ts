import { describe, expect, it } from '@jest/globals';
import { backoff } from './backoff.ts';

describe('Waiting before another attempt', () => {
  const limits = { first: 100, longest: 1_000 };

  it('doubles, up to the longest', () => {
    expect([1, 2, 3, 4, 5, 60].map((attempt) => backoff(attempt, limits, 1))).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('is half of it at least, so that many do not come back at once', () => {
    expect(backoff(3, limits, 0)).toBe(200);
    for (let i = 0; i < 50; i++) expect(backoff(3, limits)).toBeGreaterThanOrEqual(200);
  });
});
