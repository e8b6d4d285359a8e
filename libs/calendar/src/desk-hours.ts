import { refuse } from '#kernel';
import type { Calendar } from './calendar.ts';
import { checkValidity } from './holiday.ts';
import { parseDay, weekdayOf, type IsoDate } from './iso-date.ts';
import { Timeline, type Knowable } from './knowledge.ts';
import { limaMoment } from './lima.ts';
import { checkCentre, type Place } from './place.ts';

/** Hours of Lima, `HH:MM`; the desk serves from `open` to `close`, the closing second included. */
export interface ServiceWindow {
  readonly open: string;
  readonly close: string;
}

/** The weekly hours of a centre's desk. The row that began last replaces the earlier ones as a whole. */
export interface DeskHoursRow extends Knowable {
  readonly id: string;
  readonly centre: string;
  /** ISO weekdays (1 Monday … 7 Sunday) and the windows that they share. */
  readonly week: readonly { readonly days: readonly number[]; readonly windows: readonly ServiceWindow[] }[];
  readonly validFrom: IsoDate;
  readonly validTo?: IsoDate;
  /** The norm or act that set them. */
  readonly source: string;
  readonly verified: boolean;
}

/** A day on which the desk served other hours than its own; no window = it did not open. */
export interface DeskExceptionRow extends Knowable {
  readonly id: string;
  readonly centre: string;
  readonly date: IsoDate;
  readonly windows: readonly ServiceWindow[];
  /** Spanish, without personal data. */
  readonly reason: string;
  readonly source: string;
}

/** What a desk serves on a date, whatever the calendar says of that date. */
export interface DeskDay {
  readonly windows: readonly ServiceWindow[];
  /** False if the desk served none, or less than its normal hours: such a day extends a term (TUO Ley 27444, art. 145). */
  readonly normal: boolean;
  readonly source: string;
  readonly exception?: DeskExceptionRow;
}

export interface DeskHours {
  /** @throws DomainError `desk-hours-unknown` if the centre has no hours in force on the date */
  on(centre: string, date: IsoDate): DeskDay;
  /** The hours as they were known at an instant, or by the end of a date. */
  asOf(moment: string): DeskHours;
}

/** @throws DomainError `desk-hours-incomplete`, `hours-malformed`, `hours-reversed`, `hours-overlap`, `weekday-invalid`, `row-duplicated`, and those of dates */
export function createDeskHours(rows: readonly DeskHoursRow[], exceptions: readonly DeskExceptionRow[] = []): DeskHours {
  rows.forEach(checkHoursRow);
  exceptions.forEach(checkException);
  const hours = new Timeline(rows, ({ centre, validFrom }) => `${centre} ${validFrom}`);
  const special = new Timeline(exceptions, ({ centre, date }) => `${centre} ${date}`);
  const versions = new Map<string, DeskHours>();
  const asOf = (moment?: string): DeskHours => {
    const [usual, exceptional] = [hours.version(moment), special.version(moment)];
    const key = `${usual} ${exceptional}`;
    const known = versions.get(key) ?? new KnownHours(hours.rowsOf(usual), special.rowsOf(exceptional), asOf);
    versions.set(key, known);
    return known;
  };
  return asOf();
}

/** Whether the desk serves at an instant. On a non-working day it serves only if an exception says so. */
export function deskOpenAt(calendar: Calendar, hours: DeskHours, instant: string, place: Place): boolean {
  const { date, time } = limaMoment(instant);
  const day = hours.on(place.centre ?? '', date);
  if (!day.exception && !calendar.isWorkingDay(date, place)) return false;
  return day.windows.some((window) => isWithin(window, time));
}

/** @param time `HH:MM:SS` */
export function isWithin({ open, close }: ServiceWindow, time: string): boolean {
  return `${open}:00` <= time && time <= `${close}:00`;
}

class KnownHours implements DeskHours {
  readonly asOf: (moment: string) => DeskHours;
  readonly #byCentre: Map<string, DeskHoursRow[]>;
  readonly #exceptions: Map<string, DeskExceptionRow>;

  constructor(rows: readonly DeskHoursRow[], exceptions: readonly DeskExceptionRow[], asOf: (moment: string) => DeskHours) {
    this.asOf = asOf;
    this.#byCentre = Map.groupBy(rows.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1)), ({ centre }) => centre);
    this.#exceptions = new Map(exceptions.map((row) => [`${row.centre} ${row.date}`, row]));
  }

  on(centre: string, date: IsoDate): DeskDay {
    const weekday = weekdayOf(parseDay(date));
    checkCentre(centre, 'place.centre');
    const row = this.#byCentre.get(centre)?.find(({ validFrom, validTo }) => validFrom <= date && date <= (validTo ?? date));
    if (!row) throw unknownHours(centre);
    const usual = windowsOn(row, weekday);
    const exception = this.#exceptions.get(`${centre} ${date}`);
    if (!exception) return { windows: usual, normal: usual.length > 0, source: row.source };
    return { windows: exception.windows, normal: usual.length > 0 && covers(exception.windows, usual), source: exception.source, exception };
  }
}

function windowsOn(row: DeskHoursRow, weekday: number): readonly ServiceWindow[] {
  return row.week.find(({ days }) => days.includes(weekday))?.windows ?? [];
}

function covers(served: readonly ServiceWindow[], usual: readonly ServiceWindow[]): boolean {
  return usual.every(({ open, close }) => served.some((window) => window.open <= open && close <= window.close));
}

function checkHoursRow(row: DeskHoursRow): void {
  checkCentre(row.centre, 'centre');
  parseDay(row.validFrom, 'validFrom');
  checkValidity(row);
  checkText(row, ['id', 'source']);
  if (!Array.isArray(row.week) || !row.week.every(({ days }) => Array.isArray(days))) throw incomplete('week');
  const days = row.week.flatMap((entry) => entry.days);
  if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 7) || new Set(days).size < days.length) {
    throw refuse('invalid', 'weekday-invalid', 'Los días de la semana van de 1 (lunes) a 7 (domingo), sin repetirse.', { field: 'week' });
  }
  row.week.forEach(({ windows }) => checkWindows(windows));
}

function checkException(row: DeskExceptionRow): void {
  checkCentre(row.centre, 'centre');
  parseDay(row.date, 'date');
  checkText(row, ['id', 'reason', 'source']);
  checkWindows(row.windows);
}

function checkText<F extends string>(row: Readonly<Record<F, string>>, fields: readonly F[]): void {
  for (const field of fields) {
    if (typeof row[field] !== 'string' || row[field].trim() === '') throw incomplete(field);
  }
}

function incomplete(field: string) {
  return refuse('invalid', 'desk-hours-incomplete', `Al horario de la mesa de partes le falta un dato o no es válido: ${field}.`, { field });
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function checkWindows(windows: readonly ServiceWindow[]): void {
  if (!Array.isArray(windows)) throw incomplete('windows');
  let last = '';
  for (const { open, close } of windows) {
    if (!TIME.test(open) || !TIME.test(close)) throw refuse('invalid', 'hours-malformed', 'La hora no es válida: escriba HH:MM, de 00:00 a 23:59.', { field: 'windows' });
    if (open >= close) throw refuse('invalid', 'hours-reversed', 'El horario cierra antes de abrir: la hora de cierre debe ser posterior a la de apertura.', { field: 'windows' });
    if (open <= last) throw refuse('invalid', 'hours-overlap', 'Los tramos del horario se cruzan o están desordenados.', { field: 'windows' });
    last = close;
  }
}

function unknownHours(centre: string) {
  return refuse('not-found', 'desk-hours-unknown', `El centro ${centre} no tiene un horario de mesa de partes vigente en esa fecha: regístrelo.`, { field: 'place.centre' });
}
