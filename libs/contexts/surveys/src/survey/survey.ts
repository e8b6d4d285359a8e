import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, LocalDate, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { dateIn } from '../anonymous/hold.ts';
import { centresOf } from '../ballot/ballots-view.ts';
import { FrozenQuestion, Questions, type Question } from './questions.ts';

const provision = 'DIR.5.1.2.e';
const survey = z.string().regex(/^[a-z0-9]{4,30}$/, { error: 'El código tiene de 4 a 30 letras minúsculas o dígitos.' }).meta({ examples: ['percepcion2026'] });
const version = z.int().min(1);

const told = events({
  EncuestaLaunched: {
    provision,
    title: 'Encuesta de percepción aplicada',
    data: z.strictObject({ survey, version, title: z.string(), questions: z.array(FrozenQuestion), until: LocalDate, by: Id }),
  },
  EncuestaClosed: {
    provision,
    title: 'Encuesta de percepción cerrada',
    data: z.strictObject({ survey, version, centres: z.array(CentreCode), cause: z.enum(['date', 'ogauc']) }),
  },
});

interface Instrument {
  readonly version: number;
  readonly title: string;
  readonly questions: readonly Question[];
  /** Last date on which it is answered. */
  readonly until: string;
}

export type Survey =
  | { readonly status: 'never-launched'; readonly version: 0 }
  | (Instrument & { readonly status: 'open' })
  /** `centres`: those that answered it, which then count what they have. */
  | (Instrument & { readonly status: 'closed'; readonly centres: readonly string[] });

/** A perception survey: its instrument is frozen when it is launched; another launch, once it is closed, is another version. */
const definition = define<Survey, typeof told>({
  name: 'survey',
  title: ['Encuesta de percepción', 'Encuestas de percepción'],
  id: { ...ids.national, schema: survey },
  events: told,
  initialState: { status: 'never-launched', version: 0 },
  evolve: {
    EncuestaLaunched: (_, { version, title, questions, until }) => ({ status: 'open', version, title, questions, until }),
    EncuestaClosed: (state, { centres }) => (state.status === 'open' ? { ...state, status: 'closed', centres } : state),
  },
  statuses: { 'never-launched': 'Sin aplicar', open: 'Abierta', closed: 'Cerrada' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state, id) => ({ title: state.status === 'never-launched' ? id : `${state.title} (versión ${state.version})` }),
  },
});

const launch = input({
  title: publicText(120, 5).meta({ title: 'Título' }),
  until: LocalDate.meta({ title: 'Se responde hasta', description: 'Último día, inclusive' }),
  questions: Questions.meta({ title: 'Preguntas', description: 'Quedan fijas: para cambiarlas, cierre la encuesta y aplique otra versión' }),
});

const tallied = async (_: unknown, { services }: Scope, id: string): Promise<{ centres: string[] }> => ({ centres: await centresOf(id, services) });

export const surveyAggregate = declare(definition, {
  launch: act(definition, {
    summary: 'Aplicar la encuesta',
    provision,
    roles: ['ogauc'],
    from: ['never-launched', 'closed'],
    input: launch,
    decide(state, { id, input: { title, until, questions }, today, actor }) {
      if (until < today) throw refuse('invalid', 'survey-ends-before', 'La encuesta terminaría antes de empezar: elija una fecha de hoy en adelante.', { field: 'until', provision });
      if (until > dateIn(today, 366)) throw refuse('invalid', 'survey-too-long', 'Una encuesta dura un año como máximo.', { field: 'until', provision });
      return [{ type: 'EncuestaLaunched', data: { survey: id, version: state.version + 1, title, questions, until, by: actor.id } }];
    },
  }),
  close: act(definition, {
    summary: 'Cerrar la encuesta',
    provision,
    roles: ['ogauc'],
    from: ['open'],
    input: input({}),
    facts: tallied,
    decide: ({ version }, { id, facts: { centres } }) => [{ type: 'EncuestaClosed', data: { survey: id, version, centres, cause: 'ogauc' as const } }],
  }),
  expire: act(definition, {
    summary: 'Cerrar la encuesta por su fecha',
    provision,
    roles: [],
    from: ['open', 'closed'],
    input: input({ until: LocalDate }),
    facts: tallied,
    decide: (state, { id, input: { until }, facts: { centres } }) =>
      state.status === 'open' && state.until === until ? [{ type: 'EncuestaClosed', data: { survey: id, version: state.version, centres, cause: 'date' as const } }] : [],
  }),
});
