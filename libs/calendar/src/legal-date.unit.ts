import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deskExceptions, holidayRow, holidayRows, instant } from '../test/arbitrary.ts';
import { DESK_ROWS } from '../test/desks.ts';
import { naiveCalendar, naiveWindows, tomorrow } from '../test/reference.ts';
import { createCalendar } from './calendar.ts';
import { createDeskHours } from './desk-hours.ts';
import { legalDate, type Submission } from './legal-date.ts';
import { adoptPolicy, DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, type Channel } from './legal-date-policy.ts';
import { limaMoment } from './lima.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const peru = createCalendar(NATIONAL_HOLIDAYS);
const PUNO = { department: '21', centre: 'PUNO-1' };
const MIDNIGHT = adoptPolicy(DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, '2026-01-01');
const submit = (instant: string, more: Partial<Submission> = {}) =>
  legalDate(peru, { instant, channel: 'desk', place: PUNO, hours: createDeskHours(DESK_ROWS), policies: DEFAULT_POLICIES, ...more });

describe('What is handed over at the desk', () => {
  it.each([
    ['a minute before closing', '2026-03-06T21:59:00Z', '2026-03-06', 'within-hours'],
    ['at the closing second', '2026-03-06T22:00:00Z', '2026-03-06', 'within-hours'],
    ['a second later, on a Friday', '2026-03-06T22:00:01Z', '2026-03-09', 'after-closing'],
    ['before opening', '2026-03-06T12:00:00Z', '2026-03-06', 'before-opening'],
    ['on a Saturday', '2026-03-07T15:00:00Z', '2026-03-09', 'non-working-day'],
    ['at 19:30 of a Wednesday, which in UTC is Thursday', '2026-04-02T00:30:00Z', '2026-04-06', 'after-closing'],
  ])('%s', (_, instant, date, situation) => {
    expect(submit(instant)).toMatchObject({ date, policy: 'desk-within-hours', facts: { situation } });
  });

  it('after closing, by who arrived within hours, counts the same day', () => {
    expect(submit('2026-03-06T22:20:00Z', { arrivedAt: '2026-03-06T21:50:00Z' }).date).toBe('2026-03-06');
    expect(submit('2026-03-06T22:20:00Z', { arrivedAt: '2026-03-06T22:05:00Z' }).date).toBe('2026-03-09');
  });

  it('on a day when the desk did not open counts on the next on which it serves', () => {
    const hours = createDeskHours(DESK_ROWS, [{ id: 'x', centre: 'PUNO-1', date: '2026-03-06', windows: [], reason: 'Corte', source: 'Parte' }]);
    expect(submit('2026-03-06T15:00:00Z', { hours })).toMatchObject({ date: '2026-03-09', facts: { situation: 'no-service' } });
  });

  it('during the midday break counts that day', () => {
    expect(submit('2026-03-06T18:30:00Z', { place: { ...PUNO, centre: 'PUNO-2' } })).toMatchObject({ date: '2026-03-06', facts: { situation: 'between-windows' } });
  });

  it('comes with the rule, its norm and all that it was applied to', () => {
    expect(submit('2026-04-01T22:30:00Z')).toEqual({
      date: '2026-04-06',
      policy: 'desk-within-hours',
      rule: DEFAULT_POLICIES[0]?.rule,
      norm: 'Ley 27444, art. 138 (TUO D.S. 004-2019-JUS, art. 149)',
      verified: false,
      facts: {
        instant: '2026-04-01T22:30:00Z',
        channel: 'desk',
        place: PUNO,
        limaDate: '2026-04-01',
        limaTime: '17:30:00',
        situation: 'after-closing',
        windows: [{ open: '08:30', close: '17:00' }],
        hoursSource: 'Horario de prueba',
        skipped: [expect.objectContaining({ date: '2026-04-02', name: 'Jueves Santo' }), expect.objectContaining({ date: '2026-04-03', name: 'Viernes Santo' })],
      },
    });
  });
});

describe('What is sent to the digital desk at 20:00', () => {
  const digital = (instant: string, policies = DEFAULT_POLICIES) => submit(instant, { channel: 'digital', policies });

  it('counts the next working day by the decree of 2023', () => {
    expect(digital('2026-03-07T01:00:00Z')).toMatchObject({ date: '2026-03-09', policy: 'digital-within-hours', verified: true });
  });

  it('counts the same day by the rule of INDECOPI, to 23:59:59, from the date on which it is adopted', () => {
    expect(digital('2026-03-07T01:00:00Z', MIDNIGHT)).toMatchObject({ date: '2026-03-06', policy: 'digital-until-midnight', facts: { situation: 'whole-day' } });
    expect(digital('2026-03-07T04:59:59Z', MIDNIGHT).date).toBe('2026-03-06');
    expect(digital('2026-03-07T05:00:00Z', MIDNIGHT).date).toBe('2026-03-09');
    expect(digital('2025-12-31T01:00:00Z', MIDNIGHT)).toMatchObject({ date: '2025-12-31', policy: 'digital-within-hours' });
  });

  it('needs no desk hours under the rule of INDECOPI', () => {
    expect(legalDate(peru, { instant: '2026-03-07T01:00:00Z', channel: 'digital', place: {}, policies: MIDNIGHT }).date).toBe('2026-03-06');
  });

  it('has no rule in 2012, when there was a paper desk only', () => {
    expect(() => digital('2012-05-02T15:00:00Z')).toThrow('policy-missing');
  });
});

describe('The legal date obeys these laws for any rows, hours and instant:', () => {
  const at = fc.record({ department: fc.constantFrom('15', '21', '23'), centre: fc.constantFrom('PUNO-1', 'PUNO-2', 'TACNA-1') });
  const channel = fc.constantFrom<Channel>('desk', 'post');
  const anyCase = fc.record({ rows: holidayRows, exceptions: deskExceptions, instant, channel, place: at });
  const policies = adoptPolicy(DEFAULT_POLICIES, { ...DIGITAL_UNTIL_MIDNIGHT, channel: 'post', validFrom: '2022-01-01' }, '2023-06-01');
  const apply = ({ rows, exceptions, ...submission }: { rows: Parameters<typeof createCalendar>[0]; exceptions: Parameters<typeof createDeskHours>[1] } & Omit<Submission, 'policies'>) =>
    legalDate(createCalendar(rows), { hours: createDeskHours(DESK_ROWS, exceptions), policies, ...submission });

  it('it is a working day, never before the Lima date of the submission', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const { date } = apply(c);
        expect(date >= limaMoment(c.instant).date).toBe(true);
        expect(createCalendar(c.rows).isWorkingDay(date, c.place)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('it is the first day, from that one, that works, that the desk serves and that has not closed yet', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const { date, time } = limaMoment(c.instant);
        const withDesk = apply(c).policy !== 'digital-until-midnight';
        const counts = (day: string): boolean => {
          const close = withDesk ? naiveWindows(DESK_ROWS, c.exceptions, c.place.centre, day).at(-1)?.close : '23:59';
          return naiveCalendar(c.rows).isWorkingDay(day, c.place) && close !== undefined && (day > date || !withDesk || time <= `${close}:00`);
        };
        let expected = date;
        while (!counts(expected)) expected = tomorrow(expected);
        expect(apply(c).date).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('a later submission never has an earlier date', () => {
    fc.assert(
      fc.property(anyCase, instant, (c, another) => {
        const [early, late] = [c.instant, another].sort();
        const of = (moment: string) => apply({ ...c, channel: 'desk', instant: moment }).date;
        expect(of(early ?? '') <= of(late ?? '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('as of a moment it does not change, whatever holidays and closures are learnt later', () => {
    const moment = '2023-09-01T00:00:00Z';
    fc.assert(
      fc.property(anyCase, fc.array(holidayRow, { maxLength: 8 }), deskExceptions, (c, learnt, closures) => {
        const later = { knownSince: '2023-09-01T00:00:01Z' };
        const now = createCalendar([...c.rows, ...learnt.map((row) => ({ ...row, ...later }))]);
        const hours = createDeskHours(DESK_ROWS, closures.map((row) => ({ ...row, ...later })));
        const { rows: _, exceptions: __, ...submission } = c;
        expect(legalDate(now, { ...submission, hours, policies, asOf: moment }).date).toBe(apply({ ...c, exceptions: [] }).date);
      }),
      { numRuns: 1000 },
    );
  });
});
