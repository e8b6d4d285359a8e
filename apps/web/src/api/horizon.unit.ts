import { afterEach, describe, expect, it } from '@jest/globals';
import { forgetPositions, fromHorizon, sawPosition } from './horizon.ts';

describe('reading no older than what was seen', () => {
  afterEach(forgetPositions);

  it('asks for nothing at first', () => {
    expect(fromHorizon('/api/board')).toBe('/api/board');
  });

  it('asks for the furthest position, whichever order they came in', () => {
    sawPosition(9);
    sawPosition(7);
    expect(fromHorizon('/api/board')).toBe('/api/board?at=9');
    expect(fromHorizon('/api/documents?centre=LIM')).toBe('/api/documents?centre=LIM&at=9');
  });

  it('forgets with the session: another log may begin at one', () => {
    sawPosition(9);
    forgetPositions();
    expect(fromHorizon('/api/board')).toBe('/api/board');
  });
});
