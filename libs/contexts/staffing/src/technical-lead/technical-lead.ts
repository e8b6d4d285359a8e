import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { Id, input, LocalDate, lookUpOrgan, OrganId, publicText, type OrganLookup } from '#contracts';
import { refuse } from '#kernel';
import { limaDate } from '#calendar';
import type { Scope } from '#platform';

const provision = 'DIR.5.1.1.a';
const organ = OrganId;

const told = events({
  ResponsableTecnicoDesignated: { provision, title: 'Responsable técnico designado', data: z.strictObject({ organ, person: Id, from: LocalDate, act: z.string() }) },
  ResponsableTecnicoReplaced: { provision, title: 'Responsable técnico reemplazado', data: z.strictObject({ organ, previous: Id, person: Id, from: LocalDate, act: z.string() }) },
  ResponsableTecnicoWithdrawn: { provision, title: 'Responsable técnico retirado', data: z.strictObject({ organ, person: Id, on: LocalDate, reason: z.string() }) },
});

type TechnicalLead =
  | { readonly status: 'never-designated' }
  | { readonly status: 'in-charge'; readonly person: string; readonly from: string }
  /** `since`: first date without one. */
  | { readonly status: 'vacant'; readonly since: string };

const charge = (from: string, person: string) => ({ status: 'in-charge', person, from }) as const;

/** Who coordinates an organ's specialists, called by the organ's id: one in charge at a time, of línea or apoyo. */
const definition = define<TechnicalLead, typeof told>({
  name: 'technical-lead',
  title: ['Responsable técnico', 'Responsables técnicos'],
  id: ids.organ,
  events: told,
  initialState: { status: 'never-designated' },
  evolve: {
    ResponsableTecnicoDesignated: (_, { from, person }) => charge(from, person),
    ResponsableTecnicoReplaced: (_, { from, person }) => charge(from, person),
    ResponsableTecnicoWithdrawn: (_, { on }) => ({ status: 'vacant', since: on }),
  },
  statuses: { 'never-designated': 'Sin designar', 'in-charge': 'Designado', vacant: 'Vacante' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state, id) => ({ title: id, organ: id, ...(state.status === 'in-charge' && { person: state.person }) }),
    waits: ({ status }, id) => (status === 'vacant' ? { role: 'director-general', organ: id, act: 'designate' } : undefined),
  },
});

const roles = ['ogauc', 'director-general'] as const;
const from = LocalDate.meta({ title: 'Desde', description: 'Primer día del encargo' });
const person = Id.meta({ title: 'Cuenta de la persona' });
const document = publicText(200, 3).meta({ title: 'Documento que lo designa', description: 'Por ejemplo, Memorando 12-2026-EF/50.01' });

const organOf = (_: unknown, { services, now }: Scope, id: string): OrganLookup => lookUpOrgan(services.directory(), id, limaDate(now.toISOString()));

/** @throws DomainError `organ-unknown`, `organ-not-in-force`, `organ-takes-no-lead` */
function checkTakesOne({ standing, type }: OrganLookup): void {
  if (standing === 'unknown') throw refuse('not-found', 'organ-unknown', 'No existe un órgano con ese código.', { provision });
  if (standing === 'not-in-force') throw refuse('conflict', 'organ-not-in-force', 'El órgano ya no está vigente.', { provision });
  if (type !== 'linea' && type !== 'apoyo') throw refuse('invalid', 'organ-takes-no-lead', 'Solo los órganos de línea y de apoyo designan responsable técnico.', { provision });
}

const overlap = (field: string, date: string) => refuse('invalid', 'charge-overlaps', `La fecha se cruza con un encargo anterior: debe ser posterior al ${date}, o ese día si el cargo ya estaba vacante.`, { field, provision });

export const technicalLead = declare(definition, {
  designate: act(definition, {
    summary: 'Designar al responsable técnico',
    provision,
    roles,
    from: ['never-designated', 'vacant'],
    input: input({ person, from, act: document }),
    facts: organOf,
    decide(state, { id, input: { person, from, act }, facts }) {
      checkTakesOne(facts);
      if (state.status === 'vacant' && from < state.since) throw overlap('from', state.since);
      return [{ type: 'ResponsableTecnicoDesignated', data: { organ: id, person, from, act } }];
    },
  }),
  replace: act(definition, {
    summary: 'Reemplazar al responsable técnico',
    provision,
    roles,
    from: ['in-charge'],
    input: input({ person, from, act: document }),
    facts: organOf,
    decide(state, { id, input: { person, from, act }, facts }) {
      checkTakesOne(facts);
      if (person === state.person) throw refuse('invalid', 'same-person', 'Esa persona ya está en el encargo.', { field: 'person', provision });
      if (from <= state.from) throw overlap('from', state.from);
      return [{ type: 'ResponsableTecnicoReplaced', data: { organ: id, previous: state.person, person, from, act } }];
    },
  }),
  withdraw: act(definition, {
    summary: 'Retirar al responsable técnico',
    provision,
    roles,
    from: ['in-charge'],
    input: input({ on: LocalDate.meta({ title: 'Primer día sin el encargo' }), reason: publicText(500, 5).meta({ title: 'Motivo' }) }),
    decide(state, { id, input: { on, reason }, today }) {
      // One that has not begun can be undone whenever it would have begun.
      if (on <= state.from && state.from <= today) throw overlap('on', state.from);
      return [{ type: 'ResponsableTecnicoWithdrawn', data: { organ: id, person: state.person, on, reason } }];
    },
  }),
});
