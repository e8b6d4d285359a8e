import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { resource } from './resource.ts';

const facts = { centre: { known: true }, holder: { centres: ['CUS'] } };
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: '740899500123', facts });
const cusco = by({ id: 'a', role: 'administrative-coordinator', centre: 'CUS' }, { id: '740899500123', facts: { due: '2026-03-09T04:59:59.000Z', centres: ['CUS'] } });
const puno = by({ id: 'b', role: 'administrative-coordinator', centre: 'PUN' }, { id: '740899500123', facts: { due: '2026-03-09T04:59:59.000Z', centres: ['PUN'] } });
const given1 = { centre: 'CUS', kind: 'computer', description: 'Portátil', person: 'ana', document: 'Guía 12' } as const;
const assigned = { type: 'RecursoAssigned', data: { resource: '740899500123', ...given1 } } as const;
const faulty = { type: 'RecursoFaultReported', data: { resource: '740899500123', centre: 'CUS', fault: 'No enciende', due: '2026-03-09T04:59:59.000Z', by: 'a' } } as const;

describe('What a centre works with (DIR.5.1.2.c)', () => {
  it('is assigned to one centre at a time', () => {
    given(resource).when(ogauc.asks('assign', given1)).then(assigned);
    given(resource, assigned).when(ogauc.asks('assign', { ...given1, centre: 'PUN' })).thenRefused('status-not-allowed');
    const withdrawn = { type: 'RecursoWithdrawn', data: { resource: '740899500123', centre: 'CUS', reason: 'Cambio' } } as const;
    given(resource, assigned).when(ogauc.asks('withdraw', { reason: 'Cambio' })).then(withdrawn);
    given(resource, assigned, withdrawn).when(ogauc.asks('assign', { ...given1, centre: 'PUN' }, { facts: { centre: { known: true }, holder: { centres: ['PUN'] } } })).thenTypes('RecursoAssigned');
  });
  it('is used by who works there', () => {
    given(resource).when(ogauc.asks('assign', { ...given1, centre: 'PUN' })).thenRefused('holder-not-of-centre');
    given(resource).when(ogauc.asks('assign', given1, { facts: { ...facts, centre: { known: false } } })).thenRefused('centre-unknown');
    given(resource, assigned).when(cusco.asks('hand-over', { person: 'luis' })).thenTypes('RecursoHandedOver');
    given(resource, assigned).when(cusco.asks('hand-over', { person: 'ana' })).thenNothing();
    given(resource, assigned).when(cusco.asks('hand-over', { person: 'luis' }, { facts: { centres: [] } })).thenRefused('holder-not-of-centre');
  });
  it('fails, and is put right, at its own centre', () => {
    given(resource, assigned).when(cusco.asks('report-fault', { fault: 'No enciende' })).then(faulty);
    given(resource, assigned).when(puno.asks('report-fault', { fault: 'No enciende' })).thenRefused('other-centre');
    given(resource, assigned, faulty).when(puno.asks('restore', { detail: 'Se cambió la fuente' })).thenRefused('other-centre');
    given(resource, assigned, faulty).when(cusco.asks('restore', { detail: 'Se cambió la fuente' })).thenTypes('RecursoRestored');
    given(resource, assigned).when(puno.asks('hand-over', { person: 'luis' })).thenRefused('other-centre');
    given(resource).when(cusco.asks('report-fault', { fault: 'No enciende' })).thenRefused('resource-unknown');
  });
});
