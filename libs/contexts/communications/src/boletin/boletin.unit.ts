import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given } from '#testing';
import { aporteBoletin } from './aporte.ts';
import { boletin } from './boletin.ts';
import { dayAfter, editionFor, nextMonth } from './months.ts';

const file = '0'.repeat(64);

describe('The edition of a contribution (DIR.5.5.g)', () => {
  it('is its month’s until the cut-off, then the first that has not closed', () => {
    expect(['2026-12', '2026-02'].map(nextMonth)).toEqual(['2027-01', '2026-03']);
    expect(['2026-03-31', '2026-04-05', '2026-04-06', '2026-05-06'].map((today) => editionFor('2026-03', today, 5))).toEqual(['2026-03', '2026-03', '2026-04', '2026-05']);
  });
  it('never is one that has closed, nor one before its month', () => {
    const month = fc.tuple(fc.integer({ min: 2012, max: 2030 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`);
    fc.assert(fc.property(month, month, fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }), (about, now, day, cutoff) => {
      const today = `${now}-${String(day).padStart(2, '0')}`;
      const edition = editionFor(about, today, cutoff);
      expect(edition >= about && dayAfter(edition, cutoff) >= today).toBe(true);
    }));
  });
});

describe('A centre’s contribution to the bulletin (DIR.5.5.g)', () => {
  const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id: 'CUS', facts: { own: '08', cutoffDay: 5 }, now: '2026-04-05T15:00:00.000Z' });
  const what = { month: '2026-03', department: '08', subject: 'Obras en Cusco', text: 'Se iniciaron tres obras' } as const;
  const submitted = { type: 'AporteBoletinSubmitted', data: { centre: 'CUS', ...what, edition: '2026-03', late: false, by: 'c' } } as const;
  it('goes into the month’s edition, or says that it is late', () => {
    given(aporteBoletin).when(coordinator.asks('submit', what)).then(submitted);
    given(aporteBoletin).when(coordinator.asks('submit', what, { now: '2026-04-06T15:00:00.000Z' })).then({ type: 'AporteBoletinSubmitted', data: { ...submitted.data, edition: '2026-04', late: true } });
    expect(aporteBoletin.evolve(aporteBoletin.initialState, { type: 'AporteBoletinSubmitted', data: { ...submitted.data, late: true } }).status).toBe('late');
  });
  it('is about its own department and a month that has begun', () => {
    given(aporteBoletin).when(coordinator.asks('submit', { ...what, department: '15' })).thenRefused('other-department');
    given(aporteBoletin).when(coordinator.asks('submit', { ...what, month: '2026-05' })).thenRefused('month-not-begun');
  });
});

describe('The bulletin of a month (DIR.5.5.g)', () => {
  const contents = { contributions: [{ centre: 'CUS', month: '2026-03', subject: 'Obras' }], missing: ['PUN'] };
  const due = '2026-04-16T04:59:59Z';
  const communications = by({ id: 'm', role: 'communications' }, { id: '2026-03', facts: { contents, closesOn: '2026-04-05' }, now: '2026-04-06T15:00:00.000Z' });
  const base = { month: '2026-03', file, by: 'm' };
  const drafted = { type: 'BoletinDrafted' as const, data: { ...base, ...contents, due } };
  const published = { type: 'BoletinPublished' as const, data: { ...base, ...contents } };
  it('is drafted, with the centres that are missing', () => {
    const facts = { facts: { ...contents, due } };
    given(boletin).when(communications.asks('draft', { file }, facts)).then(drafted);
    given(boletin, drafted).when(communications.asks('draft', { file }, facts)).thenTypes('BoletinDrafted');
    given(boletin).when(communications.asks('draft', { file }, { id: '2026-05', ...facts })).thenRefused('month-not-begun');
  });
  it('is published once, after the contributions have closed', () => {
    given(boletin, drafted).when(communications.asks('publish', { file })).then(published);
    given(boletin, drafted).when(communications.asks('publish', { file }, { now: '2026-04-05T15:00:00.000Z' })).thenRefused('edition-still-open');
    given(boletin, drafted, published).when(communications.asks('publish', { file })).thenRefused('status-not-allowed');
    given(boletin).when(communications.asks('publish', { file })).thenRefused('boletin-unknown');
  });
  it('is never changed: errata are a new version', () => {
    given(boletin, drafted, published).when(communications.asks('publish-errata', { file, errata: 'Cifra corregida' })).then({ type: 'BoletinErrataPublished', data: { ...base, version: 2, errata: 'Cifra corregida' } });
    given(boletin, drafted, published).when(communications.asks('draft', { file })).thenRefused('status-not-allowed');
    given(boletin, drafted).when(communications.asks('publish-errata', { file, errata: 'Cifra corregida' })).thenRefused('status-not-allowed');
  });
});
