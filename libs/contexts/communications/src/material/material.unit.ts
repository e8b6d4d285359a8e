import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { material } from './material.ts';
import { materialStock } from './stock.ts';

const file = '0'.repeat(64);
const due = '2026-03-10T04:59:59Z';
const communications = by({ id: 'm', role: 'communications' }, { id: 'triptico1', facts: { centres: ['CUS', 'PUN'], due } });
const coordinator = (centre: string) => by({ id: `c-${centre}`, role: 'centre-coordinator', centre }, { id: 'triptico1' });
const what = { kind: 'triptico', subject: 'Cómo presentar un pedido', file } as const;
const approved = { type: 'MaterialApproved' as const, data: { material: 'triptico1', by: 'm', ...what } };
const withdrawn = { type: 'MaterialWithdrawn' as const, data: { material: 'triptico1', by: 'm', reason: 'Cambió la norma', centres: ['CUS', 'PUN'], due } };
const removed = (centre: string) => ({ type: 'MaterialRemovalConfirmed' as const, data: { material: 'triptico1', by: `c-${centre}`, centre } });

describe('Material to be given out (DIR.5.5.c)', () => {
  it('is approved once, and withdrawn from every centre', () => {
    given(material).when(communications.asks('approve', what)).then(approved);
    given(material, approved).when(communications.asks('approve', what)).thenRefused('material-already-exists');
    given(material, approved).when(communications.asks('withdraw', { reason: 'Cambió la norma' })).then(withdrawn);
    given(material, approved, withdrawn).when(communications.asks('withdraw', { reason: 'Cambió la norma' })).thenRefused('status-not-allowed');
  });
  it('that is withdrawn is removed by every centre, which says so once', () => {
    given(material, approved, withdrawn).when(coordinator('CUS').asks('confirm-removal')).then(removed('CUS'));
    given(material, approved, withdrawn, removed('CUS')).when(coordinator('CUS').asks('confirm-removal')).thenRefused('removal-not-pending');
    given(material, approved, withdrawn).when(coordinator('ICA').asks('confirm-removal')).thenRefused('removal-not-pending');
    given(material, approved).when(coordinator('CUS').asks('confirm-removal')).thenRefused('status-not-allowed');
    expect(play(material, [], [approved, withdrawn, removed('CUS')]).state).toMatchObject({ pending: ['PUN'] });
  });
});

describe('A centre’s stock of a material (DIR.5.5.c)', () => {
  const id = 'CUS-triptico1';
  const staff = by({ id: 'e', role: 'operator', centre: 'CUS' }, { id, facts: { status: 'approved' } });
  const deliver = (quantity: number, facts: object = { material: { status: 'approved' }, known: true }) => communications.asks('deliver', { quantity }, { id, facts });
  const delivered = { type: 'MaterialDelivered' as const, data: { material: 'triptico1', centre: 'CUS', by: 'm', quantity: 10 } };
  const used = { quantity: 10, on: '2026-03-01' };

  it('is of approved material alone', () => {
    given(materialStock).when(deliver(10)).then(delivered);
    for (const [status, code] of [['not-approved', 'material-not-approved'], ['withdrawn', 'material-withdrawn']] as const) {
      given(materialStock).when(deliver(10, { material: { status }, known: true })).thenRefused(code);
      given(materialStock, delivered).when(staff.asks('use', used, { facts: { status } })).thenRefused(code);
    }
    given(materialStock).when(deliver(10, { material: { status: 'approved' }, known: false })).thenRefused('centre-unknown');
  });
  it('is given out as far as it goes', () => {
    given(materialStock, delivered).when(staff.asks('use', used)).thenTypes('MaterialUsed');
    given(materialStock, delivered).when(staff.asks('use', { ...used, quantity: 11 })).thenRefused('stock-insufficient');
    given(materialStock, delivered).when(staff.asks('use', { ...used, on: '2026-03-03' })).thenRefused('date-in-future');
    given(materialStock).when(staff.asks('use', used)).thenRefused('material-stock-unknown');
  });
  it('is what was delivered less what was given out, and never below none', () => {
    const step = fc.record({ verb: fc.constantFrom('deliver', 'use'), quantity: fc.integer({ min: 1, max: 20 }) });
    fc.assert(fc.property(fc.array(step), (steps) => {
      const { state, events } = play(materialStock, steps.map(({ verb, quantity }) => (verb === 'deliver' ? deliver(quantity) : staff.asks('use', { ...used, quantity }))));
      const sum = (type: string) => events.filter((event) => event.type === type).reduce((total, { data }) => total + data.quantity, 0);
      expect(state.stock).toBe(sum('MaterialDelivered') - sum('MaterialUsed'));
      expect(state.stock).toBeGreaterThanOrEqual(0);
    }));
  });
});
