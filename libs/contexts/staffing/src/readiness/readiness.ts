import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input } from '#contracts';
import { partNames, parts, type Part } from '../team/team-view.ts';

const provision = 'DIR.4.3';
const missing = z.array(z.enum(parts)).meta({ title: 'Lo que falta', names: partNames });
/** The event, and which of its dates, that led to it. */
const cause = Id;
const centre = CentreCode;

const told = events({
  CentroDeclaredOperational: { provision, title: 'Centro declarado operativo', data: z.strictObject({ centre, cause }) },
  CentroDeclaredIncomplete: { provision, title: 'Centro declarado incompleto', data: z.strictObject({ centre, cause, missing }) },
  CentroReadinessEvaluated: { provision, title: 'Dotación del centro evaluada, sin cambio', data: z.strictObject({ centre, cause, missing }) },
});

interface Readiness {
  readonly status: 'never-evaluated' | 'operational' | 'incomplete';
  readonly missing: readonly Part[];
}

const definition = define<Readiness, typeof told>({
  name: 'centre-readiness',
  path: 'centre-readiness',
  title: ['Operatividad del centro', 'Operatividad de los centros'],
  id: ids.centre,
  events: told,
  initialState: { status: 'never-evaluated', missing: [] },
  evolve: {
    CentroDeclaredOperational: () => ({ status: 'operational', missing: [] }),
    CentroDeclaredIncomplete: (_, { missing }) => ({ status: 'incomplete', missing }),
    CentroReadinessEvaluated: (state) => state,
  },
  statuses: { 'never-evaluated': 'Sin evaluar', operational: 'Operativo', incomplete: 'Incompleto' },
  record: {
    version: 1,
    readers: 'all',
    summary: (_, id) => ({ title: id, centre: id }),
    waits: ({ status }) => (status === 'incomplete' ? { role: 'ogauc', act: 'evaluate' } : undefined),
  },
});

const same = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

/** Whether a centre is operational follows from what is in force there: nobody declares it by hand (DIR.4.3). */
export const readiness = declare(definition, {
  evaluate: act(definition, {
    summary: 'Completar la dotación del centro',
    provision,
    roles: [],
    from: ['never-evaluated', 'operational', 'incomplete'],
    input: input({ cause }),
    facts: (): readonly Part[] => [],
    decide(state, { id, input: { cause }, facts }) {
      const before = state.status !== 'never-evaluated';
      if (before && same(state.missing, facts)) return [{ type: 'CentroReadinessEvaluated', data: { centre: id, cause, missing: [...facts] } }];
      if (facts.length === 0) return [{ type: 'CentroDeclaredOperational', data: { centre: id, cause } }];
      return [{ type: 'CentroDeclaredIncomplete', data: { centre: id, cause, missing: [...facts] } }];
    },
  }),
});
