import { describe, expect, it } from '@jest/globals';
import { createCalendar } from './calendar.ts';
import type { HolidayRow } from './holiday.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const peru = createCalendar(NATIONAL_HOLIDAYS);
const row = (id: string, more: Partial<HolidayRow>): HolidayRow => ({
  id,
  name: 'Día de prueba',
  rule: { type: 'date', date: '2026-11-04' },
  scope: { level: 'national' },
  kind: 'bridge',
  norm: 'Norma de prueba',
  verified: false,
  ...more,
});
const datesOf = (year: number) => new Set(peru.holidaysOf(year, {}).map(({ date }) => date));

describe('National holidays', () => {
  it.each([
    [2011, 12], [2012, 12], [2021, 12], [2022, 14], [2023, 15], [2024, 16], [2026, 16],
  ])('are, in %i, %i dates', (year, count) => {
    expect(datesOf(year).size).toBe(count);
  });

  it('are in 2012 those of the list of that year', () => {
    expect([...datesOf(2012)].map((date) => date.slice(5)).join(' ')).toBe('01-01 04-05 04-06 05-01 06-29 07-28 07-29 08-30 10-08 11-01 12-08 12-25');
  });

  it('are in 2026 those of today', () => {
    expect([...datesOf(2026)].map((date) => date.slice(5)).join(' ')).toBe(
      '01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25',
    );
  });

  it('each carry their norm, and say which nobody has verified', () => {
    expect(peru.holidaysOf(2026, {}).every(({ norm }) => norm.includes('D.Leg. 713'))).toBe(true);
    expect(peru.holidaysOf(2026, {}).filter(({ verified }) => !verified).map(({ date }) => date)).toEqual(['2026-06-07', '2026-07-23']);
  });

  it('are JSON, so that they can be recorded and edited', () => {
    expect(createCalendar(JSON.parse(JSON.stringify(NATIONAL_HOLIDAYS))).holidaysOf(2026, {})).toEqual(peru.holidaysOf(2026, {}));
  });
});

describe('A term in working days', () => {
  it('jumps Holy Week and the weekend after it', () => {
    expect(peru.addWorkingDays('2012-04-04', 1, {})).toBe('2012-04-09');
  });

  it('starts to count on the working day after its date, even if that date is not one', () => {
    expect(peru.addWorkingDays('2026-03-06', 2, {})).toBe('2026-03-10');
    expect(peru.addWorkingDays('2026-03-07', 2, {})).toBe('2026-03-10');
  });

  it('of zero days ends the same day, or the next working day', () => {
    expect(peru.addWorkingDays('2026-03-06', 0, {})).toBe('2026-03-06');
    expect(peru.addWorkingDays('2026-03-07', 0, {})).toBe('2026-03-09');
  });

  it('crosses years, and a holiday is not one before its law', () => {
    expect(peru.addWorkingDays('2025-12-31', 1, {})).toBe('2026-01-02');
    expect(peru.isWorkingDay('2021-12-09', {})).toBe(true);
    expect(peru.isWorkingDay('2022-12-09', {})).toBe(false);
    expect(peru.isWorkingDay('2023-06-07', {})).toBe(true);
    expect(peru.isWorkingDay('2024-06-07', {})).toBe(false);
  });

  it('counts backwards as a negative number', () => {
    expect(peru.workingDaysBetween('2026-03-10', '2026-03-06', {})).toBe(-2);
  });
});

describe('A row', () => {
  const puno = createCalendar([...NATIONAL_HOLIDAYS, row('puno-day', { scope: { level: 'department', department: '21' }, kind: 'regional' })]);

  it('of Puno moves the terms of Puno and not those of Tacna', () => {
    expect(puno.nextWorkingDay('2026-11-03', { department: '21' })).toBe('2026-11-05');
    expect(puno.nextWorkingDay('2026-11-03', { department: '23' })).toBe('2026-11-04');
    expect(puno.nextWorkingDay('2026-11-03', {})).toBe('2026-11-04');
  });

  it('of a centre moves the terms of that centre alone', () => {
    const calendar = createCalendar([row('works', { scope: { level: 'centre', centre: 'PUNO-1' }, kind: 'suspension' })]);
    expect(calendar.isWorkingDay('2026-11-04', { department: '21', centre: 'PUNO-1' })).toBe(false);
    expect(calendar.isWorkingDay('2026-11-04', { department: '21', centre: 'PUNO-2' })).toBe(true);
  });

  it('yields from its first to its last date, both included', () => {
    const calendar = createCalendar([row('three', { rule: { type: 'fixed', month: 11, day: 4 }, validFrom: '2024-11-04', validTo: '2026-11-04' })]);
    expect([2023, 2024, 2026, 2027].map((year) => calendar.holidaysOf(year, {}).length)).toEqual([0, 1, 1, 0]);
    expect(calendar.holidaysBetween('2024-11-04', '2026-11-04', {})).toHaveLength(3);
    expect(calendar.holidaysBetween('2024-11-05', '2026-11-03', {})).toHaveLength(1);
  });

  it('may be 29 February, or a suspension of many days across two years', () => {
    const calendar = createCalendar([
      row('leap', { rule: { type: 'fixed', month: 2, day: 29 } }),
      row('emergency', { rule: { type: 'range', from: '2026-12-28', to: '2027-01-08' }, kind: 'suspension' }),
    ]);
    expect(calendar.holidaysOf(2023, {})).toEqual([]);
    expect(calendar.isWorkingDay('2024-02-29', {})).toBe(false);
    expect(calendar.nextWorkingDay('2026-12-25', {})).toBe('2027-01-11');
  });
});

describe('What was known', () => {
  const bridge = row('bridge', { knownSince: '2026-10-20T15:00:00Z' });
  const calendar = createCalendar([...NATIONAL_HOLIDAYS, bridge]);

  it('at the hour of a notification stands, even if a row is learnt later the same day', () => {
    expect(calendar.addWorkingDays('2026-11-03', 1, {})).toBe('2026-11-05');
    expect(calendar.asOf('2026-10-20T14:59:59Z').addWorkingDays('2026-11-03', 1, {})).toBe('2026-11-04');
    expect(calendar.asOf('2026-10-20T15:00:00Z').addWorkingDays('2026-11-03', 1, {})).toBe('2026-11-05');
  });

  it('by a date is all that was known when that date ended in Lima', () => {
    expect(calendar.asOf('2026-10-20').isWorkingDay('2026-11-04', {})).toBe(false);
    expect(calendar.asOf('2026-10-19').isWorkingDay('2026-11-04', {})).toBe(true);
  });

  it('can be corrected: the older version of a row still answers for its time', () => {
    const moved = createCalendar([
      { ...bridge, knownUntil: '2026-10-25' },
      { ...bridge, rule: { type: 'date', date: '2026-11-05' }, knownSince: '2026-10-25' },
    ]);
    expect(moved.asOf('2026-10-24').holidaysOf(2026, {}).map(({ date }) => date)).toEqual(['2026-11-04']);
    expect(moved.holidaysOf(2026, {}).map(({ date }) => date)).toEqual(['2026-11-05']);
  });

  it('of one moment is one calendar, so that asking often costs nothing', () => {
    expect(calendar.asOf('2026-01-01')).toBe(calendar.asOf('2026-01-02'));
    expect(calendar.asOf('2026-01-01').asOf('2026-12-01')).toBe(calendar);
  });
});
