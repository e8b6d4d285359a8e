import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { by, given } from '#testing';
import { readiness } from '../readiness/readiness.ts';
import { readinessTimer } from '../readiness/readiness-timer.ts';
import { centreTeams, missingOn, type CentreTeam } from './team-view.ts';

const event = (type: string, data: object) => ({ id: `e-${type}`, type, data, meta: { occurredAt: '2026-03-02T15:00:00.000Z' } }) as unknown as RecordedEvent;
const teamAfter = (...events: RecordedEvent[]) => events.reduce<CentreTeam | undefined>((team, each) => centreTeams.fold(team, each, 'CUS'), undefined);

const coordinator = event('CoordinadorCentroAppointed', { centre: 'CUS', person: 'p1', from: '2026-01-05' });
const administrative = event('CoordinadorAdministrativoAppointed', { centre: 'CUS', person: 'p2', from: '2026-01-05' });
const desk = event('MesaDePartesImplemented', { desk: 'CUS', from: '2026-01-05' });
const specialist = event('DependenciaTecnicaAssigned', { person: 'p3', centre: 'CUS', organ: 'dgpp', from: '2026-02-01', until: '2026-12-31' });
const whole = [coordinator, administrative, desk, specialist];

describe('What a centre lacks (DIR.4.3)', () => {
  it('is one coordinator, the other, the desk, a specialist', () => {
    expect(missingOn(undefined, '2026-03-02')).toEqual(['coordinator', 'administrative', 'desk', 'specialist']);
    expect(missingOn(teamAfter(coordinator, desk), '2026-03-02')).toEqual(['administrative', 'specialist']);
    expect(missingOn(teamAfter(...whole), '2026-03-02')).toEqual([]);
  });
  it('follows the dates', () => {
    expect(missingOn(teamAfter(...whole), '2026-01-31')).toEqual(['specialist']);
    expect(missingOn(teamAfter(...whole), '2026-12-31')).toEqual([]);
    expect(missingOn(teamAfter(...whole), '2027-01-01')).toEqual(['specialist']);
    expect(missingOn(teamAfter(...whole, event('DependenciasTermChanged', { person: 'p3', centre: 'CUS', organ: 'dgpp', until: '2027-06-30' })), '2027-01-01')).toEqual([]);
    expect(missingOn(teamAfter(...whole, event('CoordinadorCentroRelieved', { centre: 'CUS', person: 'p1', on: '2026-04-01' })), '2026-04-01')).toEqual(['coordinator']);
  });
  it('is never made good by an implantador or an EAT', () => {
    expect(missingOn(teamAfter(coordinator, administrative, desk, event('EatIntegrated', { person: 'p4', centre: 'CUS', organ: 'dgpi', from: '2026-01-05' })), '2026-03-02')).toEqual(['specialist']);
  });
  it('is the centre itself while it is suspended', () => {
    const suspended = event('CentroSuspended', { centre: 'CUS', on: '2026-04-01' });
    expect(missingOn(teamAfter(...whole, suspended), '2026-04-01')).toEqual(['centre']);
    expect(missingOn(teamAfter(...whole, suspended, event('CentroResumed', { centre: 'CUS', on: '2026-05-01' })), '2026-05-01')).toEqual([]);
  });
});

describe('The evaluation of a centre (DIR.4.3)', () => {
  const evaluate = (missing: readonly string[]) => by({ id: 'timers', role: 'system' }, { id: 'CUS', facts: missing }).asks('evaluate', { cause: 'e.0' });
  const operational = { type: 'CentroDeclaredOperational', data: { centre: 'CUS', cause: 'e.0' } } as const;
  it('declares what changed, and says that nothing did', () => {
    given(readiness).when(evaluate([])).then(operational);
    given(readiness).when(evaluate(['desk'])).thenTypes('CentroDeclaredIncomplete');
    given(readiness, operational).when(evaluate(['coordinator'])).then({ type: 'CentroDeclaredIncomplete', data: { centre: 'CUS', cause: 'e.0', missing: ['coordinator'] } });
    given(readiness, operational).when(evaluate([])).thenTypes('CentroReadinessEvaluated');
  });
  it('is nobody’s to ask for', () => expect(readiness.acts.evaluate!.roles).toEqual([]));
  it('is due at once, and again when a date of the event begins', () => {
    expect(readinessTimer.changes(specialist)).toEqual([
      { key: 'CUS e-DependenciaTecnicaAssigned.0', dueAt: '2026-03-02T14:59:59.000Z' },
      { key: 'CUS e-DependenciaTecnicaAssigned.1', dueAt: '2027-01-01T05:00:00Z' },
    ]);
    expect(readinessTimer.changes(event('CentroReadinessEvaluated', { centre: 'CUS', cause: 'e-x.0', missing: [] }))).toEqual([{ key: 'CUS e-x.0', cleared: true }]);
  });
});
