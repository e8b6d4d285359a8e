import { describe, expect, it } from '@jest/globals';
import { gaussEaster } from '../test/reference.ts';
import { easterSunday } from './easter.ts';
import { FIRST_YEAR, isoOf, LAST_YEAR, weekdayOf } from './iso-date.ts';

const YEARS = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);

/** As published, 2012 to 2035. */
const KNOWN = `2012-04-08 2013-03-31 2014-04-20 2015-04-05 2016-03-27 2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
  2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25`.split(/\s+/);

describe('Easter Sunday', () => {
  it.each(KNOWN)('fell or falls on %s', (date) => {
    expect(isoOf(easterSunday(Number(date.slice(0, 4))))).toBe(date);
  });

  it('is that of Gauss in every year of the calendar, his two exceptions included', () => {
    expect(YEARS.map((year) => isoOf(easterSunday(year)))).toEqual(YEARS.map(gaussEaster));
    expect(isoOf(easterSunday(1954))).toBe('1954-04-18');
    expect(isoOf(easterSunday(1981))).toBe('1981-04-19');
  });

  it('puts Good Friday on a Friday between 20 March and 23 April, always', () => {
    for (const year of YEARS) {
      const goodFriday = easterSunday(year) - 2;
      expect(weekdayOf(goodFriday)).toBe(5);
      expect(isoOf(goodFriday) >= `${year}-03-20` && isoOf(goodFriday) <= `${year}-04-23`).toBe(true);
    }
  });
});
