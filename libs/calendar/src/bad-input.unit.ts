import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import { DESK_ROWS } from '../test/desks.ts';
import { createCalendar } from './calendar.ts';
import { deadline, type Term } from './deadline.ts';
import { createDeskHours, type DeskHoursRow } from './desk-hours.ts';
import type { HolidayRow } from './holiday.ts';
import { legalDate, type Submission } from './legal-date.ts';
import { adoptPolicy, DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, type LegalDatePolicy } from './legal-date-policy.ts';
import { limaDate } from './lima.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const peru = createCalendar(NATIONAL_HOLIDAYS);
const hours = createDeskHours(DESK_ROWS);
const PUNO = { department: '21', centre: 'PUNO-1' };
const [holiday] = NATIONAL_HOLIDAYS;
const [desk] = DESK_ROWS;

/** Rows and dates come from outside, as JSON: the types promise nothing there. */
const json = <T>(value: object): T => JSON.parse(JSON.stringify(value));
const withRow = (more: object) => () => createCalendar([json<HolidayRow>({ ...holiday, ...more })]);
const withHours = (more: object) => () => createDeskHours([json<DeskHoursRow>({ ...desk, ...more })]);
const withWindows = (...windows: [string, string][]) => withHours({ week: [{ days: [1], windows: windows.map(([open, close]) => ({ open, close })) }] });
const submit = (more: Partial<Submission>) => () => legalDate(peru, { instant: '2026-03-06T15:00:00Z', channel: 'desk', place: PUNO, hours, policies: DEFAULT_POLICIES, ...more });
const term = (more: Partial<Term>) => () => deadline(peru, { from: '2026-03-06', workingDays: 2, place: PUNO, ...more });
const twice: LegalDatePolicy[] = [...DEFAULT_POLICIES, ...DEFAULT_POLICIES];

const CASES: [string, string, () => unknown][] = [
  ['a date of another shape', 'date-malformed', () => peru.isWorkingDay('06/03/2026', {})],
  ['a date with a time', 'date-malformed', () => peru.isWorkingDay('2026-03-06T00:00:00Z', {})],
  ['29 February of a common year', 'date-malformed', () => peru.addWorkingDays('2026-02-29', 1, {})],
  ['month 13', 'date-malformed', () => peru.workingDaysBetween('2026-01-01', '2026-13-01', {})],
  ['a year that must be a slip', 'date-out-of-range', () => peru.isWorkingDay('0206-03-06', {})],
  ['a year beyond the calendar', 'date-out-of-range', () => peru.holidaysOf(2200, {})],
  ['half a year', 'date-out-of-range', () => peru.holidaysOf(2026.5, {})],
  ['a term beyond the calendar', 'date-out-of-range', () => peru.addWorkingDays('2199-12-31', 1, {})],
  ['negative days', 'working-days-invalid', () => peru.addWorkingDays('2026-03-06', -1, {})],
  ['half a day', 'working-days-invalid', () => peru.addWorkingDays('2026-03-06', 1.5, {})],
  ['no number of days', 'working-days-invalid', () => peru.addWorkingDays('2026-03-06', NaN, {})],
  ['negative days of distance', 'working-days-invalid', term({ distanceDays: -1 })],
  ['an unknown department', 'department-unknown', () => peru.isWorkingDay('2026-03-06', { department: '26' })],
  ['a department of one digit', 'department-unknown', () => peru.isWorkingDay('2026-03-06', { department: '1' })],
  ['an empty centre', 'centre-malformed', () => peru.isWorkingDay('2026-03-06', { centre: ' ' })],
  ['an instant without a zone', 'instant-malformed', () => limaDate('2026-03-06T15:00:00')],
  ['a date as an instant', 'instant-malformed', submit({ instant: '2026-03-06' })],
  ['an instant of another age', 'date-out-of-range', () => limaDate('+012026-03-06T15:00:00Z')],
  ['the first instant that can be written', 'date-out-of-range', () => limaDate('-271821-04-20T00:00:00Z')],
  ['a moment of knowledge that is none', 'instant-malformed', () => peru.asOf('ayer')],
  ['a row without a norm', 'holiday-incomplete', withRow({ norm: '' })],
  ['a row of no kind', 'holiday-incomplete', withRow({ kind: 'party' })],
  ['a row that does not say if it is verified', 'holiday-incomplete', withRow({ verified: undefined })],
  ['a row of no scope', 'holiday-incomplete', withRow({ scope: undefined })],
  ['a row of an unknown department', 'department-unknown', withRow({ scope: { level: 'department', department: '99' } })],
  ['a row of no centre', 'centre-malformed', withRow({ scope: { level: 'centre' } })],
  ['a row of no rule', 'holiday-rule-invalid', withRow({ rule: undefined })],
  ['a row of 30 February', 'holiday-rule-invalid', withRow({ rule: { type: 'fixed', month: 2, day: 30 } })],
  ['a row a year away from Easter', 'holiday-rule-invalid', withRow({ rule: { type: 'easter', offset: 365 } })],
  ['a row of a date that does not exist', 'date-malformed', withRow({ rule: { type: 'date', date: '2026-04-31' } })],
  ['a row of a range reversed', 'holiday-rule-invalid', withRow({ rule: { type: 'range', from: '2026-04-02', to: '2026-04-01' } })],
  ['a row of a validity reversed', 'validity-reversed', withRow({ validFrom: '2026-01-01', validTo: '2025-12-31' })],
  ['a row unknown before it was known', 'knowledge-reversed', withRow({ knownSince: '2026-01-02', knownUntil: '2026-01-02' })],
  ['two rows of one id', 'row-duplicated', () => createCalendar([...NATIONAL_HOLIDAYS, ...NATIONAL_HOLIDAYS])],
  ['a time that does not exist', 'hours-malformed', withWindows(['08:30', '24:00'])],
  ['a time of another shape', 'hours-malformed', withWindows(['8:30', '17:00'])],
  ['hours reversed', 'hours-reversed', withWindows(['17:00', '08:30'])],
  ['hours that overlap', 'hours-overlap', withWindows(['08:30', '13:00'], ['12:00', '17:00'])],
  ['hours without a week', 'desk-hours-incomplete', withHours({ week: undefined })],
  ['hours without a source', 'desk-hours-incomplete', withHours({ source: '' })],
  ['a weekday without windows', 'desk-hours-incomplete', withHours({ week: [{ days: [1] }] })],
  ['an eighth weekday', 'weekday-invalid', withHours({ week: [{ days: [8], windows: [] }] })],
  ['a weekday twice', 'weekday-invalid', withHours({ week: [{ days: [1, 1], windows: [] }] })],
  ['two hours of one centre from one date', 'row-duplicated', () => createDeskHours([...DESK_ROWS, ...DESK_ROWS])],
  ['a centre without hours', 'desk-hours-unknown', submit({ place: { department: '21', centre: 'PUNO-9' } })],
  ['a desk before its hours began', 'desk-hours-unknown', submit({ instant: '2009-12-30T15:00:00Z' })],
  ['no centre where the desk closes the day', 'centre-malformed', submit({ place: {} })],
  ['a desk that never opens', 'desk-never-open', submit({ hours: createDeskHours([json<DeskHoursRow>({ ...desk, week: [] })]) })],
  ['a channel without a policy', 'policy-missing', submit({ policies: [] })],
  ['two policies at once', 'policy-ambiguous', submit({ policies: twice })],
  ['a policy adopted before its norm', 'policy-not-in-force', () => adoptPolicy(DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, '2024-08-01')],
  ['an arrival after the reception', 'arrival-invalid', submit({ arrivedAt: '2026-03-06T15:00:01Z' })],
  ['an arrival of the day before', 'arrival-invalid', submit({ arrivedAt: '2026-03-05T15:00:00Z' })],
  ['an arrival at a digital desk', 'arrival-invalid', submit({ channel: 'digital', arrivedAt: '2026-03-06T14:00:00Z' })],
];

describe('The calendar refuses, in Spanish and by a stable code,', () => {
  it.each(CASES)('%s: %s', (_, code, act) => {
    const refused = attempt(act);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({ problem: { code, message: expect.stringMatching(/^[A-ZÁÉÍÓÚ].+\.$/) } });
  });
});

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
