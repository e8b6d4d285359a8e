import { dayOf, type Day } from './iso-date.ts';

/**
 * Easter Sunday of a Gregorian year (from 1583), by the anonymous Gregorian computus as given by
 * J. Meeus, Astronomical Algorithms, ch. 8. Integer arithmetic; every division is floored.
 */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const sinceCorrection = Math.floor((century + 8) / 25);
  const lunarCorrection = Math.floor((century - sinceCorrection + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunarCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * lateMoon + 114;
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}
