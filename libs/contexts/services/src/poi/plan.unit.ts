import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { poiPlan } from './plan.ts';

const usual = { id: 'dgpp.2026', facts: { id: 'dgpp', standing: 'in-force', type: 'linea' } };
const lead = by({ id: 'l', role: 'technical-lead', organ: 'dgpp' }, usual);
const meta = { meta: 'AOI-01', name: 'Atender consultas', unit: 'consulta', counts: 'attentions', target: 100, document: 'RD 3' };
const set = { type: 'MetaPoiSet', data: { organ: 'dgpp', year: 2026, ...meta, counts: 'attentions' as const } } as const;
const withdrawn = { type: 'MetaPoiWithdrawn', data: { organ: 'dgpp', year: 2026, meta: 'AOI-01', reason: 'Se unió a otra' } } as const;

describe('The metas of an organ (DIR.4.10)', () => {
  it('are set by the organ, one a code', () => {
    given(poiPlan).when(lead.asks('set-target', meta)).then(set);
    given(poiPlan, set).when(lead.asks('set-target', meta)).thenRefused('meta-already-set');
    given(poiPlan, set).when(lead.asks('set-target', { ...meta, meta: 'AOI-02' })).thenTypes('MetaPoiSet');
    given(poiPlan).when(lead.asks('set-target', meta, { facts: { standing: 'in-force', type: 'asesoramiento' } })).thenRefused('organ-gives-no-services');
  });
  it('are of this year or the next', () => {
    for (const id of ['dgpp.2028', 'dgpp.abcd', 'dgpp.20261', 'dgpp.2011']) given(poiPlan).when(lead.asks('set-target', meta, { id })).thenRefused('poi-year-invalid');
    given(poiPlan).when(lead.asks('set-target', meta, { id: 'dgpp.2027' })).thenTypes('MetaPoiSet');
    given(poiPlan).when(lead.asks('set-target', meta, { id: 'dgpp.2025' })).thenRefused('poi-year-over');
    // Still the year in Lima, an hour before it ends there.
    given(poiPlan, set).when(lead.asks('revise-target', { meta: 'AOI-01', target: 90, document: 'RD 4' }, { now: '2027-01-01T04:00:00.000Z' })).thenTypes('MetaPoiRevised');
    given(poiPlan, set).when(lead.asks('revise-target', { meta: 'AOI-01', target: 90, document: 'RD 4' }, { now: '2027-01-01T05:00:00.000Z' })).thenRefused('poi-year-over');
  });
  it('are revised and withdrawn while they are in force', () => {
    const revised = { meta: 'AOI-01', target: 120, document: 'RD 4' };
    given(poiPlan, set).when(lead.asks('revise-target', revised)).then({ type: 'MetaPoiRevised', data: { organ: 'dgpp', year: 2026, previous: 100, ...revised } });
    given(poiPlan, set).when(lead.asks('revise-target', { ...revised, target: 100 })).thenNothing();
    given(poiPlan, set).when(lead.asks('revise-target', { ...revised, meta: 'AOI-09' })).thenRefused('meta-unknown');
    given(poiPlan, set).when(lead.asks('withdraw-target', { meta: 'AOI-01', reason: 'Se unió a otra' })).then(withdrawn);
    given(poiPlan, set, withdrawn).when(lead.asks('revise-target', revised)).thenRefused('meta-unknown');
    given(poiPlan, set, withdrawn).when(lead.asks('set-target', meta)).thenRefused('meta-already-set');
  });
});
