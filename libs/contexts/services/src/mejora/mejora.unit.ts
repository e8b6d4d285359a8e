import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { mejora } from './mejora.ts';

const id = 'dgpp.m1aa';
const inForce = { id: 'dgpp', standing: 'in-force', type: 'linea' };
const lead = by({ id: 'l', role: 'technical-lead', organ: 'dgpp' }, { id, facts: { organ: inForce, due: '2026-04-14T04:59:59Z' } });
const ogauc = by({ id: 'o', role: 'ogauc' }, { id });
const proposal = { name: 'Citas por teléfono', proposal: 'Dar citas por teléfono para las consultas', newService: false };
const proposed = { type: 'MejoraProposed', data: { mejora: id, organ: 'dgpp', ...proposal, by: 'l', due: '2026-04-14T04:59:59Z' } } as const;
const asService = { ...proposed, data: { ...proposed.data, newService: true } };
const adopted = { type: 'MejoraAdopted', data: { mejora: id, organ: 'dgpp', by: 'o', decision: 'Se aplica en mayo' } } as const;
const decision = { decision: 'Se aplica en mayo' };

describe('An improvement (DIR.4.6)', () => {
  it('is proposed by an organ of línea or apoyo', () => {
    given(mejora).when(lead.asks('propose', proposal)).then(proposed);
    given(mejora).when(lead.asks('propose', proposal, { facts: { organ: { standing: 'in-force', type: 'asesoramiento' } } })).thenRefused('organ-gives-no-services');
  });
  it('is adopted or declined by OGAUC, and not by who proposed it', () => {
    given(mejora, proposed).when(ogauc.asks('adopt', decision)).then(adopted);
    given(mejora, proposed).when(by({ id: 'l', role: 'ogauc' }, { id }).asks('adopt', decision)).thenRefused('own-act');
    given(mejora, proposed).when(by({ id: 'l', role: 'ogauc' }, { id }).asks('decline', { reason: 'No conviene ahora' })).thenRefused('own-act');
    given(mejora, proposed).when(ogauc.asks('decline', { reason: 'No conviene ahora' })).thenTypes('MejoraDeclined');
    given(mejora, proposed, adopted).when(ogauc.asks('decline', { reason: 'No conviene ahora' })).thenRefused('status-not-allowed');
  });
  it('that is a new service goes through its reports first (DIR.4.11)', () => {
    const named = { ...decision, newService: 'nuevo-1' };
    given(mejora, asService).when(ogauc.asks('adopt', decision)).thenRefused('new-service-required');
    given(mejora, asService).when(ogauc.asks('adopt', named, { facts: { status: 'never-proposed' } })).thenRefused('new-service-not-approved');
    given(mejora, asService).when(ogauc.asks('adopt', named, { facts: { status: 'supported', organs: ['dgpp'] } })).thenRefused('new-service-not-approved');
    given(mejora, asService).when(ogauc.asks('adopt', named, { facts: { status: 'approved', organs: ['dgcp'] } })).thenRefused('organ-not-concerned');
    given(mejora, asService).when(ogauc.asks('adopt', named, { facts: { status: 'approved', organs: ['dgpp'] } })).then(adopted, { type: 'NuevoServicioDetermined', data: { mejora: id, organ: 'dgpp', by: 'o', newService: 'nuevo-1' } });
    given(mejora, proposed).when(ogauc.asks('adopt', named, { facts: { status: 'approved', organs: ['dgpp'] } })).thenRefused('not-a-new-service');
  });
});
