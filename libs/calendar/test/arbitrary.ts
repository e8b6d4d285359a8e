import fc from 'fast-check';
import { NATIONAL_HOLIDAYS, type DeskExceptionRow, type HolidayRow, type HolidayRule, type HolidayScope, type Place } from '../src/index.ts';

/** Dates between two days, both included. */
export function dates(first: string, last: string): fc.Arbitrary<string> {
  const day = 86_400_000;
  return fc.integer({ min: Date.parse(first) / day, max: Date.parse(last) / day }).map((n) => new Date(n * day).toISOString().slice(0, 10));
}

/** Narrow, so that rows and terms meet; it holds two Holy Weeks, a leap day and the first years of four added holidays. */
export const date = dates('2022-11-01', '2024-08-31');

const department = fc.constantFrom('15', '21', '23');
const centre = fc.constantFrom('PUNO-1', 'PUNO-2', 'TACNA-1');

export const place: fc.Arbitrary<Place> = fc.record({ department, centre }, { requiredKeys: [] });

const rule: fc.Arbitrary<HolidayRule> = fc.oneof(
  { weight: 4, arbitrary: date.map((day): HolidayRule => ({ type: 'date', date: day })) },
  fc.record({ type: fc.constant('fixed' as const), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 29 }) }),
  fc.record({ type: fc.constant('easter' as const), offset: fc.integer({ min: -60, max: 60 }) }),
  fc.tuple(date, date).map(([a, b]): HolidayRule => ({ type: 'range', from: a < b ? a : b, to: shorter(a, b) })),
);

/** A range of two weeks at most, or a year without working days would hide everything else. */
function shorter(a: string, b: string): string {
  const [from, to] = a < b ? [a, b] : [b, a];
  const limit = new Date(Date.parse(from) + 14 * 86_400_000).toISOString().slice(0, 10);
  return to < limit ? to : limit;
}

const scope: fc.Arbitrary<HolidayScope> = fc.oneof(
  fc.constant<HolidayScope>({ level: 'national' }),
  department.map((code): HolidayScope => ({ level: 'department', department: code })),
  centre.map((code): HolidayScope => ({ level: 'centre', centre: code })),
);

export const holidayRow: fc.Arbitrary<HolidayRow> = fc
  .record({ id: fc.uuid(), rule, scope, kind: fc.constantFrom('bridge' as const, 'regional' as const, 'suspension' as const), validity: fc.option(fc.tuple(date, date), { nil: undefined }) })
  .map(({ validity, ...row }) => ({
    ...row,
    ...(validity ? { validFrom: validity[0] < validity[1] ? validity[0] : validity[1], validTo: validity[0] < validity[1] ? validity[1] : validity[0] } : {}),
    name: 'Día no laborable de prueba',
    norm: 'Norma de prueba',
    verified: false,
  }));

/** The national list and some rows more. */
export const holidayRows: fc.Arbitrary<HolidayRow[]> = fc.array(holidayRow, { maxLength: 25 }).map((rows) => [...NATIONAL_HOLIDAYS, ...rows]);

/** Any second of the narrow window, more often than not near an edge of the day or of the desk's hours. */
export const instant: fc.Arbitrary<string> = fc
  .tuple(date, fc.oneof(fc.integer({ min: 0, max: 86_399 }), fc.constantFrom(...['00:00', '05:00', '08:30', '13:00', '14:00', '17:00'].flatMap(around))))
  .map(([day, second]) => new Date(Date.parse(`${day}T05:00:00Z`) + second * 1000).toISOString());

function around(time: string): number[] {
  const second = Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
  return [second - 1, second, second + 1].filter((s) => s >= 0);
}

const windows = fc.constantFrom([], [{ open: '08:30', close: '13:00' }], [{ open: '08:00', close: '18:00' }], [{ open: '08:30', close: '17:00' }]);

/** At most one exception a date at each centre. */
export const deskExceptions: fc.Arbitrary<DeskExceptionRow[]> = fc
  .uniqueArray(fc.record({ id: fc.uuid(), centre, date, windows, reason: fc.constant('Corte de energía'), source: fc.constant('Parte de prueba') }), {
    maxLength: 40,
    selector: (row) => `${row.centre} ${row.date}`,
  });
