import { describe, expect, it } from '@jest/globals';
import type { DirectoryEvent } from './directory.ts';
import { centreOf, coordinatorOn, deskOf, emptyDirectory, foldDirectory, hoursOn, isReferenceEvent, lookUpOrgan, organInForce, organOn, policyAt, procedureOn, successorInForce } from './directory.ts';

const fold = (...events: DirectoryEvent[]) => events.reduce(foldDirectory, emptyDirectory);
const sourced = { source: 'Una fuente', verified: false };
const organ = (id: string, from: string, siglas = id.toUpperCase()) => ({ type: 'OrganRegistered', data: { id, siglas, name: siglas, type: 'linea', from, ...sourced } }) as const;
const closed = (id: string, on: string, successor?: string) => ({ type: 'OrganClosed', data: { id, on, ...(successor !== undefined && { successor }), ...sourced } }) as const;

describe('Organs in the directory', () => {
  const directory = fold(
    organ('dgetp', '2012-01-01'),
    { type: 'OrganAmended', data: { ...organ('dgetp', '2014-01-01', 'DGTP').data } },
    organ('dgx', '2018-01-01'),
    organ('dgy', '2020-01-01'),
    closed('dgetp', '2018-01-01', 'dgx'),
    closed('dgx', '2020-01-01', 'dgy'),
  );

  it('are called what they were called on the date', () => {
    expect(organOn(directory, 'dgetp', '2013-12-31')?.siglas).toBe('DGETP');
    expect(organOn(directory, 'dgetp', '2014-01-01')?.siglas).toBe('DGTP');
    expect(organOn(directory, 'dgetp', '2026-01-01')?.siglas).toBe('DGTP');
    expect(directory.organs.get('dgetp')?.siglas).toBe('DGTP');
  });
  it('are in force from their first date to the eve of their end', () => {
    expect(['2011-12-31', '2012-01-01', '2017-12-31', '2018-01-01'].map((date) => organInForce(directory, 'dgetp', date) !== undefined)).toEqual([false, true, true, false]);
  });
  it('are succeeded by whoever is in force at the end of the chain', () => {
    expect(successorInForce(directory, 'dgetp', '2019-01-01')).toBe('dgx');
    expect(successorInForce(directory, 'dgetp', '2021-01-01')).toBe('dgy');
    expect(successorInForce(directory, 'dgy', '2021-01-01')).toBeUndefined();
  });
  it('are looked up for a command', () => {
    expect(lookUpOrgan(directory, 'dgetp', '2021-01-01')).toEqual({ id: 'dgetp', standing: 'not-in-force', type: 'linea', successor: 'dgy' });
    expect(lookUpOrgan(directory, 'dgy', '2021-01-01')).toEqual({ id: 'dgy', standing: 'in-force', type: 'linea' });
    expect(lookUpOrgan(directory, 'nadie', '2021-01-01')).toEqual({ id: 'nadie', standing: 'unknown' });
  });
  it('in a circle of successors have none', () => {
    const circle = fold(organ('a1', '2012-01-01'), organ('b1', '2012-01-01'), closed('a1', '2013-01-01', 'b1'), closed('b1', '2013-01-01', 'a1'));
    expect(successorInForce(circle, 'a1', '2014-01-01')).toBeUndefined();
  });
});

describe('Terms and policies in the directory', () => {
  const terms = (days: number, from: string) => ({ id: 'oficio', name: 'Oficio', answerWorkingDays: days, silence: 'none', norm: 'x', verified: false, from }) as const;
  const directory = fold(
    { type: 'ProcedureDefined', data: terms(7, '2012-04-13') },
    { type: 'ProcedureAmended', data: terms(10, '2020-01-01') },
    { type: 'PolicySet', data: { name: 'observation-working-days', value: 2, from: '2012-04-13', norm: 'TUO 136.1', verified: true } },
    { type: 'PolicySet', data: { name: 'observation-working-days', value: 3, from: '2020-01-01', norm: 'x', verified: false } },
  );
  it('are those of the date', () => {
    expect(['2012-04-12', '2012-04-13', '2026-01-01'].map((date) => procedureOn(directory, 'oficio', date)?.answerWorkingDays)).toEqual([undefined, 7, 10]);
    expect(policyAt(directory, 'observation-working-days', '2019-12-31')).toEqual({ value: 2, norm: 'TUO 136.1', verified: true });
    expect(policyAt(directory, 'observation-working-days', '2020-01-01')?.value).toBe(3);
    expect(policyAt(directory, 'routing-working-days', '2020-01-01')).toBeUndefined();
  });
});

describe('Centres, desks and coordinators in the directory', () => {
  const window = { weekday: 1, open: '08:30', close: '16:30' };
  const later = { weekday: 1, open: '08:00', close: '16:00' };
  const directory = fold(
    { type: 'CentreRegistered', data: { code: 'TES', name: 'Ejemplo', department: '08', foreign: false, ...sourced } },
    { type: 'MesaDePartesImplemented', data: { desk: 'TES', series: 'TES', hours: [window], continuous8h: true, from: '2026-01-05', source: 'x' } },
    { type: 'DeskHoursChanged', data: { desk: 'TES', hours: [later], continuous8h: true, from: '2026-06-01', source: 'y' } },
    { type: 'DeskDidNotOpen', data: { desk: 'TES', date: '2026-03-03', reason: 'Paro' } },
    { type: 'DocumentCoordinatorDesignated', data: { organ: 'dgpp', person: 'p1', from: '2026-01-05', act: 'x' } },
    { type: 'DocumentCoordinatorReplaced', data: { organ: 'dgpp', previous: 'p1', person: 'p2', from: '2026-03-01', act: 'x' } },
    { type: 'DocumentCoordinatorWithdrawn', data: { organ: 'dgpp', person: 'p2', on: '2026-06-01', reason: 'x' } },
  );
  it('are found by code', () => {
    expect(centreOf(directory, 'TES')?.name).toBe('Ejemplo');
    expect(deskOf(directory, 'TES')?.didNotOpen).toEqual([{ date: '2026-03-03', reason: 'Paro' }]);
    expect(deskOf(directory, 'OTR')).toBeUndefined();
  });
  it('serve the hours of the date', () => {
    expect([hoursOn(directory, 'TES', '2026-01-04'), hoursOn(directory, 'TES', '2026-05-31'), hoursOn(directory, 'TES', '2026-06-01')]).toEqual([[], [window], [later]]);
  });
  it('are in charge from their first date to the eve of the next', () => {
    const on = ['2026-01-04', '2026-01-05', '2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map((date) => coordinatorOn(directory, 'dgpp', date));
    expect(on).toEqual([undefined, 'p1', 'p1', 'p2', 'p2', undefined]);
  });
});

describe('The directory', () => {
  it('keeps a holiday that was withdrawn, and until when it was known', () => {
    const row = { id: 'h1', name: 'x', rule: { type: 'date', date: '2026-06-24' }, scope: { level: 'national' }, kind: 'bridge', norm: 'x', verified: false } as const;
    const directory = fold({ type: 'HolidayDeclared', data: { id: 'h1', row } }, { type: 'HolidayWithdrawn', data: { id: 'h1', at: '2026-05-02T15:00:00.000Z', reason: 'x' } });
    expect(directory.holidays.get('h1')).toEqual({ ...row, knownUntil: '2026-05-02T15:00:00.000Z' });
  });
  it('is not changed by others’ events, nor in place by its own', () => {
    const before = fold(organ('dgpp', '2012-01-01'));
    expect(foldDirectory(before, { type: 'DocumentRouted', data: {} })).toBe(before);
    expect(isReferenceEvent({ type: 'DocumentRouted' })).toBe(false);
    expect(foldDirectory(before, closed('dgpp', '2020-01-01')).organs).not.toBe(before.organs);
    expect(organInForce(before, 'dgpp', '2021-01-01')).toBeDefined();
  });
});
