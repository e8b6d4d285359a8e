import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DocumentState, Role } from '#contracts';
import { actionsFor, holds } from './actions.ts';

const document = { id: 'LIM-2026-000001', centre: 'LIM', organ: 'dgpp', state: 'received' as DocumentState, foreign: false, folios: 2 };
const operator = { id: 'o', name: 'Mesa', role: 'operator' as const, centre: 'LIM' };
const coordinator = { id: 'c', name: 'Coordinación', role: 'document-coordinator' as const, organ: 'dgpp' };
const verbs = (...asked: Parameters<typeof actionsFor>) => actionsFor(...asked).map(({ verb }) => verb);

describe('what a person may do with a document', () => {
  it('is, at the desk that has it, to route it first of all', () => {
    expect(verbs(operator, document)[0]).toBe('route');
    expect(actionsFor(operator, document)[0]?.body?.({})).toEqual({ organ: 'dgpp' });
  });

  it('is not to route it while it is observed', () => {
    expect(verbs(operator, { ...document, state: 'observed' })).not.toContain('route');
  });

  it('is not to observe it a second time', () => {
    expect(verbs(operator, { ...document, observation: {} })).not.toContain('observe');
  });

  it('is to accept or give back what was routed to the organ, and to answer only what it accepted', () => {
    expect(verbs(coordinator, { ...document, state: 'routed' })).toEqual(expect.arrayContaining(['accept', 'reject']));
    expect(verbs(coordinator, { ...document, state: 'routed' })).not.toContain('answer');
    expect(verbs(coordinator, { ...document, state: 'accepted' })).toContain('answer');
  });

  it('is, for OGAUC, to send a routed document to another organ', () => {
    expect(verbs({ id: 'g', name: 'OGAUC', role: 'ogauc' }, { ...document, state: 'routed' })).toEqual(['reroute']);
  });

  it('is nothing at another desk, in another organ, or with imported history', () => {
    expect(verbs({ ...operator, centre: 'CUS' }, document)).toEqual([]);
    expect(verbs({ ...coordinator, organ: 'sg' }, { ...document, state: 'routed' })).toEqual([]);
    fc.assert(
      fc.property(fc.constantFrom(...Role.options), fc.constantFrom(...DocumentState.options), (role, state) => {
        expect(verbs({ id: 'x', name: 'x', role, centre: 'LIM', organ: 'dgpp' }, { ...document, state, foreign: true })).toEqual([]);
      }),
    );
  });

  it('is, for an expediente, the work of whoever holds the document', () => {
    expect([holds(operator, document), holds(coordinator, document)]).toEqual([true, false]);
    expect([holds(operator, { ...document, state: 'routed' }), holds(coordinator, { ...document, state: 'routed' })]).toEqual([false, true]);
    expect([holds(operator, { ...document, state: 'returned' }), holds(coordinator, { ...document, state: 'remitted' })]).toEqual([false, false]);
  });

  it('asks with the version that was looked at, and never undoes an annulment', () => {
    expect(actionsFor(operator, { ...document, version: 3 })[0]?.version).toBe(3);
    expect(verbs(operator, { ...document, state: 'annulled' })).toEqual([]);
  });
});
