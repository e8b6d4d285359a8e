import { z } from 'zod';
import { act, atOnce, declare, define, events, ids, systemAsks, type Ask } from '#aggregates';
import { CentreCode, Id, Instant, input, publicText, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import { existingFile } from '#files';
import type { Scope, Timer } from '#platform';
import { ballotAggregate } from '../ballot/ballot.ts';

const provision = 'DIR.5.1.2.e';
const plan = z.string();
const words = z.string();

const told = events({
  // Nothing of the score beyond that it is low: with what is shown of the survey it would tell of fewer than k.
  PlanMejoraOpened: { provision, title: 'Plan de mejora abierto', data: z.strictObject({ plan, centre: CentreCode, survey: z.string(), version: z.int().min(1), due: Instant }) },
  PlanMejoraReported: { provision, title: 'Plan de mejora cumplido, según el centro', data: z.strictObject({ plan, measures: words, evidence: z.array(Sha256), by: Id }) },
  PlanMejoraReturned: { provision, title: 'Plan de mejora devuelto al centro', data: z.strictObject({ plan, reason: words, by: Id }) },
  PlanMejoraClosed: { provision, title: 'Plan de mejora cerrado', data: z.strictObject({ plan, outcome: words, reportedBy: Id, by: Id }) },
});

interface Opened {
  readonly survey: string;
  readonly version: number;
  readonly due: string;
}

type Plan =
  | { readonly status: 'none' }
  | (Opened & { readonly status: 'open'; readonly returned?: string })
  | (Opened & { readonly status: 'reported' | 'closed'; readonly measures: string; readonly evidence: readonly string[]; readonly reportedBy: string });

/** What a centre does after a low score, called by the centre and the survey's version: the centre reports, OGAUC closes. */
const definition = define<Plan, typeof told>({
  name: 'improvement-plan',
  title: ['Plan de mejora', 'Planes de mejora'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'none' },
  evolve: {
    PlanMejoraOpened: (_, { survey, version, due }) => ({ status: 'open', survey, version, due }),
    PlanMejoraReported: (state, { measures, evidence, by }) => (state.status === 'open' ? { ...openedOf(state), status: 'reported', measures, evidence, reportedBy: by } : state),
    PlanMejoraReturned: (state, { reason }) => (state.status === 'reported' ? { ...openedOf(state), status: 'open', returned: reason } : state),
    PlanMejoraClosed: (state) => (state.status === 'reported' ? { ...state, status: 'closed' } : state),
  },
  statuses: { none: 'No existe', open: 'Por cumplir', reported: 'Por verificar', closed: 'Cerrado' },
  record: {
    version: 1,
    summary: (state, id) => ({ title: state.status === 'none' ? id : `Plan de mejora: ${state.survey}, versión ${state.version}`, centre: centreOf(id) }),
    waits(state, id) {
      if (state.status === 'open') return { role: 'centre-coordinator', centre: centreOf(id), act: 'report', due: state.due };
      return state.status === 'reported' ? { role: 'ogauc', act: 'close', due: state.due } : undefined;
    },
  },
});

const openedOf = ({ survey, version, due }: Opened): Opened => ({ survey, version, due });
const centreOf = (id: string): string => id.slice(0, id.indexOf('-'));

const Report = input({
  measures: publicText(2_000, 20).meta({ title: 'Qué se hizo', widget: 'textarea' }),
  evidence: z
    .array(Sha256.meta({ title: 'Archivo', widget: 'file' }))
    .min(1, { error: 'Adjunte al menos un archivo que lo pruebe.' })
    .max(10, { error: 'Son 10 archivos como máximo.' })
    .meta({ title: 'Pruebas' }),
});

const Open = z.strictObject({ survey: z.string(), version: z.int(), due: Instant });

export const improvementPlan = declare(definition, {
  open: act(definition, {
    summary: 'Abrir el plan de mejora',
    provision,
    roles: [],
    from: ['none', 'open', 'reported', 'closed'],
    input: Open,
    decide: ({ status }, { id, input: opened }: Ask<z.infer<typeof Open>>) => (status === 'none' ? [{ type: 'PlanMejoraOpened', data: { plan: id, centre: centreOf(id), ...opened } }] : []),
  }),
  report: act(definition, {
    summary: 'Dar cuenta del plan de mejora',
    provision,
    roles: ['centre-coordinator'],
    from: ['open'],
    input: Report,
    async facts({ evidence }, { services }: Scope) {
      await Promise.all(evidence.map((sha256, i) => existingFile(services.files, sha256, `evidence.${i}`)));
      return undefined;
    },
    decide: (_, { id, input: { measures, evidence }, actor }) => [{ type: 'PlanMejoraReported', data: { plan: id, measures, evidence, by: actor.id } }],
  }),
  return: act(definition, {
    summary: 'Devolver el plan de mejora al centro',
    provision,
    roles: ['ogauc'],
    from: ['reported'],
    input: input({ reason: publicText(1_000, 10).meta({ title: 'Qué falta', widget: 'textarea' }) }),
    notBy: (state) => [state.status === 'reported' ? state.reportedBy : undefined],
    decide: (_, { id, input: { reason }, actor }) => [{ type: 'PlanMejoraReturned', data: { plan: id, reason, by: actor.id } }],
  }),
  close: act(definition, {
    summary: 'Cerrar el plan de mejora',
    provision,
    roles: ['ogauc'],
    from: ['reported'],
    input: input({ outcome: publicText(1_000, 10).meta({ title: 'Qué se verificó', widget: 'textarea' }) }),
    notBy: (state) => [state.status === 'reported' ? state.reportedBy : undefined],
    decide(state, { id, input: { outcome }, actor }) {
      if (actor.centre !== undefined) throw refuse('forbidden', 'centre-closes-own-plan', 'El plan de mejora lo cierra la OGAUC, no el centro del que trata.', { provision });
      return [{ type: 'PlanMejoraClosed', data: { plan: id, outcome, reportedBy: state.status === 'reported' ? state.reportedBy : '', by: actor.id } }];
    },
  }),
});

interface Counted {
  readonly ballot: string;
  readonly low: boolean;
}

/** A low score opens a plan at once. */
export const openPlans: Timer = {
  name: 'survey-improvement-plan',
  events: ['RecuentoClosed', 'PlanMejoraOpened'],
  changes(event) {
    const { type, data } = event;
    if (type === 'PlanMejoraOpened') return [{ key: (data as { readonly plan: string }).plan, cleared: true }];
    const { ballot, low } = data as Counted;
    return low ? [{ key: ballot, dueAt: atOnce(event) }] : [];
  },
  fire: (ballot, _, now, { executor }) => ({
    async run(execute) {
      const { state } = await executor.load(ballotAggregate, ballot);
      const { survey, version, planBy = now.toISOString() } = state;
      return execute(improvementPlan, ballot, systemAsks('open', { id: ballot, input: { survey, version, due: planBy }, now }));
    },
  }),
};
