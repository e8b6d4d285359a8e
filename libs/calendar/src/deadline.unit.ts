import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { date, deskExceptions, holidayRow, holidayRows } from '../test/arbitrary.ts';
import { DESK_ROWS } from '../test/desks.ts';
import { createCalendar } from './calendar.ts';
import { deadline, type Term } from './deadline.ts';
import { createDeskHours, type DeskExceptionRow } from './desk-hours.ts';
import { legalDate } from './legal-date.ts';
import { adoptPolicy, DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT } from './legal-date-policy.ts';
import { NATIONAL_HOLIDAYS } from './national-holidays.ts';

const peru = createCalendar(NATIONAL_HOLIDAYS);
const PUNO = { department: '21', centre: 'PUNO-1' };
const closed = (day: string): DeskExceptionRow => ({ id: day, centre: 'PUNO-1', date: day, windows: [], reason: 'Corte de energía', source: 'Parte de prueba' });
const due = (more: Partial<Term> = {}) => deadline(peru, { from: '2026-03-31', workingDays: 2, place: PUNO, ...more });

describe('A deadline', () => {
  it('of the entity ends with the day in Lima', () => {
    expect(due()).toMatchObject({ dueDate: '2026-04-06', dueInstant: '2026-04-07T04:59:59Z', facts: { lastDayCounted: '2026-04-06' } });
  });

  it('names the holidays that it met, so that it can be explained', () => {
    expect(due().facts.skipped.map(({ name }) => name)).toEqual(['Jueves Santo', 'Viernes Santo']);
  });

  it('ends when the desk closes, if it is met at the desk', () => {
    const filing = { channel: 'desk' as const, policies: DEFAULT_POLICIES };
    expect(due({ filing, hours: createDeskHours(DESK_ROWS) })).toMatchObject({ dueInstant: '2026-04-06T22:00:00Z', policy: 'desk-within-hours' });
  });

  it('ends at 23:59:59, if it is met at a digital desk under the rule of INDECOPI', () => {
    const filing = { channel: 'digital' as const, policies: adoptPolicy(DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, '2026-04-06') };
    expect(due({ filing, hours: createDeskHours(DESK_ROWS) })).toMatchObject({ dueInstant: '2026-04-07T04:59:59Z', policy: 'digital-until-midnight' });
  });

  it('adds the término de la distancia', () => {
    expect(due({ distanceDays: 3 })).toMatchObject({ dueDate: '2026-04-09', facts: { distanceDays: 3 } });
  });

  it('is extended when the desk did not open on its last day, as often as that happens', () => {
    const hours = createDeskHours(DESK_ROWS, [closed('2026-04-06'), closed('2026-04-07')]);
    const { dueDate, facts } = due({ hours });
    expect(dueDate).toBe('2026-04-08');
    expect(facts.extensions.map(({ date, reason }) => `${date} ${reason}`)).toEqual(['2026-04-06 Corte de energía', '2026-04-07 Corte de energía']);
  });

  it('is extended too when the desk closed early on its last day', () => {
    const hours = createDeskHours(DESK_ROWS, [{ ...closed('2026-04-06'), windows: [{ open: '08:30', close: '12:00' }] }]);
    expect(due({ hours }).dueDate).toBe('2026-04-07');
  });

  it('is not extended by a closure on an earlier day', () => {
    expect(due({ hours: createDeskHours(DESK_ROWS, [closed('2026-04-01')]) }).dueDate).toBe('2026-04-06');
  });

  it('already notified is not moved by a bridge day decreed afterwards', () => {
    const decreed = createCalendar([
      ...NATIONAL_HOLIDAYS,
      { id: 'b', name: 'Día puente', rule: { type: 'date', date: '2026-04-06' }, scope: { level: 'national' }, kind: 'bridge', norm: 'D.S. de prueba', verified: false, knownSince: '2026-04-01' },
    ]);
    const term = { from: '2026-03-31', workingDays: 2, place: PUNO };
    expect(deadline(decreed, { ...term, asOf: '2026-03-31' })).toMatchObject({ dueDate: '2026-04-06', facts: { asOf: '2026-03-31' } });
    expect(deadline(decreed, term).dueDate).toBe('2026-04-07');
  });
});

describe('A deadline obeys these laws for any rows, hours and term:', () => {
  const anyTerm = fc.record({
    rows: holidayRows,
    exceptions: deskExceptions,
    from: date,
    workingDays: fc.integer({ min: 0, max: 40 }),
    distanceDays: fc.integer({ min: 0, max: 10 }),
    place: fc.record({ department: fc.constantFrom('15', '21', '23'), centre: fc.constantFrom('PUNO-1', 'PUNO-2', 'TACNA-1') }),
  });

  it('what is filed at its last second is in time, and a second later is not', () => {
    const digital = { ...DIGITAL_UNTIL_MIDNIGHT, validFrom: '2020-01-01' };
    const policies = [...adoptPolicy(DEFAULT_POLICIES, digital, '2020-01-01')];
    fc.assert(
      fc.property(anyTerm, fc.constantFrom('desk' as const, 'digital' as const), ({ rows, exceptions, ...term }, channel) => {
        const [calendar, hours] = [createCalendar(rows), createDeskHours(DESK_ROWS, exceptions)];
        const { dueDate, dueInstant } = deadline(calendar, { ...term, hours, filing: { channel, policies } });
        const filed = (instant: string) => legalDate(calendar, { instant, channel, place: term.place, hours, policies }).date;
        expect(filed(dueInstant)).toBe(dueDate);
        expect(filed(new Date(Date.parse(dueInstant) + 1000).toISOString()) > dueDate).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('neither a holiday, nor a closure, nor a day of distance, ever brings it forward', () => {
    fc.assert(
      fc.property(anyTerm, holidayRow, ({ rows, exceptions, ...term }, added) => {
        const [calendar, hours] = [createCalendar(rows), createDeskHours(DESK_ROWS, exceptions)];
        const { dueDate } = deadline(calendar, { ...term, hours });
        expect(deadline(createCalendar([...rows, added]), { ...term, hours }).dueDate >= dueDate).toBe(true);
        expect(deadline(calendar, { ...term, hours: createDeskHours(DESK_ROWS) }).dueDate <= dueDate).toBe(true);
        expect(deadline(calendar, { ...term, hours, distanceDays: term.distanceDays + 1 }).dueDate >= dueDate).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
