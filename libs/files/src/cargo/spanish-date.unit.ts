import { describe, expect, it } from '@jest/globals';
import { limaTime, longDate } from './spanish-date.ts';

describe('a date in words', () => {
  it.each([
    ['2026-11-24', 'martes 24 de noviembre de 2026'],
    ['2012-09-01', 'sábado 1 de setiembre de 2012'],
    ['2024-02-29', 'jueves 29 de febrero de 2024'],
  ])('%s is %s', (date, words) => {
    expect(longDate(date)).toBe(words);
  });

  it('refuses a day that does not exist', () => {
    expect(() => longDate('2026-02-30')).toThrow(RangeError);
  });
});

describe('an instant in Lima', () => {
  it.each([
    ['2026-11-24T14:05:30.999Z', 'martes 24 de noviembre de 2026, 09:05:30 horas'],
    ['2026-11-25T04:59:59.999Z', 'martes 24 de noviembre de 2026, 23:59:59 horas'],
    ['2027-01-01T05:00:00Z', 'viernes 1 de enero de 2027, 00:00:00 horas'],
    ['2026-11-24T09:05:30-05:00', 'martes 24 de noviembre de 2026, 09:05:30 horas'],
  ])('%s is %s', (instant, words) => {
    expect(limaTime(instant)).toBe(words);
  });

  it('refuses an hour of no known place', () => {
    expect(() => limaTime('2026-11-24T09:05:30')).toThrow(RangeError);
  });
});
