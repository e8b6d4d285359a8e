import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { inForceOn } from '../dates.ts';
import { coordination } from './coordination.ts';

const facts = { centre: { known: true }, closed: false, separate: true };
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'CUS', facts });
const charge = { person: 'p1', from: '2026-01-05', act: 'Resolución 3' };
const appointed = { type: 'CoordinadorCentroAppointed', data: { centre: 'CUS', ...charge, dependsOn: 'ogauc' } } as const;
const relieved = { type: 'CoordinadorCentroRelieved', data: { centre: 'CUS', person: 'p1', on: '2026-06-01', reason: 'Cambio' } } as const;

describe('The coordinators of a centre (RM.2.b, RM.2.c, DIR.4.3)', () => {
  it('are appointed by OGAUC, on whom they depend', () => {
    given(coordination).when(ogauc.asks('appoint-coordinator', charge)).then(appointed);
    given(coordination, appointed).when(ogauc.asks('appoint-administrative', { ...charge, person: 'p2' })).thenTypes('CoordinadorAdministrativoAppointed');
  });
  it('are one in force of each', () => {
    given(coordination, appointed).when(ogauc.asks('appoint-coordinator', { ...charge, person: 'p2', from: '2027-01-01' })).thenRefused('post-occupied');
    given(coordination, appointed, relieved).when(ogauc.asks('appoint-coordinator', { ...charge, person: 'p2', from: '2026-05-31' })).thenRefused('charge-overlaps');
    given(coordination, appointed, relieved).when(ogauc.asks('appoint-coordinator', { ...charge, person: 'p2', from: '2026-06-01' })).thenTypes('CoordinadorCentroAppointed');
  });
  it('are two persons, unless policy says otherwise', () => {
    given(coordination, appointed).when(ogauc.asks('appoint-administrative', charge)).thenRefused('holds-other-post');
    given(coordination, appointed, relieved).when(ogauc.asks('appoint-administrative', { ...charge, from: '2026-06-01' })).thenTypes('CoordinadorAdministrativoAppointed');
    given(coordination, appointed).when(ogauc.asks('appoint-administrative', charge, { facts: { ...facts, separate: false } })).thenTypes('CoordinadorAdministrativoAppointed');
  });
  it('are relieved after they began', () => {
    given(coordination, appointed).when(ogauc.asks('relieve-coordinator', { on: '2026-06-01', reason: 'Cambio' })).then(relieved);
    given(coordination, appointed).when(ogauc.asks('relieve-coordinator', { on: '2026-01-05', reason: 'Cambio' })).thenRefused('end-before-start');
    given(coordination, appointed).when(ogauc.asks('relieve-administrative', { on: '2026-06-01', reason: 'Cambio' })).thenRefused('post-vacant');
    given(coordination).when(ogauc.asks('relieve-coordinator', { on: '2026-06-01', reason: 'Cambio' })).thenRefused('coordination-unknown');
  });
  it('are of a centre that there is, and never appoint themselves', () => {
    given(coordination).when(ogauc.asks('appoint-coordinator', charge, { facts: { ...facts, centre: { known: false } } })).thenRefused('centre-unknown');
    given(coordination).when(ogauc.asks('appoint-coordinator', charge, { facts: { ...facts, closed: true } })).thenRefused('centre-closed');
    given(coordination).when(ogauc.asks('appoint-coordinator', { ...charge, person: 'o' })).thenRefused('own-act');
  });
  it('are, over any history, one of each on any date and never the same person', () => {
    const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`);
    const person = fc.constantFrom('p1', 'p2', 'p3');
    const asked = fc.oneof(
      fc.record({ verb: fc.constantFrom('appoint-coordinator', 'appoint-administrative'), person, from: date }).map(({ verb, ...given }) => ogauc.asks(verb, { ...charge, ...given })),
      fc.record({ verb: fc.constantFrom('relieve-coordinator', 'relieve-administrative'), on: date }).map(({ verb, on }) => ogauc.asks(verb, { on, reason: 'Cambio' })),
    );
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 30 }), date, (commands, on) => {
        const { state } = play(coordination, commands);
        const heads = state.coordinator.filter((each) => inForceOn(each, on));
        const administratives = state.administrative.filter((each) => inForceOn(each, on));
        expect(heads.length).toBeLessThanOrEqual(1);
        expect(administratives.length).toBeLessThanOrEqual(1);
        if (heads[0] && administratives[0]) expect(heads[0].person).not.toBe(administratives[0].person);
      }),
    );
  });
});
