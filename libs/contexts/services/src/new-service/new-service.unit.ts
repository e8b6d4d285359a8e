import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { newService } from './new-service.ts';

const id = 'nuevo-1';
const file = 'a'.repeat(64);
const inForce = (organ: string) => ({ id: organ, standing: 'in-force', type: 'linea' });
const actor = (who: string, role: string, organ?: string) => by({ id: who, role, ...(organ && { organ }) }, { id });
const ogauc = actor('o', 'ogauc');
const director = actor('d', 'director-general', 'ogauc');
const dgpp = actor('p', 'technical-lead', 'dgpp');
const need = { name: 'Orientación tributaria', need: 'Los municipios la piden en los centros', organs: ['dgpp', 'dgcp'] };
const facts = { organs: [inForce('dgpp'), inForce('dgcp')], due: '2026-03-12T04:59:59Z' };
const report = { date: '2026-03-01', file };
const approval = { objectives: 'Acercar los servicios del MEF', document: 'Memorando 4', on: '2026-03-02' };
const proposed = { type: 'NuevoServicioProposed', data: { service: id, ...need, by: 'p', due: facts.due } } as const;
const byOgauc = { type: 'InformeSustentatorioSubmittedByOgauc', data: { service: id, ...report, by: 'o' } } as const;
const byOrgano = (organ: string, by: string) => ({ type: 'InformeSustentatorioSubmittedByOrgano', data: { service: id, organ, ...report, by } }) as const;
const supported = [proposed, byOgauc, byOrgano('dgpp', 'p'), byOrgano('dgcp', 'c')] as const;
const approved = { type: 'NuevoServicioApproved', data: { service: id, ...approval, by: 'd' } } as const;

describe('A new service (DIR.4.11)', () => {
  it('is proposed with the organs that it concerns, the own among them', () => {
    given(newService).when(dgpp.asks('propose', need, { facts })).then(proposed);
    given(newService).when(ogauc.asks('propose', need, { facts })).thenTypes('NuevoServicioProposed');
    given(newService).when(actor('x', 'technical-lead', 'dgpi').asks('propose', need, { facts })).thenRefused('own-organ-missing');
    given(newService).when(dgpp.asks('propose', { ...need, organs: ['dgpp', 'dgpp'] }, { facts })).thenRefused('organ-repeated');
    given(newService).when(dgpp.asks('propose', need, { facts: { organs: [inForce('dgpp'), { standing: 'in-force', type: 'asesoramiento' }] } })).thenRefused('organ-gives-no-services');
  });
  it('takes one report of OGAUC and one of each organ concerned, none of the future', () => {
    given(newService, proposed).when(ogauc.asks('submit-ogauc-report', report)).then(byOgauc);
    given(newService, proposed, byOgauc).when(ogauc.asks('submit-ogauc-report', report)).thenRefused('report-already-submitted');
    given(newService, proposed).when(dgpp.asks('submit-organ-report', report)).then(byOrgano('dgpp', 'p'));
    given(newService, proposed).when(dgpp.asks('submit-organ-report', { ...report, date: '2026-03-03' })).thenRefused('date-in-the-future');
    given(newService, proposed).when(actor('x', 'technical-lead', 'dgpi').asks('submit-organ-report', report)).thenRefused('organ-not-concerned');
    given(newService, proposed, byOrgano('dgpp', 'p')).when(dgpp.asks('submit-organ-report', report)).thenRefused('report-already-submitted');
  });
  it('is approved by OGAUC with all of them, and not before their dates', () => {
    given(newService, ...supported).when(director.asks('approve', approval)).then(approved);
    for (const missing of supported.slice(1)) given(newService, ...supported.filter((event) => event !== missing)).when(director.asks('approve', approval)).thenRefused('reports-missing');
    given(newService, ...supported).when(director.asks('approve', { ...approval, on: '2026-02-28' })).thenRefused('approval-before-report');
    given(newService, ...supported).when(director.asks('approve', { ...approval, on: '2026-03-03' })).thenRefused('date-in-the-future');
    given(newService, ...supported).when(actor('x', 'director-general', 'dgpi').asks('approve', approval)).thenRefused('only-ogauc');
    given(newService, ...supported, approved).when(dgpp.asks('submit-organ-report', report)).thenRefused('status-not-allowed');
  });
  it('is integrated once in each centre, with a specialist or the reason for none', () => {
    const place = { centre: 'CUS', from: '2026-04-01' };
    const integrated = { type: 'ServicioIntegratedInCentro', data: { service: id, ...place, specialist: 'ana', by: 'o' } } as const;
    const integrate = (input: object, more = true) => ogauc.asks('integrate', input, { facts: more });
    given(newService, ...supported, approved).when(integrate({ ...place, specialist: 'ana' })).then(integrated);
    given(newService, ...supported, approved).when(integrate({ ...place, withoutSpecialist: 'Lo atiende el de presupuesto' })).thenTypes('ServicioIntegratedInCentro');
    given(newService, ...supported, approved).when(integrate(place)).thenRefused('specialist-or-reason');
    given(newService, ...supported, approved).when(integrate({ ...place, specialist: 'ana', withoutSpecialist: 'Ninguno' })).thenRefused('specialist-or-reason');
    given(newService, ...supported, approved).when(integrate({ ...place, from: '2026-03-01', specialist: 'ana' })).thenRefused('integration-before-approval');
    given(newService, ...supported, approved).when(integrate({ ...place, specialist: 'ana' }, false)).thenRefused('centre-unknown');
    given(newService, ...supported, approved, integrated).when(integrate({ ...place, specialist: 'ana' })).thenRefused('already-integrated');
    given(newService, ...supported).when(integrate({ ...place, specialist: 'ana' })).thenRefused('status-not-allowed');
  });
  it('is never approved by who proposed it or wrote a report, nor with one missing: whatever happens', () => {
    // The same few people hold every post, so that histories try what may not be.
    const people = fc.constantFrom('o', 'd', 'p');
    const acts = people.chain((who) =>
      fc.constantFrom(
        actor(who, 'ogauc').asks('propose', need, { facts }),
        actor(who, 'technical-lead', 'dgpp').asks('propose', need, { facts }),
        actor(who, 'ogauc').asks('submit-ogauc-report', report),
        actor(who, 'technical-lead', 'dgpp').asks('submit-organ-report', report),
        actor(who, 'director-general', 'dgcp').asks('submit-organ-report', report),
        actor(who, 'ogauc').asks('approve', approval),
        actor(who, 'director-general', 'ogauc').asks('approve', approval),
        actor(who, 'ogauc').asks('decline', { reason: 'No corresponde al centro' }),
      ),
    );
    let approvals = 0;
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 25 }), (commands) => {
        const { events } = play(newService, commands);
        const end = events.findIndex(({ type }) => type === 'NuevoServicioApproved');
        if (end < 0) return;
        approvals++;
        const before = events.slice(0, end);
        expect(before.map(({ data }) => data.by)).not.toContain(events[end]!.data.by);
        expect(before.map(({ type, data }) => ('organ' in data ? data.organ : type)).sort()).toEqual(['InformeSustentatorioSubmittedByOgauc', 'NuevoServicioProposed', 'dgcp', 'dgpp']);
      }),
      { numRuns: 2_000 },
    );
    expect(approvals).toBeGreaterThan(0);
  });
});
