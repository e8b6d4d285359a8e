import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { addDays } from '../dates.ts';
import { contract, contractsOf, lastDayOf } from './contract.ts';

const usual = { id: 'p1' };
const rrhh = by({ id: 'h', role: 'human-resources' }, usual);
const winner = { candidate: 'c1', person: 'p1', subject: 's_1', sealed: 'x' };
const concluded = { status: 'concluded', centre: 'CUS', round: 1, winner };
const terms = { selection: 'dgpp.tdr1', from: '2026-01-01', until: '2026-06-30', monthlyCents: 600_000 };
const signed = { type: 'ContratoSigned', data: { person: 'p1', contract: 1, centre: 'CUS', organ: 'dgpp', ...terms, round: 1, subject: 's_1', sealed: 'x', by: 'h' } } as const;
const resolve = { contract: 1, on: '2026-04-01', reason: 'Renuncia aceptada' };
const resolved = { type: 'ContratoResolved', data: { person: 'p1', centre: 'CUS', organ: 'dgpp', ...resolve, by: 'h' } } as const;
const sign = (changes: object = {}, facts: object = concluded) => rrhh.asks('sign', { ...terms, ...changes }, { facts });

describe('A contract (DIR.5.2.c)', () => {
  it('is signed with who won a selection that concluded, once', () => {
    given(contract).when(sign()).then(signed);
    given(contract).when(sign({}, { ...concluded, status: 'evaluating' })).thenRefused('selection-not-concluded');
    given(contract).when(sign({}, { ...concluded, winner: { ...winner, person: 'p2' } })).thenRefused('not-the-winner');
    given(contract, signed).when(sign({ from: '2026-07-01', until: '2026-12-31' })).thenRefused('selection-already-contracted');
    given(contract).when(by({ id: 'p1', role: 'human-resources' }, usual).asks('sign', terms, { facts: concluded })).thenRefused('own-act');
    given(contract).when(sign({ until: '2025-12-31' })).thenRefused('contract-dates-invalid');
  });
  it('overlaps with no other of the same person, and follows one that was resolved', () => {
    const next = { selection: 'dgcp.otra1', from: '2026-06-30', until: '2026-12-31' };
    given(contract, signed).when(sign(next)).thenRefused('contracts-overlap');
    given(contract, signed).when(sign({ ...next, from: '2026-07-01' })).thenTypes('ContratoSigned');
    given(contract, signed, resolved).when(sign({ ...next, from: '2026-03-31' })).thenRefused('contracts-overlap');
    given(contract, signed, resolved).when(sign({ ...next, from: '2026-04-01' })).thenTypes('ContratoSigned');
  });
  it('is resolved once, within its dates', () => {
    given(contract, signed).when(rrhh.asks('resolve', resolve)).then(resolved);
    given(contract, signed, resolved).when(rrhh.asks('resolve', resolve)).thenRefused('contract-already-resolved');
    given(contract, signed).when(rrhh.asks('resolve', { ...resolve, on: '2026-07-01' })).thenRefused('resolution-date-invalid');
    given(contract, signed).when(rrhh.asks('resolve', { ...resolve, contract: 2 })).thenRefused('contract-number-unknown');
    given(contract).when(rrhh.asks('resolve', resolve)).thenRefused('contract-unknown');
    given(contract, signed).when(by({ id: 'p1', role: 'human-resources' }, usual).asks('resolve', resolve)).thenRefused('own-act');
  });
  it('never overlaps with another, over any history', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    const asks = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 20 }), day, fc.integer({ min: 0, max: 120 })).map(([n, from, days]) => sign({ selection: `dgpp.tdr${n}`, from, until: addDays(from, days) })),
      fc.tuple(fc.integer({ min: 1, max: 5 }), day).map(([n, on]) => rrhh.asks('resolve', { contract: n, on, reason: 'Acuerdo de las partes' })),
    );
    fc.assert(
      fc.property(fc.array(asks, { maxLength: 30 }), (commands) => {
        const binding = contractsOf(play(contract, commands).state).filter((each) => each.from <= lastDayOf(each));
        const ordered = binding.toSorted((a, b) => (a.from < b.from ? -1 : 1));
        ordered.slice(1).forEach((each, i) => expect(each.from > lastDayOf(ordered[i]!)).toBe(true));
      }),
    );
  });
});
