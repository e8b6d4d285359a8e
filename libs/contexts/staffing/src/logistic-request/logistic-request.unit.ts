import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { logisticRequest } from './logistic-request.ts';

const usual = { id: 'CUS-papel', facts: { due: '2026-03-17T04:59:59.000Z' } };
const administrative = by({ id: 'a', role: 'administrative-coordinator', centre: 'CUS' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const asked = { what: 'Papel', quantity: 20, justification: 'Para la mesa de partes' };
const raised = { type: 'RequerimientoRaised', data: { request: 'CUS-papel', centre: 'CUS', ...asked, due: '2026-03-17T04:59:59.000Z', by: 'a' } } as const;

describe('A logistics request (RM.2.c)', () => {
  it('is raised by the administrative coordinator alone and answered by OGAUC, once', () => {
    expect(logisticRequest.acts.raise!.roles).toEqual(['administrative-coordinator']);
    given(logisticRequest).when(administrative.asks('raise', asked)).then(raised);
    given(logisticRequest, raised).when(ogauc.asks('fulfil', { detail: 'Enviado' })).thenTypes('RequerimientoFulfilled');
    given(logisticRequest, raised).when(ogauc.asks('reject', { reason: 'Sin crédito' })).thenTypes('RequerimientoRejected');
    const fulfilled = { type: 'RequerimientoFulfilled', data: { request: 'CUS-papel', centre: 'CUS', detail: 'Enviado', by: 'o' } } as const;
    given(logisticRequest, raised, fulfilled).when(ogauc.asks('reject', { reason: 'Sin crédito' })).thenRefused('status-not-allowed');
    given(logisticRequest).when(ogauc.asks('fulfil', { detail: 'Enviado' })).thenRefused('logistic-request-unknown');
  });
  it('takes a quantity of one or more', () => {
    expect(logisticRequest.acts.raise!.input.safeParse({ ...asked, quantity: 0 }).success).toBe(false);
    expect(logisticRequest.acts.raise!.input.safeParse({ ...asked, quantity: 1.5 }).success).toBe(false);
  });
  it('is never answered by whoever raised it', () => {
    const anyone = fc.constantFrom('a', 'b', 'o').map((id) => by({ id, role: 'ogauc' }, usual));
    const commands = fc.array(fc.tuple(anyone, fc.constantFrom('raise', 'fulfil', 'reject')).map(([who, verb]) => who.asks(verb, verb === 'raise' ? asked : { detail: 'Enviado', reason: 'Sin crédito' })), { maxLength: 12 });
    fc.assert(
      fc.property(commands, (each) => {
        const [first, second] = play(logisticRequest, each).events;
        if (first && second) expect(second.data.by).not.toBe(first.data.by);
      }),
    );
  });
});
