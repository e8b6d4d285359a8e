import { refuse } from '#kernel';
import { easterSunday } from './easter.ts';
import { dayOf, isCivilDate, parseDay, yearOf, type Day, type IsoDate } from './iso-date.ts';
import type { Knowable } from './knowledge.ts';
import { checkCentre, checkDepartment, type Place } from './place.ts';

export type HolidayRule =
  | { readonly type: 'fixed'; readonly month: number; readonly day: number }
  /** Days from Easter Sunday; Good Friday is -2. */
  | { readonly type: 'easter'; readonly offset: number }
  | { readonly type: 'date'; readonly date: IsoDate }
  /** Both ends included: for suspensions of many days. */
  | { readonly type: 'range'; readonly from: IsoDate; readonly to: IsoDate };

export type HolidayScope =
  | { readonly level: 'national' }
  | { readonly level: 'department'; readonly department: string }
  | { readonly level: 'centre'; readonly centre: string };

const KINDS = ['holiday', 'bridge', 'regional', 'suspension'] as const;
export type HolidayKind = (typeof KINDS)[number];

/** What a row says of each of its days, apart from the date. */
interface HolidayFacts {
  readonly id: string;
  /** Spanish, as people read it. */
  readonly name: string;
  readonly scope: HolidayScope;
  readonly kind: HolidayKind;
  /** The norm that makes the day non-working. */
  readonly norm: string;
  /** False while nobody has checked the row against its norm. */
  readonly verified: boolean;
}

/** A non-working day as data. JSON carries it unchanged. */
export interface HolidayRow extends HolidayFacts, Knowable {
  readonly rule: HolidayRule;
  /** First and last date on which the rule yields a holiday; absent = no limit. */
  readonly validFrom?: IsoDate;
  readonly validTo?: IsoDate;
}

/** One non-working day, with the row that gave it. */
export interface Holiday extends HolidayFacts {
  readonly date: IsoDate;
}

/**
 * Refuses a row that could not be applied. Rows may come from outside, so nothing is taken for granted.
 * @throws DomainError `holiday-incomplete`, `holiday-rule-invalid`, `validity-reversed`, `department-unknown`, `centre-malformed`, `date-malformed`
 */
export function checkHoliday(row: HolidayRow): void {
  for (const field of ['id', 'name', 'norm'] as const) {
    if (typeof row[field] !== 'string' || row[field].trim() === '') throw incomplete(field);
  }
  if (!KINDS.includes(row.kind)) throw incomplete('kind');
  if (typeof row.verified !== 'boolean') throw incomplete('verified');
  checkScope(row.scope);
  checkRule(row.rule);
  checkValidity(row);
}

/** @throws DomainError `validity-reversed`, `date-malformed` */
export function checkValidity(row: { readonly validFrom?: IsoDate; readonly validTo?: IsoDate }): void {
  const from = row.validFrom === undefined ? -Infinity : parseDay(row.validFrom, 'validFrom');
  const to = row.validTo === undefined ? Infinity : parseDay(row.validTo, 'validTo');
  if (from > to) throw refuse('invalid', 'validity-reversed', 'La vigencia termina antes de empezar: corrija validFrom y validTo.', { field: 'validTo' });
}

/** Days of a year on which the row applies. */
export function daysOf(row: HolidayRow, year: number): Day[] {
  const from = row.validFrom === undefined ? -Infinity : parseDay(row.validFrom);
  const to = row.validTo === undefined ? Infinity : parseDay(row.validTo);
  return ruleDays(row.rule, year).filter((day) => from <= day && day <= to);
}

export function appliesAt(scope: HolidayScope, place: Place): boolean {
  switch (scope.level) {
    case 'national':
      return true;
    case 'department':
      return scope.department === place.department;
    case 'centre':
      return scope.centre === place.centre;
  }
}

function ruleDays(rule: HolidayRule, year: number): Day[] {
  switch (rule.type) {
    case 'fixed':
      return isCivilDate(year, rule.month, rule.day) ? [dayOf(year, rule.month, rule.day)] : [];
    case 'easter':
      return [easterSunday(year) + rule.offset];
    case 'date':
      return [parseDay(rule.date)].filter((day) => yearOf(day) === year);
    case 'range':
      return daysWithin(Math.max(parseDay(rule.from), dayOf(year, 1, 1)), Math.min(parseDay(rule.to), dayOf(year, 12, 31)));
  }
}

function daysWithin(first: Day, last: Day): Day[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

function checkScope(scope: HolidayScope): void {
  switch (scope?.level) {
    case 'national':
      return;
    case 'department':
      return checkDepartment(scope.department, 'scope.department');
    case 'centre':
      return checkCentre(scope.centre, 'scope.centre');
    default:
      throw incomplete('scope');
  }
}

/** Easter moves between 22 March and 25 April, so an offset within 80 days stays in its year. */
const MAX_OFFSET = 80;

function checkRule(rule: HolidayRule): void {
  switch (rule?.type) {
    case 'fixed': // in a leap year, so that 29 February is accepted
      if (!Number.isInteger(rule.month) || !Number.isInteger(rule.day) || !isCivilDate(2000, rule.month, rule.day)) throw badRule('el mes y el día no existen');
      return;
    case 'easter':
      if (!Number.isInteger(rule.offset) || Math.abs(rule.offset) > MAX_OFFSET) throw badRule(`el desplazamiento va de -${MAX_OFFSET} a ${MAX_OFFSET} días`);
      return;
    case 'date':
      parseDay(rule.date, 'rule.date');
      return;
    case 'range':
      if (parseDay(rule.from, 'rule.from') > parseDay(rule.to, 'rule.to')) throw badRule('el rango termina antes de empezar');
      return;
    default:
      throw badRule('use fixed, easter, date o range');
  }
}

function badRule(reason: string) {
  return refuse('invalid', 'holiday-rule-invalid', `La regla del día no laborable no es válida: ${reason}.`, { field: 'rule' });
}

function incomplete(field: string) {
  return refuse('invalid', 'holiday-incomplete', `Al día no laborable le falta un dato o no es válido: ${field}.`, { field });
}
