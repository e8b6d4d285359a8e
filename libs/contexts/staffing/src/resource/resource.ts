import { z } from 'zod';
import { act, declare, define, events, ids, type AskActor } from '#aggregates';
import { limaDate } from '#calendar';
import { CentreCode, Id, input, Instant, publicText, ResourceKind, resourceKindNames } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkCentre, lookUpCentre, type CentreLookup } from '../centres.ts';
import { coordination } from '../coordination/coordination.ts';
import { inForceOn } from '../dates.ts';
import { dueIn } from '../policies.ts';
import { staffMember } from '../staff-member/staff-member.ts';

const provision = 'DIR.5.1.2.c';
const common = { resource: z.string().min(1), centre: CentreCode };

const told = events({
  RecursoAssigned: { provision, title: 'Recurso asignado al centro', data: z.strictObject({ ...common, kind: ResourceKind, description: z.string(), person: Id.exactOptional(), document: z.string() }) },
  RecursoHandedOver: { provision, title: 'Recurso entregado a otra persona', data: z.strictObject({ ...common, person: Id.exactOptional() }) },
  RecursoFaultReported: { provision, title: 'Falla del recurso reportada', data: z.strictObject({ ...common, fault: z.string(), due: Instant, by: Id }) },
  RecursoRestored: { provision, title: 'Recurso operativo otra vez', data: z.strictObject({ ...common, detail: z.string() }) },
  RecursoWithdrawn: { provision, title: 'Recurso retirado del centro', data: z.strictObject({ ...common, reason: z.string() }) },
});

interface Resource {
  readonly status: 'not-assigned' | 'working' | 'faulty' | 'withdrawn';
  readonly centre: string;
  readonly kind: ResourceKind;
  readonly description: string;
  /** Who works with it; absent for what the centre shares. */
  readonly person?: string;
  readonly fault?: string;
  readonly due?: string;
}

const withoutHolder = ({ person: _, ...resource }: Resource): Resource => resource;
const withoutFault = ({ fault: _, due: __, ...resource }: Resource): Resource => resource;

/** What a centre works with, called by its asset's code: it is at one centre at a time (DIR.5.1.2.c). */
const definition = define<Resource, typeof told>({
  name: 'resource',
  title: ['Recurso', 'Recursos'],
  id: ids.national,
  events: told,
  initialState: { status: 'not-assigned', centre: '', kind: 'other', description: '' },
  evolve: {
    RecursoAssigned: (_, { centre, kind, description, person }) => ({ status: 'working', centre, kind, description, ...(person && { person }) }),
    RecursoHandedOver: (state, { person }) => ({ ...withoutHolder(state), ...(person && { person }) }),
    RecursoFaultReported: (state, { fault, due }) => ({ ...state, status: 'faulty', fault, due }),
    RecursoRestored: (state) => ({ ...withoutFault(state), status: 'working' }),
    RecursoWithdrawn: (state) => ({ ...withoutFault(withoutHolder(state)), status: 'withdrawn' }),
  },
  statuses: { 'not-assigned': 'Sin asignar', working: 'Operativo', faulty: 'Con falla', withdrawn: 'Retirado' },
  record: {
    version: 1,
    summary: ({ kind, description, centre, person }) => ({ title: `${resourceKindNames[kind]}: ${description}`, centre, ...(person && { person }) }),
    waits: ({ status, due }) => (status === 'faulty' ? { role: 'ogauc', act: 'restore', ...(due && { due }) } : undefined),
    labels: { due: 'Plazo' },
  },
});

const person = Id.exactOptional().meta({ title: 'Quien lo usa', description: 'Nadie, si es de uso común', widget: 'person' });
const atCentre = ['administrative-coordinator', 'centre-coordinator', 'specialist'] as const;

interface Holder {
  /** The centres where the holder works or that the holder coordinates today. */
  readonly centres: readonly string[];
}

async function holderOf(person: string | undefined, centre: string, { services, now }: Scope): Promise<Holder> {
  if (person === undefined) return { centres: [] };
  const today = limaDate(now.toISOString());
  const [{ state: member }, { state: posts }] = await Promise.all([services.executor.load(staffMember, person), services.executor.load(coordination, centre)]);
  const links = member.links.filter((link) => inForceOn(link, today)).map((link) => link.centre);
  const coordinates = [...posts.coordinator, ...posts.administrative].some((charge) => charge.person === person && inForceOn(charge, today));
  return { centres: coordinates ? [...links, centre] : links };
}

/** @throws DomainError `holder-not-of-centre` */
function checkHolder(person: string | undefined, centre: string, { centres }: Holder): void {
  if (person !== undefined && !centres.includes(centre)) throw refuse('invalid', 'holder-not-of-centre', 'Esa persona no trabaja hoy en el centro.', { field: 'person', provision });
}

/** @throws DomainError `other-centre` */
function checkOwnCentre({ centre }: Resource, actor: AskActor): void {
  if (actor.centre !== undefined && actor.centre !== centre) throw refuse('forbidden', 'other-centre', 'El recurso es de otro centro.', { provision });
}

export const resource = declare(definition, {
  assign: act(definition, {
    summary: 'Asignar un recurso a un centro',
    provision,
    roles: ['ogauc'],
    from: ['not-assigned', 'withdrawn'],
    input: input({
      centre: CentreCode.meta({ title: 'Centro', widget: 'centre' }),
      kind: ResourceKind,
      description: publicText(200, 3).meta({ title: 'Descripción' }),
      person,
      document: publicText(200, 3).meta({ title: 'Documento', description: 'Por ejemplo, guía de salida 12' }),
    }),
    facts: async ({ centre, person }, scope): Promise<{ centre: CentreLookup; holder: Holder }> => ({ centre: lookUpCentre(scope, centre), holder: await holderOf(person, centre, scope) }),
    decide(_, { id, input: { centre, kind, description, person, document }, facts }) {
      checkCentre(facts.centre, provision, 'centre');
      checkHolder(person, centre, facts.holder);
      return [{ type: 'RecursoAssigned', data: { resource: id, centre, kind, description, ...(person && { person }), document } }];
    },
  }),
  'hand-over': act(definition, {
    summary: 'Entregar el recurso a otra persona del centro',
    provision,
    roles: ['administrative-coordinator', 'ogauc'],
    from: ['working'],
    input: input({ person }),
    facts: async ({ person }, scope, id): Promise<Holder> => holderOf(person, (await scope.services.executor.load(resource, id)).state.centre, scope),
    decide(state, { id, input: { person }, facts, actor }) {
      checkOwnCentre(state, actor);
      checkHolder(person, state.centre, facts);
      return person === state.person ? [] : [{ type: 'RecursoHandedOver', data: { resource: id, centre: state.centre, ...(person && { person }) } }];
    },
  }),
  'report-fault': act(definition, {
    summary: 'Reportar una falla',
    provision,
    roles: [...atCentre, 'ogauc'],
    from: ['working'],
    input: input({ fault: publicText(500, 5).meta({ title: 'Qué falla', widget: 'textarea' }) }),
    facts: (_, scope) => ({ due: dueIn('resource-fault-working-days', scope) }),
    decide(state, { id, input: { fault }, facts: { due }, actor }) {
      checkOwnCentre(state, actor);
      return [{ type: 'RecursoFaultReported', data: { resource: id, centre: state.centre, fault, due, by: actor.id } }];
    },
  }),
  restore: act(definition, {
    summary: 'Registrar que opera otra vez',
    provision,
    roles: ['ogauc', 'administrative-coordinator'],
    from: ['faulty'],
    input: input({ detail: publicText(500, 5).meta({ title: 'Qué se hizo', widget: 'textarea' }) }),
    decide(state, { id, input: { detail }, actor }) {
      checkOwnCentre(state, actor);
      return [{ type: 'RecursoRestored', data: { resource: id, centre: state.centre, detail } }];
    },
  }),
  withdraw: act(definition, {
    summary: 'Retirar el recurso del centro',
    provision,
    roles: ['ogauc'],
    from: ['working', 'faulty'],
    input: input({ reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide: ({ centre }, { id, input: { reason } }) => [{ type: 'RecursoWithdrawn', data: { resource: id, centre, reason } }],
  }),
});
