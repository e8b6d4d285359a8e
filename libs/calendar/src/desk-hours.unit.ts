import { describe, expect, it } from '@jest/globals';
import { DESK_ROWS } from '../test/desks.ts';
import { createCalendar } from './calendar.ts';
import { createDeskHours, deskOpenAt, type DeskExceptionRow } from './desk-hours.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const peru = createCalendar(NATIONAL_HOLIDAYS);
const exception = (more: Partial<DeskExceptionRow>): DeskExceptionRow => ({
  id: 'x', centre: 'PUNO-1', date: '2026-03-03', windows: [], reason: 'Corte de energía', source: 'Parte de prueba', ...more,
});
const open = (instant: string, centre = 'PUNO-1', exceptions: DeskExceptionRow[] = []) =>
  deskOpenAt(peru, createDeskHours(DESK_ROWS, exceptions), instant, { department: '21', centre });

describe('A desk', () => {
  it('serves from its opening to the whole of its closing second, in Lima time', () => {
    expect(open('2026-03-03T13:29:59Z')).toBe(false);
    expect(open('2026-03-03T13:30:00Z')).toBe(true);
    expect(open('2026-03-03T22:00:00.999Z')).toBe(true);
    expect(open('2026-03-03T22:00:01Z')).toBe(false);
  });

  it('closes at midday where it has a break', () => {
    expect(open('2026-03-03T18:30:00Z', 'PUNO-2')).toBe(false);
    expect(open('2026-03-03T19:30:00Z', 'PUNO-2')).toBe(true);
  });

  it('does not serve on a weekend or a holiday, unless an exception says so', () => {
    expect(open('2026-03-07T15:00:00Z')).toBe(false);
    expect(open('2026-04-03T15:00:00Z')).toBe(false);
    expect(open('2026-03-07T15:00:00Z', 'PUNO-1', [exception({ date: '2026-03-07', windows: [{ open: '09:00', close: '13:00' }] })])).toBe(true);
  });

  it('keeps the hours that began last, as a whole', () => {
    const hours = createDeskHours(DESK_ROWS);
    expect(hours.on('TACNA-1', '2023-12-26').windows).toEqual([]);
    expect(hours.on('TACNA-1', '2024-01-02').windows).toEqual([{ open: '08:00', close: '16:30' }]);
  });

  it('has no hours after their last date', () => {
    const hours = createDeskHours(DESK_ROWS.map((row) => ({ ...row, validTo: '2025-12-31' })));
    expect(hours.on('PUNO-1', '2025-12-31').normal).toBe(true);
    expect(() => hours.on('PUNO-1', '2026-01-01')).toThrow('desk-hours-unknown');
  });

  it('keeps its normal hours only if it serves all of them', () => {
    const normal = (windows: DeskExceptionRow['windows']) => createDeskHours(DESK_ROWS, [exception({ windows })]).on('PUNO-1', '2026-03-03').normal;
    expect(normal([])).toBe(false);
    expect(normal([{ open: '08:30', close: '16:59' }])).toBe(false);
    expect(normal([{ open: '08:30', close: '12:00' }, { open: '12:30', close: '17:00' }])).toBe(false);
    expect(normal([{ open: '08:00', close: '19:00' }])).toBe(true);
  });

  it('is remembered as it was known', () => {
    const hours = createDeskHours(DESK_ROWS, [exception({ knownSince: '2026-03-03T14:00:00Z' })]);
    expect(hours.on('PUNO-1', '2026-03-03').normal).toBe(false);
    expect(hours.asOf('2026-03-02').on('PUNO-1', '2026-03-03').normal).toBe(true);
  });
});
