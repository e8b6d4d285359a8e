import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { improvementPlan } from './improvement-plan.ts';

const id = 'CUS-percepcionv1';
const system = by({ id: 'kiosk', role: 'system' }, { id });
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id });
const ogauc = by({ id: 'o', role: 'ogauc' }, { id });
const open = system.asks('open', { survey: 'percepcion', version: 1, due: '2026-06-01T04:59:59.000Z' });
const report = coordinator.asks('report', { measures: 'Se abrió otra ventanilla', evidence: ['0'.repeat(64)] });
const after = (...commands: (typeof open)[]) => play(improvementPlan, commands).events;

describe('An improvement plan (DIR.5.1.2.e)', () => {
  it('is opened once, for the centre', () => {
    given(improvementPlan).when(open).then({ type: 'PlanMejoraOpened', data: { plan: id, centre: 'CUS', survey: 'percepcion', version: 1, due: '2026-06-01T04:59:59.000Z' } });
    given(improvementPlan, ...after(open)).when(open).thenNothing();
  });
  it('is closed after the centre has reported with evidence', () => {
    given(improvementPlan, ...after(open)).when(ogauc.asks('close', { outcome: 'Verificado' })).thenRefused('status-not-allowed');
    given(improvementPlan, ...after(open, report)).when(ogauc.asks('close', { outcome: 'Verificado' })).thenTypes('PlanMejoraClosed');
    given(improvementPlan, ...after(open, report)).when(ogauc.asks('return', { reason: 'Falta' })).thenTypes('PlanMejoraReturned');
  });
  it('is not closed by the centre that it is about, nor by who reported', () => {
    given(improvementPlan, ...after(open, report)).when(by({ id: 'x', role: 'ogauc', centre: 'CUS' }, { id }).asks('close', { outcome: 'Verificado' })).thenRefused('centre-closes-own-plan');
    given(improvementPlan, ...after(open, report)).when(by({ id: 'c', role: 'ogauc' }, { id }).asks('close', { outcome: 'Verificado' })).thenRefused('own-act');
  });
  it('over any history: whoever reported never closes', () => {
    const people = ['a', 'b', 'c'];
    const steps = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom('report', 'return', 'close')), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (all) => {
        const inputs: Readonly<Record<string, object>> = { report: { measures: 'Se hizo', evidence: [] }, return: { reason: 'Falta' }, close: { outcome: 'Verificado' } };
        const { events } = play(improvementPlan, [open, ...all.map(([person, verb]) => by({ id: person, role: 'ogauc' }, { id }).asks(verb, inputs[verb]))]);
        for (const event of events) if (event.type === 'PlanMejoraClosed') expect(event.data.by).not.toBe(event.data.reportedBy);
      }),
    );
  });
});
