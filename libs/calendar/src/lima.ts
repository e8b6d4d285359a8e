import { Temporal } from 'temporal-polyfill';
import { refuse } from '#kernel';
import { FIRST_YEAR, isoOf, LAST_YEAR, outOfRange, parseDay, type IsoDate } from './iso-date.ts';

/** The zone by name: Peru kept summer time in some years (1986, 1987, 1990, 1994), so a fixed offset would be wrong. */
export const LIMA = 'America/Lima';

export interface LimaMoment {
  readonly date: IsoDate;
  /** `HH:MM:SS`; fractions of a second are dropped, so the whole closing second counts. */
  readonly time: string;
}

/**
 * Date and time in Lima of an instant in ISO 8601 with `Z` or an offset.
 * @throws DomainError `instant-malformed`, `date-out-of-range`
 */
export function limaMoment(instant: string, field = 'instant'): LimaMoment {
  const ms = epochMs(instant, field);
  if (ms < FIRST_MS || ms >= END_MS) throw outOfRange(field);
  const local = new Date(ms + offsetAt(ms)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}

/** The calendar's range, an offset inside it at each end. */
const FIRST_MS = Date.UTC(FIRST_YEAR, 0, 2);
const END_MS = Date.UTC(LAST_YEAR, 11, 31);
const HOUR_MS = 3_600_000;
let lastHour = { hour: NaN, offset: 0 };

/**
 * Lima's offset in milliseconds, asked of the zone once per hour of UTC: it is most of the cost of a legal date,
 * instants come in order, and the zone has changed on the hour alone since it has one (1908).
 */
function offsetAt(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS);
  if (hour !== lastHour.hour) {
    lastHour = { hour, offset: Temporal.Instant.fromEpochMilliseconds(hour * HOUR_MS).toZonedDateTimeISO(LIMA).offsetNanoseconds / 1e6 };
  }
  return lastHour.offset;
}

export function limaDate(instant: string): IsoDate {
  return limaMoment(instant).date;
}

export function limaTime(instant: string): string {
  return limaMoment(instant).time;
}

/** The instant (ISO 8601, `Z`) of a time `HH:MM` or `HH:MM:SS` of a date in Lima. */
export function limaInstant(date: IsoDate, time: string): string {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(LIMA).toInstant().toString();
}

/** Milliseconds since the epoch of an instant. */
export function epochMs(instant: string, field = 'instant'): number {
  return parseInstant(instant, field).epochMilliseconds;
}

/** First and last millisecond of a date in Lima. */
export function limaDayBounds(date: IsoDate, field = 'date'): { readonly first: number; readonly last: number } {
  const day = parseDay(date, field);
  return { first: epochMs(limaInstant(date, '00:00')), last: epochMs(limaInstant(isoOf(day + 1), '00:00')) - 1 };
}

function parseInstant(instant: unknown, field: string): Temporal.Instant {
  if (typeof instant !== 'string') throw malformed(field);
  try {
    return Temporal.Instant.from(instant);
  } catch {
    throw malformed(field);
  }
}

function malformed(field: string) {
  return refuse('invalid', 'instant-malformed', 'El momento no es válido: use ISO 8601 con zona, como 2026-03-02T13:30:00Z.', { field });
}
