import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limaDate, limaInstant, limaMoment, limaTime } from './lima.ts';

/** The engine's own tables, as a second opinion. */
const second = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Lima', dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
const instants = (min: string, max: string) =>
  fc.integer({ min: Date.parse(min), max: Date.parse(max) }).map((ms) => new Date(ms).toISOString());

describe('Lima time', () => {
  it.each([
    ['2026-03-02T04:59:59Z', '2026-03-01', '23:59:59'],
    ['2026-03-02T05:00:00Z', '2026-03-02', '00:00:00'],
    ['2026-03-02T00:00:00Z', '2026-03-01', '19:00:00'],
    ['2026-01-01T04:59:59.999Z', '2025-12-31', '23:59:59'],
    ['2024-03-01T02:00:00Z', '2024-02-29', '21:00:00'],
    ['2026-03-02T09:00:00+14:00', '2026-03-01', '14:00:00'],
  ])('of %s is %s %s', (instant, date, time) => {
    expect(limaDate(instant)).toBe(date);
    expect(limaTime(instant)).toBe(time);
  });

  it('keeps the summer time of 1994, when a fixed offset would give the day before', () => {
    expect(limaMoment('1994-02-01T04:30:00Z')).toEqual({ date: '1994-02-01', time: '00:30:00' });
    expect(limaMoment('1994-05-01T04:30:00Z')).toEqual({ date: '1994-04-30', time: '23:30:00' });
    expect(limaInstant('1994-02-01', '08:30')).toBe('1994-02-01T12:30:00Z');
  });

  it('agrees with the engine on every instant since 1970', () => {
    fc.assert(
      fc.property(instants('1970-01-01', '2037-12-31'), (instant) => {
        const { date, time } = limaMoment(instant);
        expect(`${date}, ${time}`).toBe(second.format(new Date(instant)));
      }),
      { numRuns: 2000 },
    );
  });

  it('changes on the second at which summer time began and ended', () => {
    expect(['1994-01-01T04:59:59Z', '1994-01-01T05:00:00Z', '1994-04-01T03:59:59Z', '1994-04-01T04:00:00Z'].map(limaTime)).toEqual([
      '23:59:59', '01:00:00', '23:59:59', '23:00:00',
    ]);
  });

  it('goes back to the instant, to the second, since the last summer time', () => {
    fc.assert(
      fc.property(instants('1995-01-01', '2199-12-30'), (instant) => {
        const { date, time } = limaMoment(instant);
        expect(Date.parse(limaInstant(date, time))).toBe(Math.floor(Date.parse(instant) / 1000) * 1000);
      }),
      { numRuns: 2000 },
    );
  });
});
