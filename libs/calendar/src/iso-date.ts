import { refuse } from '#kernel';

/** A civil date, `YYYY-MM-DD`, with no time and no zone. */
export type IsoDate = string;

/** Days since 1970-01-01, so that dates can be counted and compared as integers. */
export type Day = number;

/** First and last year that the calendar answers for: outside them a date is a typing error, not a term. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads a date. UTC serves here as a ruler only: a civil date has no zone, and no instant is involved.
 * @throws DomainError `date-malformed` (shape, or a day that doesn't exist), `date-out-of-range`
 */
export function parseDay(text: unknown, field = 'date'): Day {
  const parts = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!parts) throw malformed(field);
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR) throw outOfRange(field);
  if (!isCivilDate(year, month, date)) throw malformed(field);
  return dayOf(year, month, date);
}

export function dayOf(year: number, month: number, date: number): Day {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

export function isoOf(day: Day): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(day: Day): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Whether the month has that day in that year. */
export function isCivilDate(year: number, month: number, date: number): boolean {
  return month >= 1 && month <= 12 && date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function outOfRange(field: string) {
  return refuse('invalid', 'date-out-of-range', `La fecha debe estar entre los años ${FIRST_YEAR} y ${LAST_YEAR}.`, { field });
}

function malformed(field: string) {
  return refuse('invalid', 'date-malformed', 'La fecha no es válida: escriba un día que exista, con la forma AAAA-MM-DD.', { field });
}
