import { describe, expect, it } from '@jest/globals';
import { by, given } from '#testing';
import { pedidoMedio } from './pedido-medio.ts';
import { protocolo } from './protocolo.ts';

const file = '0'.repeat(64);
const due = '2026-03-10T04:59:59Z';
const communications = by({ id: 'm', role: 'communications' }, { facts: { centres: ['CUS', 'PUN'], due } });
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' });
const what = { subject: 'Protocolo', changes: 'Es el primero', file };
const issued = (version: number) => ({ type: 'ProtocoloIssued' as const, data: { version, ...what, by: 'm', centres: ['CUS', 'PUN'], due } });
const acknowledged = { type: 'ProtocoloAcknowledged', data: { version: 1, centre: 'CUS', by: 'c' } } as const;

describe('The protocol for the media (DIR.5.5.c)', () => {
  it('is issued by version, to every centre', () => {
    given(protocolo).when(communications.asks('issue', what)).then(issued(1));
    given(protocolo, issued(1)).when(communications.asks('issue', what)).then(issued(2));
  });
  it('is acknowledged by each centre, once a version', () => {
    given(protocolo, issued(1)).when(coordinator.asks('acknowledge', { version: 1 })).then(acknowledged);
    given(protocolo, issued(1), acknowledged).when(coordinator.asks('acknowledge', { version: 1 })).thenRefused('already-acknowledged');
    given(protocolo, issued(1), acknowledged, issued(2)).when(coordinator.asks('acknowledge', { version: 1 })).thenRefused('protocolo-not-in-force');
    given(protocolo, issued(1), acknowledged, issued(2)).when(coordinator.asks('acknowledge', { version: 2 })).thenTypes('ProtocoloAcknowledged');
    given(protocolo, issued(1)).when(by({ id: 'x', role: 'centre-coordinator', centre: 'ICA' }).asks('acknowledge', { version: 1 })).thenRefused('not-addressed');
  });
});

describe('A request of the press (DIR.5.5.c)', () => {
  const id = 'CUS-p0001';
  const base = { pedido: id, centre: 'CUS' };
  const request = { medium: 'radio', outlet: 'Radio Ficticia', subject: 'Canon minero', request: 'Montos transferidos' } as const;
  const received = { type: 'PedidoMedioReceived', data: { ...base, by: 'r', ...request, due } } as const;
  const channeled = { type: 'PedidoMedioChanneled', data: { ...base, by: 'c', protocol: 3, due } } as const;
  const inForce = { status: 'in-force', version: 3, acknowledgedBy: ['CUS'] };
  const channel = (protocol: object) => given(pedidoMedio, received).when(coordinator.asks('channel', {}, { id, facts: { protocol, due } }));

  it('is received by anybody at the centre', () => void given(pedidoMedio).when(by({ id: 'r', role: 'operator', centre: 'CUS' }).asks('receive', request, { id, facts: due })).then(received));
  it('follows the version of the protocol that is in force, which the centre has', () => {
    channel(inForce).then(channeled);
    channel({ status: 'not-issued' }).thenRefused('protocolo-missing');
    channel({ ...inForce, acknowledgedBy: ['PUN'] }).thenRefused('protocolo-not-acknowledged');
  });
  it('is answered by the Oficina de Comunicaciones, once channelled, by none of those who handled it', () => {
    const answer = { answer: 'Los montos son públicos' };
    given(pedidoMedio, received, channeled).when(communications.asks('answer', answer, { id })).then({ type: 'PedidoMedioAnswered', data: { ...base, by: 'm', protocol: 3, ...answer } });
    given(pedidoMedio, received).when(communications.asks('answer', answer, { id })).thenRefused('status-not-allowed');
    for (const own of ['r', 'c']) given(pedidoMedio, received, channeled).when(by({ id: own, role: 'communications' }).asks('answer', answer, { id })).thenRefused('own-act');
  });
  it('waits for the coordinator, then for the Oficina de Comunicaciones', () => {
    const waits = (...events: (typeof received | typeof channeled)[]) => pedidoMedio.definition.record.waits!(events.reduce((state, event) => pedidoMedio.evolve(state, event), pedidoMedio.initialState), id);
    expect(waits(received)).toMatchObject({ role: 'centre-coordinator', centre: 'CUS', due });
    expect(waits(received, channeled)).toMatchObject({ role: 'communications', due });
  });
});
