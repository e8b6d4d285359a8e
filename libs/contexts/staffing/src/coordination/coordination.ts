import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { limaDate } from '#calendar';
import { CentreCode, Id, input, LocalDate, policyAt, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { checkCentre, lookUpCentre, type CentreLookup } from '../centres.ts';
import { overlap, type Term } from '../dates.ts';
import { serviceCentre } from '../service-centre/service-centre.ts';

const centre = CentreCode;
const appointed = z.strictObject({ centre, person: Id, from: LocalDate, act: z.string(), dependsOn: z.literal('ogauc') });
const relieved = z.strictObject({ centre, person: Id, on: LocalDate, reason: z.string() });

const told = events({
  CoordinadorCentroAppointed: { provision: 'RM.2.b', title: 'Coordinador del Centro designado', data: appointed },
  CoordinadorCentroRelieved: { provision: 'RM.2.b', title: 'Coordinador del Centro retirado', data: relieved },
  CoordinadorAdministrativoAppointed: { provision: 'RM.2.c', title: 'Coordinador Administrativo designado', data: appointed },
  CoordinadorAdministrativoRelieved: { provision: 'RM.2.c', title: 'Coordinador Administrativo retirado', data: relieved },
});

export interface Charge extends Term {
  readonly person: string;
}

interface Coordination {
  readonly status: 'never-appointed' | 'vacant' | 'complete';
  /** Of each post, oldest first; only the last may be without end. */
  readonly coordinator: readonly Charge[];
  readonly administrative: readonly Charge[];
}

type Post = 'coordinator' | 'administrative';

const names: Readonly<Record<Post, string>> = { coordinator: 'Coordinador del Centro', administrative: 'Coordinador Administrativo' };
const otherOf: Readonly<Record<Post, Post>> = { coordinator: 'administrative', administrative: 'coordinator' };

/** Whoever holds the post and has not been relieved. */
const holder = (charges: readonly Charge[]): Charge | undefined => charges.findLast(({ end }) => end === undefined);

const withCharges = (state: Coordination, post: Post, charges: readonly Charge[]): Coordination => {
  const next = { ...state, [post]: charges };
  return { ...next, status: holder(next.coordinator) && holder(next.administrative) ? 'complete' : 'vacant' };
};

const begin = (post: Post) => (state: Coordination, { person, from }: z.infer<typeof appointed>) => withCharges(state, post, [...state[post], { person, from }]);
const end = (post: Post) => (state: Coordination, { on }: z.infer<typeof relieved>) => withCharges(state, post, state[post].map((charge) => ({ end: on, ...charge })));

/** Both coordinators of a centre, in one history: that they are two persons needs no look at another. */
const definition = define<Coordination, typeof told>({
  name: 'coordination',
  title: ['Coordinación del centro', 'Coordinaciones de los centros'],
  id: ids.centre,
  events: told,
  initialState: { status: 'never-appointed', coordinator: [], administrative: [] },
  evolve: {
    CoordinadorCentroAppointed: begin('coordinator'),
    CoordinadorCentroRelieved: end('coordinator'),
    CoordinadorAdministrativoAppointed: begin('administrative'),
    CoordinadorAdministrativoRelieved: end('administrative'),
  },
  statuses: { 'never-appointed': 'Sin designar', vacant: 'Con puesto vacante', complete: 'Completa' },
  record: {
    version: 1,
    readers: 'all',
    summary: (_, id) => ({ title: id, centre: id }),
    waits: ({ coordinator, administrative }) => {
      if (!holder(coordinator)) return { role: 'ogauc', act: 'appoint-coordinator' };
      return holder(administrative) ? undefined : { role: 'ogauc', act: 'appoint-administrative' };
    },
    labels: { coordinator: 'Coordinador del Centro', administrative: 'Coordinador Administrativo', end: 'Primer día sin el encargo' },
  },
});

const from = LocalDate.meta({ title: 'Desde', description: 'Primer día del encargo' });
const person = Id.meta({ title: 'Cuenta de la persona', widget: 'person' });
const document = publicText(200, 3).meta({ title: 'Documento que lo designa', description: 'Por ejemplo, Resolución Directoral 12-2026-EF/45.01' });

interface Facts {
  readonly centre: CentreLookup;
  readonly closed: boolean;
  /** One person may not hold both posts (policy). */
  readonly separate: boolean;
}

async function factsOf({ from }: { readonly from: string }, scope: Scope, id: string): Promise<Facts> {
  const { services, now } = scope;
  const { state } = await services.executor.load(serviceCentre, id);
  const policy = policyAt(services.directory(), 'coordinator-posts', from) ?? policyAt(services.directory(), 'coordinator-posts', limaDate(now.toISOString()));
  return { centre: lookUpCentre(scope, id), closed: state.status === 'closed', separate: policy?.value !== 'together' };
}

function checkAppointment(state: Coordination, post: Post, { person, from }: Charge, { centre, closed, separate }: Facts, provision: string): void {
  checkCentre(centre, provision);
  if (closed) throw refuse('conflict', 'centre-closed', 'El centro está cerrado.', { provision });
  if (holder(state[post])) throw refuse('conflict', 'post-occupied', `El puesto de ${names[post]} está ocupado: retire primero a quien lo ocupa.`, { provision });
  const last = state[post].at(-1)?.end;
  if (last !== undefined && from < last) throw refuse('invalid', 'charge-overlaps', `La fecha se cruza con el encargo anterior: debe ser el ${last} o posterior.`, { field: 'from', provision });
  if (separate && state[otherOf[post]].some((other) => other.person === person && overlap(other, { from }))) {
    throw refuse('conflict', 'holds-other-post', `Esa persona es ${names[otherOf[post]]}: los dos puestos los ocupan personas distintas.`, { field: 'person', provision });
  }
}

const appoint = (post: Post, provision: string, type: 'CoordinadorCentroAppointed' | 'CoordinadorAdministrativoAppointed') =>
  act(definition, {
    summary: `Designar al ${names[post]}`,
    provision,
    roles: ['ogauc'],
    from: ['never-appointed', 'vacant', 'complete'],
    input: input({ person, from, act: document }),
    facts: factsOf,
    decide(state, { id, input: { person, from, act }, facts, actor }) {
      if (actor.id === person) throw refuse('forbidden', 'own-act', 'Nadie se designa a sí mismo.', { field: 'person', provision });
      checkAppointment(state, post, { person, from }, facts, provision);
      return [{ type, data: { centre: id, person, from, act, dependsOn: 'ogauc' as const } }];
    },
  });

const relieve = (post: Post, provision: string, type: 'CoordinadorCentroRelieved' | 'CoordinadorAdministrativoRelieved') =>
  act(definition, {
    summary: `Retirar al ${names[post]}`,
    provision,
    roles: ['ogauc'],
    from: ['vacant', 'complete'],
    input: input({ on: LocalDate.meta({ title: 'Primer día sin el encargo' }), reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide(state, { id, input: { on, reason }, today }) {
      const held = holder(state[post]);
      if (!held) throw refuse('conflict', 'post-vacant', `El puesto de ${names[post]} está vacante.`, { provision });
      // One that has not begun can be undone whenever it would have begun.
      if (on <= held.from && held.from <= today) throw refuse('invalid', 'end-before-start', `La fecha debe ser posterior al ${held.from}, cuando empezó el encargo.`, { field: 'on', provision });
      return [{ type, data: { centre: id, person: held.person, on, reason } }];
    },
  });

export const coordination = declare(definition, {
  'appoint-coordinator': appoint('coordinator', 'RM.2.b', 'CoordinadorCentroAppointed'),
  'relieve-coordinator': relieve('coordinator', 'RM.2.b', 'CoordinadorCentroRelieved'),
  'appoint-administrative': appoint('administrative', 'RM.2.c', 'CoordinadorAdministrativoAppointed'),
  'relieve-administrative': relieve('administrative', 'RM.2.c', 'CoordinadorAdministrativoRelieved'),
});
