import { describe, expect, it } from '@jest/globals';
import { by, given } from '#testing';
import { technicalCriterion } from './criterion.ts';

const organ = { id: 'dgpp', standing: 'in-force', type: 'linea' };
const lead = by({ id: 't', role: 'technical-lead', organ: 'dgpp' }, { id: 'dgpp.saldos', facts: { organ, rector: 'dgpp' } });
const asked = { sistema: 'presupuesto', question: '¿Cómo se incorporan los saldos?', answer: 'Por crédito suplementario.', document: 'Informe 4' } as const;
const issued = { type: 'CriterioTecnicoIssued', data: { criterion: 'dgpp.saldos', organ: 'dgpp', version: 1, ...asked, by: 't' } } as const;

describe('A technical criterion (DIR.4.9)', () => {
  it('is the organ’s, and never OGAUC’s', () => {
    given(technicalCriterion).when(lead.asks('issue', asked)).then(issued);
    expect(Object.values(technicalCriterion.acts).flatMap(({ roles }) => roles)).not.toContain('ogauc');
    given(technicalCriterion).when(lead.asks('issue', asked, { facts: { organ: { ...organ, id: 'ogauc', type: 'apoyo' } } })).thenRefused('organ-issues-no-criteria');
    given(technicalCriterion).when(lead.asks('issue', asked, { facts: { organ: { ...organ, type: 'asesoramiento' } } })).thenRefused('organ-issues-no-criteria');
    given(technicalCriterion).when(lead.asks('issue', asked, { facts: { organ: { ...organ, standing: 'not-in-force' } } })).thenRefused('organ-not-in-force');
    given(technicalCriterion).when(lead.asks('issue', asked, { facts: { organ: { ...organ, standing: 'unknown' } } })).thenRefused('organ-unknown');
  });
  it('of a sistema is its rector’s', () => void given(technicalCriterion).when(lead.asks('issue', asked, { facts: { organ, rector: 'dgcp' } })).thenRefused('not-the-rector'));
  it('has one version in force, which supersedes the one before', () => {
    const again = { answer: 'Por otra vía, desde ahora.', document: 'Informe 9' };
    given(technicalCriterion, issued).when(lead.asks('issue', asked)).thenRefused('technical-criterion-already-exists');
    given(technicalCriterion, issued).when(lead.asks('supersede', { ...again, seen: 1 })).then({ type: 'CriterioTecnicoIssued', data: { ...issued.data, ...again, version: 2, supersedes: 1 } });
    given(technicalCriterion, issued).when(lead.asks('supersede', { ...again, seen: 2 })).thenRefused('criterion-superseded');
    given(technicalCriterion).when(lead.asks('supersede', { ...again, seen: 1 })).thenRefused('technical-criterion-unknown');
  });
  it('is withdrawn with a reason', () => {
    given(technicalCriterion, issued).when(lead.asks('withdraw', { reason: 'Norma nueva' })).thenTypes('CriterioTecnicoWithdrawn');
    given(technicalCriterion).when(lead.asks('withdraw', { reason: 'Norma nueva' })).thenRefused('technical-criterion-unknown');
  });
});
