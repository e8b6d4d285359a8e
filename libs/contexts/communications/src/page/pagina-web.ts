import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { limaInstant } from '#calendar';
import { Id, Instant, input, policyAt, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { longText, todayOf } from '../shared.ts';

const provision = 'DIR.5.5.d';
const by = Id;

const told = events({
  PaginaResponsableNamed: { provision, title: 'Responsable de la página web designado', data: z.strictObject({ person: Id, previous: Id.exactOptional(), act: z.string(), by, staleAt: Instant }) },
  PaginaUpdated: { provision, title: 'Página web actualizada', data: z.strictObject({ section: z.string(), summary: z.string(), by, staleAt: Instant }) },
  PaginaReviewed: { provision, title: 'Página web revisada', data: z.strictObject({ findings: z.string(), by, staleAt: Instant }) },
});

type Pagina =
  | { readonly status: 'no-responsable' }
  | { readonly status: 'kept'; readonly responsable: string; /** From then on it is stale, unless it is updated or reviewed. */ readonly staleAt: string; readonly lastUpdate?: string };

const name = 'pagina-web';

/** The web page of the CONECTAMEF: one person answers for it and keeps it fresh. */
const definition = define<Pagina, typeof told>({
  name,
  path: 'paginas-web',
  title: ['Página web', 'Página web'],
  id: ids.only(name),
  events: told,
  initialState: { status: 'no-responsable' },
  evolve: {
    PaginaResponsableNamed: (state, { person, staleAt }) => (state.status === 'kept' ? { ...state, responsable: person } : { status: 'kept', responsable: person, staleAt }),
    PaginaUpdated: (state, { section, staleAt }) => ({ ...(state as Extract<Pagina, { status: 'kept' }>), staleAt, lastUpdate: section }),
    PaginaReviewed: (state, { staleAt }) => ({ ...(state as Extract<Pagina, { status: 'kept' }>), staleAt }),
  },
  statuses: { 'no-responsable': 'Sin responsable', kept: 'Con responsable' },
  record: {
    version: 1,
    readers: 'all',
    summary: (state) => ({ title: 'Página web del CONECTAMEF', ...(state.status === 'kept' && { person: state.responsable }) }),
    waits: (state) => (state.status === 'kept' ? { role: 'communications', person: state.responsable, act: 'update', due: state.staleAt } : undefined),
  },
});

/** When the page will be stale, if nothing more is done. @throws DomainError `policy-missing` */
function staleAt(_: unknown, scope: Scope): string {
  const today = todayOf(scope);
  const days = policyAt(scope.services.directory(), 'pagina-days', today)?.value;
  if (days === undefined) throw refuse('conflict', 'policy-missing', 'Ninguna política vigente fija el plazo de este acto.', { provision });
  return new Date(Date.parse(limaInstant(today, '23:59:59')) + days * 86_400_000).toISOString();
}

/** @throws DomainError `not-the-responsable` */
function checkResponsable(responsable: string, actor: string): void {
  if (actor !== responsable) throw refuse('forbidden', 'not-the-responsable', 'Lo hace solo el responsable designado de la página web.', { provision });
}

export const paginaWeb = declare(definition, {
  'name-responsable': act(definition, {
    summary: 'Designar al responsable de la página web',
    provision,
    roles: ['communications'],
    from: ['no-responsable', 'kept'],
    input: input({ person: Id.meta({ title: 'Cuenta de la persona', widget: 'person' }), act: publicText(200, 3).meta({ title: 'Documento que lo designa' }) }),
    facts: staleAt,
    decide(state, { input, facts, actor: { id: by } }) {
      if (state.status === 'kept' && state.responsable === input.person) throw refuse('invalid', 'same-person', 'Esa persona ya es la responsable.', { field: 'person', provision });
      return [{ type: 'PaginaResponsableNamed', data: { ...input, ...(state.status === 'kept' && { previous: state.responsable }), by, staleAt: facts } }];
    },
  }),
  update: act(definition, {
    summary: 'Registrar una actualización',
    provision,
    roles: ['communications'],
    from: ['kept'],
    input: input({ section: publicText(120, 2).meta({ title: 'Sección' }), summary: longText('Qué se actualizó') }),
    facts: staleAt,
    decide({ responsable }, { input, facts, actor: { id: by } }) {
      checkResponsable(responsable, by);
      return [{ type: 'PaginaUpdated', data: { ...input, by, staleAt: facts } }];
    },
  }),
  review: act(definition, {
    summary: 'Registrar una revisión: sigue al día',
    provision,
    roles: ['communications'],
    from: ['kept'],
    input: input({ findings: longText('Qué se revisó') }),
    facts: staleAt,
    decide({ responsable }, { input, facts, actor: { id: by } }) {
      checkResponsable(responsable, by);
      return [{ type: 'PaginaReviewed', data: { ...input, by, staleAt: facts } }];
    },
  }),
});
