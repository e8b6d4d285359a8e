import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { CentreCode, Id, input, Instant, LocalDate, lookUpOrgan, OrganId, publicText, Sha256, type OrganLookup } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkServing, dueAfter, isCentre, noCentre, todayOf } from '../terms.ts';

const provision = 'DIR.4.11';
const service = z.string().meta({ examples: ['servicio-nuevo-1'] });
const report = { service, date: LocalDate, file: Sha256, by: Id };

const told = events({
  NuevoServicioProposed: { provision, title: 'Nuevo servicio propuesto', data: z.strictObject({ service, name: z.string(), need: z.string(), organs: z.array(OrganId).min(1).readonly(), by: Id, due: Instant.exactOptional() }) },
  InformeSustentatorioSubmittedByOgauc: { provision, title: 'Informe sustentatorio de la OGAUC presentado', data: z.strictObject(report) },
  InformeSustentatorioSubmittedByOrgano: { provision, title: 'Informe sustentatorio del órgano presentado', data: z.strictObject({ ...report, organ: OrganId }) },
  NuevoServicioApproved: { provision, title: 'Nuevo servicio aprobado', data: z.strictObject({ service, objectives: z.string(), document: z.string(), on: LocalDate, by: Id }) },
  NuevoServicioDeclined: { provision, title: 'Nuevo servicio no aprobado', data: z.strictObject({ service, organs: z.array(OrganId).min(1).readonly(), reason: z.string(), by: Id }) },
  ServicioIntegratedInCentro: { provision, title: 'Nuevo servicio integrado a un centro', data: z.strictObject({ service, centre: CentreCode, from: LocalDate, specialist: Id.exactOptional(), withoutSpecialist: z.string().exactOptional(), by: Id }) },
});

interface Report {
  readonly by: string;
  readonly date: string;
  readonly file: string;
}

interface Proposal {
  readonly name: string;
  readonly need: string;
  /** Whose reports it needs, beside OGAUC's. */
  readonly organs: readonly string[];
  readonly by: string;
  readonly due?: string;
  readonly ogauc?: Report;
  readonly reports: Readonly<Record<string, Report>>;
}

interface Integration {
  readonly from: string;
  readonly specialist?: string;
  readonly withoutSpecialist?: string;
}

type NewService =
  | { readonly status: 'never-proposed' }
  | (Proposal & { readonly status: 'proposed' | 'supported' | 'declined' })
  | (Proposal & { readonly status: 'approved'; readonly objectives: string; readonly on: string; readonly centres: Readonly<Record<string, Integration>> });

const reportsOf = (state: Proposal): readonly Report[] => [...(state.ogauc ? [state.ogauc] : []), ...Object.values(state.reports)];
const missing = ({ organs, reports }: Proposal): readonly string[] => organs.filter((organ) => !reports[organ]);

function withReport(state: NewService, change: (state: Proposal) => Proposal): NewService {
  if (state.status !== 'proposed') return state;
  const changed = change(state);
  return { ...changed, status: changed.ogauc && missing(changed).length === 0 ? 'supported' : 'proposed' };
}

const definition = define<NewService, typeof told>({
  name: 'new-service',
  title: ['Nuevo servicio', 'Nuevos servicios'],
  id: ids.national,
  events: told,
  initialState: { status: 'never-proposed' },
  evolve: {
    NuevoServicioProposed: (_, { service: _id, due, ...data }) => ({ status: 'proposed', ...data, ...(due && { due }), reports: {} }),
    InformeSustentatorioSubmittedByOgauc: (state, { by, date, file }) => withReport(state, (before) => ({ ...before, ogauc: { by, date, file } })),
    InformeSustentatorioSubmittedByOrgano: (state, { organ, by, date, file }) => withReport(state, (before) => ({ ...before, reports: { ...before.reports, [organ]: { by, date, file } } })),
    NuevoServicioApproved: (state, { objectives, on }) => (state.status === 'supported' ? { ...state, status: 'approved', objectives, on, centres: {} } : state),
    NuevoServicioDeclined: (state) => (state.status === 'proposed' || state.status === 'supported' ? { ...state, status: 'declined' } : state),
    ServicioIntegratedInCentro: (state, { centre, from, specialist, withoutSpecialist }) =>
      state.status === 'approved' ? { ...state, centres: { ...state.centres, [centre]: { from, ...(specialist && { specialist }), ...(withoutSpecialist && { withoutSpecialist }) } } } : state,
  },
  statuses: { 'never-proposed': 'Sin proponer', proposed: 'En sustento', supported: 'Sustentado', approved: 'Aprobado', declined: 'No aprobado' },
  record: {
    version: 1,
    labels: { by: 'Propuesto por', due: 'Informes hasta', ogauc: 'Informe de la OGAUC', reports: 'Informes de los órganos', centres: 'Centros a los que se integró' },
    readers: 'all',
    summary: (state, id) => ({ title: state.status === 'never-proposed' ? id : state.name }),
    waits(state) {
      if (state.status === 'supported') return { role: 'ogauc', act: 'approve' };
      if (state.status !== 'proposed') return undefined;
      const due = state.due && { due: state.due };
      if (!state.ogauc) return { role: 'ogauc', act: 'submit-ogauc-report', ...due };
      return { role: 'technical-lead', organ: missing(state)[0]!, act: 'submit-organ-report', ...due };
    },
  },
});

const organs = z.array(OrganId).min(1).max(20).meta({ title: 'Órganos a los que concierne', description: 'Cada uno presenta su informe', widget: 'organ' });
const reportInput = input({
  date: LocalDate.meta({ title: 'Fecha del informe' }),
  file: Sha256.meta({ title: 'Informe sustentatorio', widget: 'file' }),
});

const isFile = async ({ file }: { readonly file: string }, { services }: Scope): Promise<undefined> => void (await existingFile(services.files, file, 'file'));

const notLater = (date: string, today: string, field: string): void => {
  if (date > today) throw refuse('invalid', 'date-in-the-future', 'La fecha no puede ser posterior a hoy.', { field, provision });
};

const ofOgauc = ({ role, organ }: { readonly role: string; readonly organ?: string }): boolean => role === 'ogauc' || organ === 'ogauc';

/** A service that the centres do not give yet: proposed, supported by OGAUC and each organ concerned, approved, integrated in centres. */
export const newService = declare(definition, {
  propose: act(definition, {
    summary: 'Proponer un nuevo servicio',
    provision,
    roles: ['ogauc', 'director-general', 'technical-lead'],
    from: ['never-proposed'],
    input: input({ name: publicText(120, 5).meta({ title: 'Nombre del servicio' }), need: publicText(2_000, 20).meta({ title: 'Necesidad que atiende', widget: 'textarea' }), organs }),
    facts: ({ organs: given }, scope) => ({ organs: given.map((id): OrganLookup => lookUpOrgan(scope.services.directory(), id, todayOf(scope))), due: dueAfter(scope.services, 'nuevo-servicio-report-working-days', todayOf(scope)) }),
    decide(_, { id, input: given, facts, actor }) {
      facts.organs.forEach((organ, i) => checkServing(organ, { field: `organs.${i}`, provision }));
      if (new Set(given.organs).size < given.organs.length) throw refuse('invalid', 'organ-repeated', 'Cada órgano va una sola vez.', { field: 'organs', provision });
      if (actor.organ && !ofOgauc(actor) && !given.organs.includes(actor.organ)) throw refuse('invalid', 'own-organ-missing', 'El órgano que propone debe estar entre los que concierne.', { field: 'organs', provision });
      return [{ type: 'NuevoServicioProposed', data: { service: id, ...given, by: actor.id, ...(facts.due && { due: facts.due }) } }];
    },
  }),
  'submit-ogauc-report': act(definition, {
    summary: 'Presentar el informe sustentatorio de la OGAUC',
    provision,
    roles: ['ogauc'],
    from: ['proposed'],
    input: reportInput,
    facts: isFile,
    decide(state, { id, input: given, today, actor }) {
      notLater(given.date, today, 'date');
      if (state.ogauc) throw refuse('conflict', 'report-already-submitted', 'La OGAUC ya presentó su informe.', { provision });
      return [{ type: 'InformeSustentatorioSubmittedByOgauc', data: { service: id, ...given, by: actor.id } }];
    },
  }),
  'submit-organ-report': act(definition, {
    summary: 'Presentar el informe sustentatorio del órgano',
    provision,
    roles: ['director-general', 'technical-lead'],
    from: ['proposed'],
    input: reportInput,
    facts: isFile,
    decide(state, { id, input: given, today, actor: { id: by, organ = '' } }) {
      notLater(given.date, today, 'date');
      if (!state.organs.includes(organ)) throw refuse('forbidden', 'organ-not-concerned', 'Este nuevo servicio no concierne a su órgano.', { provision });
      if (state.reports[organ]) throw refuse('conflict', 'report-already-submitted', 'Su órgano ya presentó su informe.', { provision });
      return [{ type: 'InformeSustentatorioSubmittedByOrgano', data: { service: id, organ, ...given, by } }];
    },
  }),
  approve: act(definition, {
    summary: 'Aprobar el nuevo servicio',
    provision,
    roles: ['ogauc', 'director-general'],
    from: ['proposed', 'supported'],
    input: input({
      objectives: publicText(1_000, 20).meta({ title: 'Objetivos del CONECTAMEF en que se enmarca', widget: 'textarea' }),
      document: publicText(200, 3).meta({ title: 'Documento que lo aprueba' }),
      on: LocalDate.meta({ title: 'Fecha de la aprobación' }),
    }),
    notBy: (state) => (state.status === 'never-proposed' ? [] : [state.by, ...reportsOf(state).map(({ by }) => by)]),
    decide(state, { id, input: given, today, actor }) {
      if (!ofOgauc(actor)) throw refuse('forbidden', 'only-ogauc', 'La OGAUC aprueba los nuevos servicios.', { provision });
      if (state.status === 'proposed') throw refuse('conflict', 'reports-missing', `Faltan informes sustentatorios: ${[...(state.ogauc ? [] : ['la OGAUC']), ...missing(state)].join(', ')}.`, { provision });
      notLater(given.on, today, 'on');
      const last = reportsOf(state).map(({ date }) => date).sort().at(-1)!;
      if (given.on < last) throw refuse('invalid', 'approval-before-report', `No puede ser anterior a sus informes; el último es del ${last}.`, { field: 'on', provision });
      return [{ type: 'NuevoServicioApproved', data: { service: id, ...given, by: actor.id } }];
    },
  }),
  decline: act(definition, {
    summary: 'No aprobar el nuevo servicio',
    provision,
    roles: ['ogauc'],
    from: ['proposed', 'supported'],
    input: input({ reason: publicText(1_000, 10).meta({ title: 'Motivo', widget: 'textarea' }) }),
    notBy: (state) => (state.status === 'never-proposed' ? [] : [state.by]),
    decide: ({ organs }, { id, input: { reason }, actor }) => [{ type: 'NuevoServicioDeclined', data: { service: id, organs, reason, by: actor.id } }],
  }),
  integrate: act(definition, {
    summary: 'Integrar el servicio a un centro',
    provision,
    roles: ['ogauc'],
    from: ['approved'],
    input: input({
      centre: CentreCode.meta({ title: 'Centro', widget: 'centre' }),
      from: LocalDate.meta({ title: 'Desde' }),
      specialist: Id.optional().meta({ title: 'Especialista', description: 'De ser el caso', widget: 'person' }),
      withoutSpecialist: publicText(500, 10).optional().meta({ title: 'Motivo, si va sin especialista', widget: 'textarea' }),
    }),
    facts: ({ centre }, { services }) => isCentre(services.directory(), centre),
    decide(state, { id, input: { centre, from, specialist, withoutSpecialist }, facts, actor }) {
      if (!facts) throw noCentre(provision, 'centre');
      if (state.centres[centre]) throw refuse('conflict', 'already-integrated', 'El servicio ya está integrado a ese centro.', { field: 'centre', provision });
      if (from < state.on) throw refuse('invalid', 'integration-before-approval', `No puede ser antes de su aprobación, del ${state.on}.`, { field: 'from', provision });
      if (specialist === undefined && withoutSpecialist === undefined) throw refuse('invalid', 'specialist-or-reason', 'Indique el especialista, o el motivo por el que va sin él.', { field: 'specialist', provision });
      if (specialist !== undefined && withoutSpecialist !== undefined) throw refuse('invalid', 'specialist-or-reason', 'Indique el especialista o el motivo, no ambos.', { field: 'withoutSpecialist', provision });
      return [{ type: 'ServicioIntegratedInCentro', data: { service: id, centre, from, ...(specialist && { specialist }), ...(withoutSpecialist && { withoutSpecialist }), by: actor.id } }];
    },
  }),
});
