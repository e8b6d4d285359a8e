import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { monthlyService, served } from './monthly-service.ts';
import type { Told } from './period.ts';
import { monthsOf } from './state.ts';

const now = '2026-04-02T15:00:00.000Z';
const due = '2026-04-08T04:59:59Z';
const usual = { id: 'p1', facts: due, now };
const author = by({ id: 'p1', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual);
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, usual);
const manager = by({ id: 'a', role: 'administrative-coordinator', centre: 'CUS' }, usual);
const director = by({ id: 'd', role: 'director-general', organ: 'dgpp' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);

const period = '2026-03';
const whose = { person: 'p1', period, centre: 'CUS', organ: 'dgpp' };
const contract = { contract: 1, centre: 'CUS', organ: 'dgpp', from: '2026-01-01', until: '2026-06-30', monthlyCents: 600_000, selection: 'dgpp.tdr1', round: 1, subject: 's_1', sealed: 'x' };
const work = { activities: [{ kind: 'consulta', count: 3 }], attentions: 3, digest: 'a'.repeat(64) };
const facts = { of: { contract, from: '2026-03-01', to: '2026-03-31' }, ...work, due };
const text = 'Se reforzó a los gobiernos locales de la provincia.';
const submitted: Told = { type: 'InformeActividadesSubmitted', data: { ...whose, contract: 1, subject: 's_1', from: '2026-03-01', to: '2026-03-31', monthlyCents: 600_000, role: 'specialist', ...work, text, by: 'p1', due } };
const byCoordinator: Told = { ...submitted, data: { ...submitted.data, role: 'centre-coordinator' } } as Told;
const conformed: Told = { type: 'InformeConformedByCoordinador', data: { ...whose, by: 'c', due } };
const issued = { series: 'E001', number: 7, amountCents: 600_000, on: '2026-03-31' };
const recibo: Told = { type: 'ReciboHonorariosAttached', data: { ...whose, ...issued, sealed: 'y', by: 'p1' } };
const remitted: Told = { type: 'ExpedientePagoRemitted', data: { ...whose, on: '2026-04-02', by: 'c', due } };
const endorsed: Told = { type: 'VistoBuenoGrantedByOrgano', data: { ...whose, by: 'd', due } };
const granted: Told = { type: 'ConformidadGranted', data: { ...whose, amountCents: 600_000, by: 'o' } };
const upTo = (last: Told): readonly Told[] => {
  const all: readonly Told[] = [submitted, conformed, recibo, remitted, endorsed, granted];
  return all.slice(0, all.indexOf(last) + 1);
};

describe('A report of activities (DIR.5.2.e)', () => {
  const submit = (more: object = {}, at = now) => author.asks('submit', { period, text }, { facts: { ...facts, ...more }, now: at });
  it('is drawn from the attentions of the month; the author adds words', () => {
    given(monthlyService).when(submit()).then(submitted);
    given(monthlyService).when(submit({ attentions: 0, activities: [] })).thenRefused('month-without-service');
    given(monthlyService).when(submit({ of: undefined, due: undefined })).thenRefused('no-contract-in-period');
    given(monthlyService).when(submit({}, '2026-03-30T15:00:00.000Z')).thenRefused('period-not-over');
    given(monthlyService).when(by({ id: 'p2', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual).asks('submit', { period, text }, { facts })).thenRefused('not-own-service');
  });
  it('needs no attentions of who serves at no counter', () => {
    given(monthlyService).when(by({ id: 'p1', role: 'operator', centre: 'CUS' }, usual).asks('submit', { period, text }, { facts: { ...facts, attentions: 0, activities: [] } })).thenTypes('InformeActividadesSubmitted');
  });
  it('is one a month, and another only when it was returned', () => {
    given(monthlyService, submitted).when(submit()).thenRefused('period-step-not-allowed');
    const returned: Told = { type: 'InformeReturnedByCoordinador', data: { ...whose, reason: 'Faltan las visitas', by: 'c' } };
    given(monthlyService, submitted).when(coordinator.asks('return', { period, reason: 'Faltan las visitas' })).then(returned);
    given(monthlyService, submitted, returned).when(submit()).then(submitted);
  });
  it('covers the days of the month that the contract does', () => {
    expect(served([contract], '2026-03')).toMatchObject({ from: '2026-03-01', to: '2026-03-31' });
    expect(served([{ ...contract, from: '2026-03-10', resolvedOn: '2026-03-21' }], '2026-03')).toMatchObject({ from: '2026-03-10', to: '2026-03-20' });
    expect(served([contract], '2026-07')).toBeUndefined();
    expect(served([{ ...contract, from: '2026-03-10', resolvedOn: '2026-03-10' }], '2026-03')).toBeUndefined();
  });
  it('is conformed by the coordinator of that centre, never by its author', () => {
    given(monthlyService, submitted).when(coordinator.asks('conform', { period })).then(conformed);
    given(monthlyService, submitted).when(by({ id: 'c', role: 'centre-coordinator', centre: 'PUN' }, usual).asks('conform', { period })).thenRefused('other-centre');
    given(monthlyService, submitted).when(by({ id: 'p1', role: 'centre-coordinator', centre: 'CUS' }, usual).asks('conform', { period })).thenRefused('own-act');
    given(monthlyService, submitted).when(coordinator.asks('conform', { period: '2026-02' })).thenRefused('period-unknown');
  });
  it('of the coordinator is conformed by the administrative coordinator, and no other', () => {
    given(monthlyService, submitted).when(manager.asks('conform', { period })).thenRefused('other-coordinator');
    given(monthlyService, byCoordinator).when(manager.asks('conform', { period })).thenTypes('InformeConformedByCoordinador');
    given(monthlyService, byCoordinator).when(coordinator.asks('conform', { period })).thenRefused('other-coordinator');
  });
});

describe('A recibo por honorarios (DIR.5.2.e)', () => {
  const attach = (changes: object = {}, subject = 's_1') => author.asks('attach-recibo', { period, ruc: '10254824220', ...issued, ...changes }, { facts: { subject, sealed: 'y' } });
  it('is the contracted person’s, of at most the contract’s amount, issued once the month was served', () => {
    given(monthlyService, submitted).when(attach()).then(recibo);
    given(monthlyService, submitted).when(attach({}, 's_2')).thenRefused('ruc-of-another');
    given(monthlyService, submitted).when(attach({ amountCents: 600_001 })).thenRefused('recibo-exceeds-contract');
    given(monthlyService, submitted).when(attach({ on: '2026-03-30' })).thenRefused('recibo-before-period-end');
    given(monthlyService, submitted).when(attach({ on: '2026-04-03' })).thenRefused('recibo-in-future');
    given(monthlyService).when(attach()).thenRefused('monthly-service-unknown');
    given(monthlyService, ...upTo(remitted)).when(attach()).thenRefused('period-step-not-allowed');
  });
  it('serves one month', () => {
    const april: Told = { ...submitted, data: { ...submitted.data, period: '2026-04' } } as Told;
    given(monthlyService, submitted, recibo, april).when(attach({ period: '2026-04' })).thenRefused('recibo-already-used');
    given(monthlyService, submitted, recibo, april).when(attach({ amountCents: 500_000 })).thenTypes('ReciboHonorariosAttached');
  });
});

describe('The payment file (DIR.5.2.e)', () => {
  it('is remitted by who conformed, with both documents', () => {
    given(monthlyService, ...upTo(recibo)).when(coordinator.asks('remit', { period })).then(remitted);
    given(monthlyService, submitted, conformed).when(coordinator.asks('remit', { period })).thenRefused('recibo-missing');
    given(monthlyService, submitted, recibo).when(coordinator.asks('remit', { period })).thenRefused('period-step-not-allowed');
    given(monthlyService, ...upTo(recibo)).when(manager.asks('remit', { period })).thenRefused('other-coordinator');
  });
});

describe('Visto bueno and conformity (DIR.5.2.d)', () => {
  it('are given by the Director General of the technical organ, and then by OGAUC, once a month', () => {
    given(monthlyService, ...upTo(remitted)).when(director.asks('grant-visto-bueno', { period })).then(endorsed);
    given(monthlyService, ...upTo(endorsed)).when(ogauc.asks('grant-conformidad', { period })).then(granted);
    given(monthlyService, ...upTo(remitted)).when(ogauc.asks('grant-conformidad', { period })).thenRefused('period-step-not-allowed');
    given(monthlyService, ...upTo(recibo)).when(director.asks('grant-visto-bueno', { period })).thenRefused('period-step-not-allowed');
    given(monthlyService, ...upTo(granted)).when(ogauc.asks('grant-conformidad', { period })).thenRefused('period-step-not-allowed');
    given(monthlyService, ...upTo(granted)).when(director.asks('grant-visto-bueno', { period })).thenRefused('period-step-not-allowed');
  });
  it('are not another organ’s to give, nor one’s own', () => {
    given(monthlyService, ...upTo(remitted)).when(by({ id: 'd2', role: 'director-general', organ: 'ogauc' }, usual).asks('grant-visto-bueno', { period })).thenRefused('other-organ');
    for (const id of ['p1', 'c']) given(monthlyService, ...upTo(remitted)).when(by({ id, role: 'director-general', organ: 'dgpp' }, usual).asks('grant-visto-bueno', { period })).thenRefused('own-act');
    for (const id of ['p1', 'c', 'd']) given(monthlyService, ...upTo(endorsed)).when(by({ id, role: 'ogauc' }, usual).asks('grant-conformidad', { period })).thenRefused('own-act');
    expect([monthlyService.acts['grant-visto-bueno']!.roles, monthlyService.acts['grant-conformidad']!.roles]).toEqual([['director-general'], ['ogauc']]);
  });
  it('refused or observed, void what was agreed before', () => {
    const reason = 'El informe no dice qué se hizo';
    const refused: Told = { type: 'VistoBuenoRefused', data: { ...whose, reason, by: 'd' } };
    given(monthlyService, ...upTo(remitted)).when(director.asks('refuse-visto-bueno', { period, reason })).then(refused);
    const observed: Told = { type: 'ConformidadObserved', data: { ...whose, reason, by: 'o' } };
    given(monthlyService, ...upTo(endorsed)).when(ogauc.asks('observe-conformidad', { period, reason })).then(observed);
    given(monthlyService, ...upTo(endorsed), observed).when(ogauc.asks('grant-conformidad', { period })).thenRefused('period-step-not-allowed');
    // The recibo stays, the conformity and the visto bueno are asked for again.
    given(monthlyService, ...upTo(endorsed), observed, submitted, conformed).when(coordinator.asks('remit', { period })).then(remitted);
    given(monthlyService, ...upTo(endorsed), observed, submitted, conformed, remitted).when(ogauc.asks('grant-conformidad', { period })).thenRefused('period-step-not-allowed');
  });
});

describe('Over any history, months of service (DIR.5.2.d, DIR.5.2.e)', () => {
  const months = fc.constantFrom('2026-01', '2026-02');
  const people = (usually: string) => fc.oneof({ weight: 4, arbitrary: fc.constant(usually) }, fc.constantFrom('p1', 'c', 'd', 'o'));
  const last = { '2026-01': '2026-01-31', '2026-02': '2026-02-28' } as const;
  const acting = (role: string) => ({ ...(role.includes('coordinator') && { centre: 'CUS' }), ...(role === 'director-general' && { organ: 'dgpp' }) });
  const usualIn: Readonly<Record<string, string>> = { 'centre-coordinator': 'c', 'administrative-coordinator': 'o', 'director-general': 'd', ogauc: 'o' };
  const step = (verb: string, role: string, input: object = {}) => fc.tuple(months, people(usualIn[role]!)).map(([period, id]) => by({ id, role, ...acting(role) }, usual).asks(verb, { period, ...input }));
  const submit = fc.tuple(months, fc.constantFrom('specialist', 'specialist', 'centre-coordinator')).map(([period, role]) => by({ id: 'p1', role, centre: 'CUS' }, usual).asks('submit', { period, text }, { facts: { ...facts, of: { contract, from: `${period}-01`, to: last[period] } } }));
  const attach = fc.tuple(months, fc.integer({ min: 1, max: 3 })).map(([period, number]) => author.asks('attach-recibo', { period, ...issued, number }, { facts: { subject: 's_1', sealed: 'y' } }));
  const reason = 'El informe no dice qué se hizo';
  const asks = fc.oneof(
    { weight: 8, arbitrary: submit },
    { weight: 8, arbitrary: attach },
    { weight: 8, arbitrary: step('conform', 'centre-coordinator') },
    step('conform', 'administrative-coordinator'),
    { weight: 8, arbitrary: step('remit', 'centre-coordinator') },
    step('remit', 'administrative-coordinator'),
    { weight: 8, arbitrary: step('grant-visto-bueno', 'director-general') },
    { weight: 8, arbitrary: step('grant-conformidad', 'ogauc') },
    step('return', 'centre-coordinator', { reason }),
    step('refuse-visto-bueno', 'director-general', { reason }),
    step('observe-conformidad', 'ogauc', { reason }),
  );
  it('are paid once, after every step in its order, each by another person, with a recibo of their own', () => {
    let paid = 0;
    fc.assert(
      fc.property(fc.array(asks, { minLength: 60, maxLength: 150 }), (commands) => {
        const { events, state } = play(monthlyService, commands);
        for (const month of ['2026-01', '2026-02']) {
          const own = events.filter(({ data }) => data.period === month);
          const grants = own.filter(({ type }) => type === 'ConformidadGranted');
          expect(grants.length).toBeLessThanOrEqual(1);
          if (grants.length === 0) continue;
          paid++;
          const types = own.map(({ type }) => type);
          const begun = types.lastIndexOf('InformeActividadesSubmitted');
          const steps = own.slice(begun).filter(({ type }) => type !== 'ReciboHonorariosAttached');
          expect(steps.map(({ type }) => type)).toEqual(['InformeActividadesSubmitted', 'InformeConformedByCoordinador', 'ExpedientePagoRemitted', 'VistoBuenoGrantedByOrgano', 'ConformidadGranted']);
          expect(new Set([0, 1, 3, 4].map((i) => steps[i]!.data.by)).size).toBe(4);
          expect(types.at(-1)).toBe('ConformidadGranted');
        }
        const attached = Object.values(monthsOf(state).periods).flatMap(({ recibo }) => (recibo ? [recibo.number] : []));
        expect(new Set(attached).size).toBe(attached.length);
      }),
      { numRuns: 300 },
    );
    expect(paid).toBeGreaterThan(20);
  });
});
