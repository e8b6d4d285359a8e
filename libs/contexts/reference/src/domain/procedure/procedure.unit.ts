import { describe, it } from '@jest/globals';
import type { ProcedureDefined } from '#contracts';
import { given } from '#testing';
import { procedure } from './index.ts';

const row: ProcedureDefined = { id: 'oficio', name: 'Oficio', answerWorkingDays: 7, silence: 'none', norm: 'Política', verified: false, from: '2012-04-13' };
const defined = { type: 'ProcedureDefined', data: row } as const;
const longer = { ...row, answerWorkingDays: 10, from: '2027-01-01' };

describe('A kind of trámite', () => {
  it('is defined once', () => {
    given(procedure).when({ type: 'DefineProcedure', data: row }).then(defined);
    given(procedure, defined).when({ type: 'DefineProcedure', data: row }).thenNothing();
    given(procedure, defined).when({ type: 'DefineProcedure', data: longer }).thenRefused('procedure-already-registered');
  });
  it('gets other terms from a date on, not before the last', () => {
    given(procedure, defined).when({ type: 'AmendProcedure', data: longer }).then({ type: 'ProcedureAmended', data: longer });
    given(procedure, defined, { type: 'ProcedureAmended', data: longer }).when({ type: 'AmendProcedure', data: longer }).thenNothing();
    given(procedure, defined, { type: 'ProcedureAmended', data: longer }).when({ type: 'AmendProcedure', data: { ...row, answerWorkingDays: 3 } }).thenRefused('amendment-in-the-past');
    given(procedure).when({ type: 'AmendProcedure', data: row }).thenRefused('procedure-unknown');
  });
  it('has no silence without a term', () => {
    const { answerWorkingDays: _none, ...timeless } = row;
    given(procedure).when({ type: 'DefineProcedure', data: { ...timeless, silence: 'positive' } }).thenRefused('silence-without-term');
    given(procedure).when({ type: 'DefineProcedure', data: timeless }).thenTypes('ProcedureDefined');
  });
});
