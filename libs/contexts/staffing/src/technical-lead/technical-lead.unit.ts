import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { technicalLead } from './technical-lead.ts';

const usual = { id: 'dgpp', facts: { id: 'dgpp', standing: 'in-force', type: 'linea' } };
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const director = by({ id: 'd', role: 'director-general', organ: 'dgpp' }, usual);
const charge = { person: 'p1', from: '2026-01-05', act: 'Memorando 3' };
const designated = { type: 'ResponsableTecnicoDesignated', data: { organ: 'dgpp', ...charge } } as const;
const withdrawn = { type: 'ResponsableTecnicoWithdrawn', data: { organ: 'dgpp', person: 'p1', on: '2026-06-01', reason: 'Cambio' } } as const;

describe('The responsable técnico of an organ (DIR.5.1.1.a)', () => {
  it('is designated by the organ or by OGAUC', () => {
    given(technicalLead).when(director.asks('designate', charge)).then(designated);
    given(technicalLead).when(ogauc.asks('designate', charge)).then(designated);
  });
  it('is of línea or apoyo, of an organ in force', () => {
    given(technicalLead).when(ogauc.asks('designate', charge, { facts: { standing: 'in-force', type: 'asesoramiento' } })).thenRefused('organ-takes-no-lead');
    given(technicalLead).when(ogauc.asks('designate', charge, { facts: { standing: 'not-in-force' } })).thenRefused('organ-not-in-force');
    given(technicalLead).when(ogauc.asks('designate', charge, { facts: { standing: 'unknown' } })).thenRefused('organ-unknown');
  });
  it('is one', () => void given(technicalLead, designated).when(ogauc.asks('designate', { ...charge, person: 'p2' })).thenRefused('status-not-allowed'));
  it('is replaced by another from a later date', () => {
    given(technicalLead, designated).when(director.asks('replace', { ...charge, person: 'p2', from: '2026-06-01' })).thenTypes('ResponsableTecnicoReplaced');
    given(technicalLead, designated).when(director.asks('replace', { ...charge, person: 'p2' })).thenRefused('charge-overlaps');
    given(technicalLead, designated).when(director.asks('replace', { ...charge, from: '2026-06-01' })).thenRefused('same-person');
  });
  it('is withdrawn, and followed by another with no overlap', () => {
    given(technicalLead, designated).when(ogauc.asks('withdraw', { on: '2026-06-01', reason: 'Cambio' })).then(withdrawn);
    given(technicalLead, designated, withdrawn).when(ogauc.asks('designate', { ...charge, from: '2026-05-31' })).thenRefused('charge-overlaps');
    given(technicalLead, designated, withdrawn).when(ogauc.asks('designate', { ...charge, from: '2026-06-01' })).thenTypes('ResponsableTecnicoDesignated');
    given(technicalLead).when(ogauc.asks('withdraw', { on: '2026-06-01', reason: 'Cambio' })).thenRefused('technical-lead-unknown');
  });
});
