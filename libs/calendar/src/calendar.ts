import { refuse } from '#kernel';
import { appliesAt, checkHoliday, daysOf, type Holiday, type HolidayRow, type HolidayScope } from './holiday.ts';
import { dayOf, FIRST_YEAR, isoOf, LAST_YEAR, outOfRange, parseDay, weekdayOf, yearOf, type Day, type IsoDate } from './iso-date.ts';
import { Timeline } from './knowledge.ts';
import { checkPlace, type Place } from './place.ts';

/** Working days of a place. Every method refuses a malformed date, a date outside 1900–2199 and an unknown department. */
export interface Calendar {
  isWorkingDay(date: IsoDate, place: Place): boolean;
  /** The first working day strictly after a date. */
  nextWorkingDay(date: IsoDate, place: Place): IsoDate;
  /**
   * The n-th working day after a date; the count starts on the working day that follows it (TUO Ley 27444, arts. 144 and 145).
   * With n = 0: the date itself, or the next working day if it is not one.
   * @throws DomainError `working-days-invalid` unless n is an integer from 0
   */
  addWorkingDays(date: IsoDate, n: number, place: Place): IsoDate;
  /** Working days d with from < d ≤ to; negative, and as many, if `to` comes before. */
  workingDaysBetween(from: IsoDate, to: IsoDate, place: Place): number;
  /** Non-working days of a year by row, in order of date; a date may come from two rows. Plain weekends are not listed. */
  holidaysOf(year: number, place: Place): Holiday[];
  /** The same between two dates, both included. */
  holidaysBetween(from: IsoDate, to: IsoDate, place: Place): Holiday[];
  /** The calendar as it was known at an instant, or by the end of a date. */
  asOf(moment: string): Calendar;
}

/** @throws DomainError for a row that could not be applied, and `row-duplicated` for two rows of one id known at once */
export function createCalendar(rows: readonly HolidayRow[]): Calendar {
  rows.forEach(checkHoliday);
  const timeline = new Timeline(rows, (row) => row.id);
  const versions = new Map<number, Calendar>();
  const asOf = (moment?: string): Calendar => {
    const version = timeline.version(moment);
    const known = versions.get(version) ?? new WorkingCalendar(timeline.rowsOf(version), asOf);
    versions.set(version, known);
    return known;
  };
  return asOf();
}

/** A year at a place, counted once: every question is then a look-up. Days are offsets from 1 January. */
interface YearTable {
  readonly first: Day;
  /** Working days of the year up to each offset, that one included. */
  readonly upTo: Uint16Array;
  /** Offsets of the working days, in order. */
  readonly working: Uint16Array;
  readonly holidays: readonly Holiday[];
}

class WorkingCalendar implements Calendar {
  readonly asOf: (moment: string) => Calendar;
  readonly #rows: readonly HolidayRow[];
  readonly #scopes: ReadonlySet<string>;
  readonly #tables = new Map<string, YearTable>();

  constructor(rows: readonly HolidayRow[], asOf: (moment: string) => Calendar) {
    this.#rows = rows;
    this.#scopes = new Set(rows.map(({ scope }) => scopeKey(scope)));
    this.asOf = asOf;
  }

  isWorkingDay(date: IsoDate, place: Place): boolean {
    const day = parseDay(date);
    return isWorking(this.#year(yearOf(day), place), day);
  }

  nextWorkingDay(date: IsoDate, place: Place): IsoDate {
    return this.addWorkingDays(date, 1, place);
  }

  addWorkingDays(date: IsoDate, n: number, place: Place): IsoDate {
    const day = parseDay(date);
    checkWorkingDays(n, 'workingDays');
    let year = yearOf(day);
    let table = this.#year(year, place);
    let rank = countUpTo(table, day) + (n === 0 && !isWorking(table, day) ? 1 : n);
    while (rank > table.working.length) {
      rank -= table.working.length;
      table = this.#year(++year, place);
    }
    return isoOf(table.first + (table.working[rank - 1] ?? 0));
  }

  workingDaysBetween(from: IsoDate, to: IsoDate, place: Place): number {
    const [a, b] = [parseDay(from, 'from'), parseDay(to, 'to')];
    if (a > b) return 0 - this.workingDaysBetween(to, from, place);
    let count = -countUpTo(this.#year(yearOf(a), place), a);
    for (let year = yearOf(a); year < yearOf(b); year++) count += this.#year(year, place).working.length;
    return count + countUpTo(this.#year(yearOf(b), place), b);
  }

  holidaysOf(year: number, place: Place): Holiday[] {
    return [...this.#year(year, place).holidays];
  }

  holidaysBetween(from: IsoDate, to: IsoDate, place: Place): Holiday[] {
    const [first, last] = [yearOf(parseDay(from, 'from')), yearOf(parseDay(to, 'to'))];
    const found: Holiday[] = [];
    for (let year = first; year <= last; year++) {
      found.push(...this.#year(year, place).holidays.filter(({ date }) => from <= date && date <= to));
    }
    return found;
  }

  #year(year: number, place: Place): YearTable {
    checkPlace(place);
    if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) throw outOfRange('date');
    const key = `${year}${this.#signature(place)}`;
    const table = this.#tables.get(key) ?? countYear(year, this.#rows.filter((row) => appliesAt(row.scope, place)));
    this.#tables.set(key, table);
    return table;
  }

  /** Places that no row tells apart share their tables, so the cache grows with the rows and not with the callers. */
  #signature({ department, centre }: Place): string {
    const keys = [department && scopeKey({ level: 'department', department }), centre && scopeKey({ level: 'centre', centre })];
    return keys.filter((key) => key && this.#scopes.has(key)).join('');
  }
}

function scopeKey(scope: HolidayScope): string {
  switch (scope.level) {
    case 'national':
      return '';
    case 'department':
      return ` department ${scope.department}`;
    case 'centre':
      return ` centre ${scope.centre}`;
  }
}

function countYear(year: number, rows: readonly HolidayRow[]): YearTable {
  const first = dayOf(year, 1, 1);
  const holidays = rows
    .flatMap((row) => daysOf(row, year).map((day) => holidayOn(isoOf(day), row)))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const closed = new Set(holidays.map(({ date }) => parseDay(date) - first));
  const upTo = new Uint16Array(dayOf(year + 1, 1, 1) - first);
  const working: number[] = [];
  for (let offset = 0; offset < upTo.length; offset++) {
    if (weekdayOf(first + offset) <= 5 && !closed.has(offset)) working.push(offset);
    upTo[offset] = working.length;
  }
  return { first, upTo, working: Uint16Array.from(working), holidays };
}

function holidayOn(date: IsoDate, { id, name, scope, kind, norm, verified }: HolidayRow): Holiday {
  return { date, id, name, scope, kind, norm, verified };
}

function countUpTo(table: YearTable, day: Day): number {
  return table.upTo[day - table.first] ?? 0;
}

function isWorking(table: YearTable, day: Day): boolean {
  return countUpTo(table, day) > countUpTo(table, day - 1);
}

/** @throws DomainError `working-days-invalid` */
export function checkWorkingDays(n: unknown, field: string): void {
  if (typeof n === 'number' && Number.isSafeInteger(n) && n >= 0) return;
  throw refuse('invalid', 'working-days-invalid', 'El número de días hábiles debe ser un entero igual o mayor que cero.', { field });
}
