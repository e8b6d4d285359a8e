import { Temporal } from 'temporal-polyfill';
import type { DeskExceptionRow, DeskHoursRow, HolidayRow, Place } from '../src/index.ts';

/**
 * The same questions answered the slow way, day by day, with another computus and another date arithmetic.
 * The specs hold the library to it.
 */
export function naiveCalendar(rows: readonly HolidayRow[]) {
  const isWorkingDay = (date: string, place: Place): boolean => {
    const day = Temporal.PlainDate.from(date);
    return day.dayOfWeek < 6 && !rows.some((row) => inScope(row, place) && yields(row, date, day));
  };

  const onOrAfter = (date: string, place: Place): string => (isWorkingDay(date, place) ? date : onOrAfter(tomorrow(date), place));

  const addWorkingDays = (date: string, n: number, place: Place): string =>
    n === 0 ? onOrAfter(date, place) : n === 1 ? onOrAfter(tomorrow(date), place) : addWorkingDays(onOrAfter(tomorrow(date), place), n - 1, place);

  const workingDaysBetween = (from: string, to: string, place: Place): number => {
    let count = 0;
    for (let date = from; date < to; date = tomorrow(date)) count += isWorkingDay(tomorrow(date), place) ? 1 : 0;
    return count;
  };

  return { isWorkingDay, addWorkingDays, workingDaysBetween };
}

export function tomorrow(date: string): string {
  return later(date, 1);
}

/** Calendar days later. */
export function later(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Gauss's computus, with its two exceptions. */
export function gaussEaster(year: number): string {
  const [a, b, c, k] = [year % 19, year % 4, year % 7, Math.floor(year / 100)];
  const m = (15 - Math.floor((13 + 8 * k) / 25) + k - Math.floor(k / 4)) % 30;
  const d = (19 * a + m) % 30;
  const e = (2 * b + 4 * c + 6 * d + ((4 + k - Math.floor(k / 4)) % 7)) % 7;
  const exception = e === 6 && (d === 29 || (d === 28 && (11 * m + 11) % 30 < 19));
  return Temporal.PlainDate.from({ year, month: 3, day: 22 }).add({ days: d + e - (exception ? 7 : 0) }).toString();
}

/** Windows that a desk serves on a date: the exception if there is one, else those of the row that began last. */
export function naiveWindows(rows: readonly DeskHoursRow[], exceptions: readonly DeskExceptionRow[], centre: string, date: string) {
  const exception = exceptions.find((row) => row.centre === centre && row.date === date);
  if (exception) return exception.windows;
  const weekday = Temporal.PlainDate.from(date).dayOfWeek;
  const inForce = rows.filter((row) => row.centre === centre && row.validFrom <= date).sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return inForce.at(-1)?.week.find(({ days }) => days.includes(weekday))?.windows ?? [];
}

function inScope({ scope }: HolidayRow, place: Place): boolean {
  if (scope.level === 'department') return place.department === scope.department;
  return scope.level === 'national' || place.centre === scope.centre;
}

function yields({ rule, validFrom = date0, validTo = date9 }: HolidayRow, date: string, { year, month, day }: Temporal.PlainDate): boolean {
  if (date < validFrom || date > validTo) return false;
  if (rule.type === 'date') return rule.date === date;
  if (rule.type === 'range') return rule.from <= date && date <= rule.to;
  if (rule.type === 'fixed') return month === rule.month && day === rule.day;
  return Temporal.PlainDate.from(gaussEaster(year)).add({ days: rule.offset }).toString() === date;
}

const date0 = '0000-01-01';
const date9 = '9999-12-31';
