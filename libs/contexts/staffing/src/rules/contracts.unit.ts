import { describe, expect, it } from '@jest/globals';
import type { Rule } from '#aggregates';
import { createCalendar } from '#calendar';
import { emptyDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { contractRules } from './contracts.ts';

type Told = readonly [type: string, data?: object];

const due = '2026-03-11T04:59:59Z';
const whose = { person: 'p1', period: '2026-02', comision: 'c1', centre: 'CUS', organ: 'dgpp', tdr: 'dgpp.tdr1', selection: 'dgpp.tdr1' };
const event = ([type, data = {}]: Told) => ({ type, data: { ...whose, ...data }, meta: { occurredAt: '2026-03-02T15:00:00.000Z', organ: 'dgpp' } }) as unknown as RecordedEvent;
const ruleOf = (id: string): Rule => contractRules.find((rule) => rule.id === id)!;

function standing(id: string, now: string, ...told: Told[]): string {
  const rule = ruleOf(id);
  const state = told.map(event).reduce((before, each) => (rule.events.includes(each.type) ? rule.fold(before, each, 'x') : before), rule.initial);
  return rule.assess(state, { now, today: now.slice(0, 10), place: 'x', boundSince: '2012-04-13', calendar: createCalendar([]), directory: emptyDirectory }).standing;
}

const [before, after] = ['2026-03-10T15:00:00.000Z', '2026-03-12T15:00:00.000Z'];

describe('The board tells of contracts', () => {
  it.each([
    ['DIR.5.2.a', ['TdrRequested', { due }], ['TdrEndorsedByOrgano']],
    ['DIR.5.2.a', ['TdrReturnedByOgauc', { due }], ['TdrEndorsedByOrgano']],
    ['DIR.5.2.b', ['TdrEndorsedByOrgano', { due }], ['TdrReturnedByOgauc']],
    ['DIR.5.2.b', ['TdrEndorsedByOgauc', { due }], ['SeleccionRequestedToOgarh']],
    ['DIR.5.2.d-visto-bueno', ['ExpedientePagoRemitted', { due }], ['VistoBuenoRefused']],
    ['DIR.5.2.d', ['VistoBuenoGrantedByOrgano', { due }], ['ConformidadGranted']],
    ['DIR.5.2.e', ['InformeActividadesSubmitted', { due }], ['ExpedientePagoRemitted']],
    ['DIR.5.3', ['ViaticoGranted', { due }], ['RendicionSubmitted']],
  ] satisfies [string, Told, Told][])('%s: due in its term, breached after it, kept once done', (id, opens, closes) => {
    expect(standing(id, before)).toBe('not-applicable');
    expect(standing(id, before, opens)).toBe('due');
    expect(standing(id, after, opens)).toBe('breached');
    expect(standing(id, after, opens, closes)).toBe('kept');
  });
  it('DIR.5.2.b stays due between the endorsement and the request to human resources', () => {
    expect(standing('DIR.5.2.b', before, ['TdrEndorsedByOrgano', { due }], ['TdrEndorsedByOgauc', { due }])).toBe('due');
  });
  it('DIR.5.2.c is kept while each selection has its committee, without a term', () => {
    expect(standing('DIR.5.2.c', before)).toBe('not-applicable');
    expect(standing('DIR.5.2.c', after, ['SeleccionOpened'], ['ComiteConstituted'])).toBe('kept');
  });
  it('DIR.5.3 obliges to nothing where nothing was granted', () => expect(standing('DIR.5.3', after, ['ComisionPerformed'])).toBe('not-applicable'));
  it('of the place that the event tells, where its history is a person’s', () => {
    expect(ruleOf('DIR.5.2.e').placesOf!(event(['InformeActividadesSubmitted']))).toEqual(['CUS']);
    expect(ruleOf('DIR.5.2.d-visto-bueno').placesOf!(event(['ExpedientePagoRemitted']))).toEqual(['dgpp']);
  });
});
