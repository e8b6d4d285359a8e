import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { informacion } from './informacion.ts';

const usual = { id: 'CUS-i0001', facts: { own: '08' } };
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const what = { department: '08', sistema: 'siaf', jurisdictional: false, subject: 'Cierre del SIAF', summary: 'Entidades con cierre pendiente' } as const;
const remitted = { type: 'InformacionRemitted', data: { informacion: 'CUS-i0001', centre: 'CUS', by: 'c', ...what } } as const;

describe('Information that a centre channels (DIR.5.5.a)', () => {
  it('is of a sistema or of the jurisdiction', () => {
    given(informacion).when(coordinator.asks('remit', what)).then(remitted);
    const { sistema: _, ...without } = what;
    given(informacion).when(coordinator.asks('remit', { ...without, jurisdictional: true })).thenTypes('InformacionRemitted');
    given(informacion).when(coordinator.asks('remit', without)).thenRefused('sistema-or-jurisdiction');
  });
  it('is of the centre’s own department', () => {
    given(informacion).when(coordinator.asks('remit', { ...what, department: '15' })).thenRefused('other-department');
    given(informacion).when(coordinator.asks('remit', what, { facts: {} })).thenRefused('other-department');
  });
  it('is acknowledged once, by somebody else', () => {
    given(informacion, remitted).when(ogauc.asks('acknowledge')).then({ type: 'InformacionAcknowledged', data: { informacion: 'CUS-i0001', centre: 'CUS', by: 'o' } });
    given(informacion, remitted).when(by({ id: 'c', role: 'ogauc' }, usual).asks('acknowledge')).thenRefused('own-act');
    given(informacion).when(ogauc.asks('acknowledge')).thenRefused('informacion-unknown');
  });
});
