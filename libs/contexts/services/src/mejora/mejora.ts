import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { Id, input, Instant, OrganId, publicText } from '#contracts';
import { refuse } from '#kernel';
import { newService } from '../new-service/new-service.ts';
import { callersOrgan, checkServing, dueAfter, todayOf } from '../terms.ts';

const provision = 'DIR.4.6';
const of = { mejora: z.string().meta({ examples: ['dgpp.a1b2c3'] }), organ: OrganId, by: Id };

const told = events({
  MejoraProposed: { provision, title: 'Mejora propuesta', data: z.strictObject({ ...of, name: z.string(), proposal: z.string(), newService: z.boolean(), due: Instant.exactOptional() }) },
  MejoraAdopted: { provision, title: 'Mejora adoptada', data: z.strictObject({ ...of, decision: z.string() }) },
  NuevoServicioDetermined: { provision, title: 'Nuevo servicio operativo determinado', data: z.strictObject({ ...of, newService: z.string() }) },
  MejoraDeclined: { provision, title: 'Mejora no adoptada', data: z.strictObject({ ...of, reason: z.string() }) },
});

interface Proposal {
  readonly name: string;
  readonly proposal: string;
  /** It asks for a service that the centres do not give yet. */
  readonly newService: boolean;
  readonly by: string;
  readonly due?: string;
}

type Mejora =
  | { readonly status: 'never-proposed' }
  | (Proposal & { readonly status: 'proposed' })
  | (Proposal & { readonly status: 'adopted' | 'declined'; readonly decision: string; readonly decidedBy: string; readonly determined?: string });

const organOf = (id: string): string => id.slice(0, id.lastIndexOf('.'));

const definition = define<Mejora, typeof told>({
  name: 'mejora',
  title: ['Mejora', 'Mejoras'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'never-proposed' },
  evolve: {
    MejoraProposed: (_, { name, proposal, newService, by, due }) => ({ status: 'proposed', name, proposal, newService, by, ...(due && { due }) }),
    MejoraAdopted: (state, { decision, by }) => (state.status === 'proposed' ? { ...state, status: 'adopted', decision, decidedBy: by } : state),
    NuevoServicioDetermined: (state, { newService }) => (state.status === 'adopted' ? { ...state, determined: newService } : state),
    MejoraDeclined: (state, { reason, by }) => (state.status === 'proposed' ? { ...state, status: 'declined', decision: reason, decidedBy: by } : state),
  },
  statuses: { 'never-proposed': 'Sin proponer', proposed: 'Propuesta', adopted: 'Adoptada', declined: 'No adoptada' },
  record: {
    version: 1,
    labels: { by: 'Propuesta por', due: 'Se decide hasta', decidedBy: 'Decidida por', determined: 'Nuevo servicio determinado' },
    readers: 'all',
    summary: (state, id) => ({ title: state.status === 'never-proposed' ? id : state.name, organ: organOf(id) }),
    waits: (state) => (state.status === 'proposed' ? { role: 'ogauc', act: 'adopt', ...(state.due && { due: state.due }) } : undefined),
  },
});

const byProposer = (state: Mejora) => ('by' in state ? [state.by] : []);

/** A better way to serve, proposed by an organ and decided on by OGAUC. A new operational service goes through 4.11 first. */
export const mejora = declare(definition, {
  propose: act(definition, {
    summary: 'Proponer una mejora',
    provision,
    roles: ['technical-lead', 'director-general'],
    from: ['never-proposed'],
    input: input({
      name: publicText(160, 5).meta({ title: 'Mejora' }),
      proposal: publicText(4_000, 20).meta({ title: 'Qué se propone y para qué', widget: 'textarea' }),
      newService: z.boolean().default(false).meta({ title: 'Es un nuevo servicio operativo', description: 'Requiere informes sustentatorios (4.11)' }),
    }),
    facts: (_, scope) => ({ organ: callersOrgan(scope), due: dueAfter(scope.services, 'mejora-working-days', todayOf(scope)) }),
    decide(_, { id, input: given, facts: { organ, due }, actor }) {
      checkServing(organ, { provision });
      return [{ type: 'MejoraProposed', data: { mejora: id, organ: organOf(id), ...given, by: actor.id, ...(due && { due }) } }];
    },
  }),
  adopt: act(definition, {
    summary: 'Adoptar la mejora',
    provision,
    roles: ['ogauc'],
    from: ['proposed'],
    input: input({
      decision: publicText(1_000, 5).meta({ title: 'Qué se dispone', widget: 'textarea' }),
      newService: Id.optional().meta({ title: 'Código del nuevo servicio aprobado', description: 'Si la mejora es un nuevo servicio', widget: 'record', of: 'new-services' }),
    }),
    notBy: byProposer,
    facts: async ({ newService: id }, { services }) => (id === undefined ? undefined : (await services.executor.load(newService, id)).state),
    decide(state, { id, input: { decision, newService: given }, facts, actor }) {
      const whose = { mejora: id, organ: organOf(id), by: actor.id };
      const adopted = { type: 'MejoraAdopted', data: { ...whose, decision } } as const;
      if (!state.newService && given === undefined) return [adopted];
      if (!state.newService) throw refuse('invalid', 'not-a-new-service', 'La mejora no propone un nuevo servicio.', { field: 'newService', provision });
      if (given === undefined) throw refuse('invalid', 'new-service-required', 'La mejora es un nuevo servicio: se adopta con el código del que fue aprobado con sus informes.', { field: 'newService', provision: 'DIR.4.11' });
      if (facts?.status !== 'approved') throw refuse('conflict', 'new-service-not-approved', 'Ese nuevo servicio no está aprobado con todos sus informes sustentatorios.', { field: 'newService', provision: 'DIR.4.11' });
      if (!facts.organs.includes(organOf(id))) throw refuse('invalid', 'organ-not-concerned', 'Ese nuevo servicio no concierne al órgano que propone la mejora.', { field: 'newService', provision: 'DIR.4.11' });
      return [adopted, { type: 'NuevoServicioDetermined', data: { ...whose, newService: given } }];
    },
  }),
  decline: act(definition, {
    summary: 'No adoptar la mejora',
    provision,
    roles: ['ogauc'],
    from: ['proposed'],
    input: input({ reason: publicText(1_000, 10).meta({ title: 'Motivo', widget: 'textarea' }) }),
    notBy: byProposer,
    decide: (_, { id, input: { reason }, actor }) => [{ type: 'MejoraDeclined', data: { mejora: id, organ: organOf(id), reason, by: actor.id } }],
  }),
});
