import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, Instant, LocalDate, publicText, Sha256 } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import { endOfDay, isCentre, noCentre } from '../terms.ts';

const provision = 'DIR.5.1.2.a';
const supervision = z.string().meta({ examples: ['CUS-s1a2'] });

const told = events({
  SupervisionPlanned: { provision, title: 'Supervisión de la oferta programada', data: z.strictObject({ supervision, centre: CentreCode, on: LocalDate, due: Instant, scope: z.string(), by: Id }) },
  SupervisionPostponed: { provision, title: 'Supervisión de la oferta reprogramada', data: z.strictObject({ supervision, centre: CentreCode, on: LocalDate, due: Instant, reason: z.string(), by: Id }) },
  SupervisionPerformed: { provision, title: 'Supervisión de la oferta realizada', data: z.strictObject({ supervision, centre: CentreCode, on: LocalDate, findings: z.string(), actions: z.string().exactOptional(), report: Sha256.exactOptional(), by: Id }) },
});

interface Planned {
  readonly on: string;
  readonly due: string;
  readonly scope: string;
}

type Supervision =
  | { readonly status: 'never-planned' }
  | (Planned & { readonly status: 'planned' })
  | (Planned & { readonly status: 'performed'; readonly performedOn: string; readonly findings: string; readonly actions?: string; readonly report?: string });

const centreOf = (id: string): string => id.slice(0, id.indexOf('-'));

const definition = define<Supervision, typeof told>({
  name: 'offer-supervision',
  title: ['Supervisión de la oferta', 'Supervisiones de la oferta'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'never-planned' },
  evolve: {
    SupervisionPlanned: (_, { on, due, scope }) => ({ status: 'planned', on, due, scope }),
    SupervisionPostponed: (state, { on, due }) => (state.status === 'planned' ? { ...state, on, due } : state),
    SupervisionPerformed: (state, { on, findings, actions, report }) => (state.status === 'planned' ? { ...state, status: 'performed', performedOn: on, findings, ...(actions && { actions }), ...(report && { report }) } : state),
  },
  statuses: { 'never-planned': 'Sin programar', planned: 'Programada', performed: 'Realizada' },
  record: {
    version: 1,
    labels: { due: 'Se realiza hasta', performedOn: 'Realizada el' },
    summary: (state, id) => ({ title: state.status === 'never-planned' ? id : `${state.on}: ${state.scope}`, centre: centreOf(id) }),
    waits: (state) => (state.status === 'planned' ? { role: 'ogauc', act: 'perform', due: state.due } : undefined),
  },
});

const on = LocalDate.meta({ title: 'Fecha' });
const past = () => refuse('invalid', 'date-in-the-past', 'La fecha no puede ser anterior a hoy.', { field: 'on', provision });

/** OGAUC looks at what a centre offers: planned, then performed with what it found. */
export const offerSupervision = declare(definition, {
  plan: act(definition, {
    summary: 'Programar una supervisión',
    provision,
    roles: ['ogauc'],
    from: ['never-planned'],
    input: input({ on, scope: publicText(300, 5).meta({ title: 'Qué se supervisa' }) }),
    facts: (_, { services }, id) => isCentre(services.directory(), centreOf(id)),
    decide(_, { id, input: { on, scope }, facts, today, actor }) {
      if (!facts) throw noCentre(provision, 'id');
      if (on < today) throw past();
      return [{ type: 'SupervisionPlanned', data: { supervision: id, centre: centreOf(id), on, due: endOfDay(on), scope, by: actor.id } }];
    },
  }),
  postpone: act(definition, {
    summary: 'Reprogramar la supervisión',
    provision,
    roles: ['ogauc'],
    from: ['planned'],
    input: input({ on, reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide(state, { id, input: { on, reason }, today, actor }) {
      if (on < today) throw past();
      if (on === state.on) return [];
      return [{ type: 'SupervisionPostponed', data: { supervision: id, centre: centreOf(id), on, due: endOfDay(on), reason, by: actor.id } }];
    },
  }),
  perform: act(definition, {
    summary: 'Registrar la supervisión realizada',
    provision,
    roles: ['ogauc'],
    from: ['planned'],
    input: input({
      on,
      findings: publicText(4_000, 5).meta({ title: 'Qué se encontró', widget: 'textarea' }),
      actions: publicText(2_000, 5).optional().meta({ title: 'Acciones dispuestas', widget: 'textarea' }),
      report: Sha256.optional().meta({ title: 'Informe', widget: 'file' }),
    }),
    facts: async ({ report }, { services }) => void (report && (await existingFile(services.files, report, 'report'))),
    decide(_, { id, input: { on, findings, actions, report }, today, actor }) {
      if (on > today) throw refuse('invalid', 'date-in-the-future', 'La fecha no puede ser posterior a hoy.', { field: 'on', provision });
      return [{ type: 'SupervisionPerformed', data: { supervision: id, centre: centreOf(id), on, findings, ...(actions && { actions }), ...(report && { report }), by: actor.id } }];
    },
  }),
});
