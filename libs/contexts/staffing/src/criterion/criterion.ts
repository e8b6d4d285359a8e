import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { limaDate } from '#calendar';
import { Id, inForceOrSuccessor, input, lookUpOrgan, OrganId, policyAt, publicText, Sistema, type OrganLookup } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';

const provision = 'DIR.4.9';
const criterion = z.string().min(1);
const version = z.int().min(1);

const told = events({
  CriterioTecnicoIssued: {
    provision,
    title: 'Criterio técnico emitido',
    data: z.strictObject({ criterion, organ: OrganId, version, sistema: Sistema.exactOptional(), question: z.string(), answer: z.string(), document: z.string(), supersedes: version.exactOptional(), by: Id }),
  },
  CriterioTecnicoWithdrawn: { provision, title: 'Criterio técnico retirado', data: z.strictObject({ criterion, organ: OrganId, version, reason: z.string(), by: Id }) },
});

interface Criterion {
  readonly status: 'not-issued' | 'in-force' | 'withdrawn';
  readonly version: number;
  readonly question: string;
  readonly answer: string;
  readonly document: string;
  readonly sistema?: Sistema;
}

/** What an organ holds on a question of its competence, the newest version in force alone; called by the organ and the question (DIR.4.9). */
const definition = define<Criterion, typeof told>({
  name: 'technical-criterion',
  path: 'technical-criteria',
  title: ['Criterio técnico', 'Criterios técnicos'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'not-issued', version: 0, question: '', answer: '', document: '' },
  evolve: {
    CriterioTecnicoIssued: (_, { version, question, answer, document, sistema }) => ({ status: 'in-force', version, question, answer, document, ...(sistema && { sistema }) }),
    CriterioTecnicoWithdrawn: (state) => ({ ...state, status: 'withdrawn' }),
  },
  statuses: { 'not-issued': 'Sin emitir', 'in-force': 'Vigente', withdrawn: 'Retirado' },
  record: { version: 1, readers: 'all', summary: ({ question }, id) => ({ title: question, organ: ids.ofOrgan.placeOf(id).organ! }), labels: { version: 'Versión' } },
});

const roles = ['technical-lead', 'director-general'] as const;
const question = publicText(300, 10).meta({ title: 'Pregunta que resuelve', widget: 'textarea' });
const answer = publicText(4_000, 10).meta({ title: 'Criterio', widget: 'textarea' });
const document = publicText(200, 3).meta({ title: 'Documento que lo sustenta' });
const sistema = Sistema.exactOptional().meta({ title: 'Sistema administrativo', description: 'Si es de uno: entonces lo emite su ente rector' });

interface Facts {
  readonly organ: OrganLookup;
  /** Ente rector of the sistema that the criterion is of. */
  readonly rector?: string;
}

function factsOf({ sistema }: { readonly sistema?: Sistema | undefined }, { services, now }: Scope, id: string): Facts {
  const today = limaDate(now.toISOString());
  const directory = services.directory();
  const first = sistema && policyAt(directory, 'sistema-organs', today)?.value[sistema];
  const rector = first && inForceOrSuccessor(directory, first, today);
  return { organ: lookUpOrgan(directory, ids.ofOrgan.placeOf(id).organ!, today), ...(rector !== undefined && { rector }) };
}

/** @throws DomainError `organ-unknown`, `organ-not-in-force`, `organ-issues-no-criteria`, `not-the-rector` */
function checkCompetent({ organ, rector }: Facts): void {
  if (organ.standing === 'unknown') throw refuse('not-found', 'organ-unknown', 'No existe un órgano con ese código.', { provision });
  if (organ.standing === 'not-in-force') throw refuse('conflict', 'organ-not-in-force', 'El órgano ya no está vigente.', { provision });
  const technical = (organ.type === 'linea' || organ.type === 'apoyo') && organ.id !== 'ogauc';
  if (!technical) throw refuse('forbidden', 'organ-issues-no-criteria', 'Los criterios técnicos los emiten los órganos de línea y de apoyo de los que dependen técnicamente los especialistas; la OGAUC, no.', { provision });
  if (rector !== undefined && rector !== organ.id) throw refuse('forbidden', 'not-the-rector', 'El criterio de un sistema administrativo lo emite su ente rector.', { field: 'sistema', provision });
}

export const technicalCriterion = declare(definition, {
  issue: act(definition, {
    summary: 'Emitir un criterio técnico',
    provision,
    roles,
    from: ['not-issued'],
    input: input({ sistema, question, answer, document }),
    facts: factsOf,
    decide(_, { id, input: { sistema, question, answer, document }, facts, actor }) {
      checkCompetent(facts);
      return [{ type: 'CriterioTecnicoIssued', data: { criterion: id, organ: facts.organ.id, version: 1, ...(sistema && { sistema }), question, answer, document, by: actor.id } }];
    },
  }),
  supersede: act(definition, {
    summary: 'Reemplazar el criterio por otro',
    provision,
    roles,
    from: ['in-force', 'withdrawn'],
    input: input({ answer, document, seen: version.meta({ title: 'Versión que reemplaza' }) }),
    facts: (_, scope, id) => factsOf({}, scope, id),
    decide({ version, question, sistema }, { id, input: { answer, document, seen }, facts, actor }) {
      checkCompetent(facts);
      if (seen !== version) throw refuse('conflict', 'criterion-superseded', `La última versión es la ${version}: vuelva a leerla antes de reemplazarla.`, { field: 'seen', provision });
      return [{ type: 'CriterioTecnicoIssued', data: { criterion: id, organ: facts.organ.id, version: version + 1, ...(sistema && { sistema }), question, answer, document, supersedes: version, by: actor.id } }];
    },
  }),
  withdraw: act(definition, {
    summary: 'Retirar el criterio',
    provision,
    roles,
    from: ['in-force'],
    input: input({ reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide: ({ version }, { id, input: { reason }, actor }) => [{ type: 'CriterioTecnicoWithdrawn', data: { criterion: id, organ: ids.ofOrgan.placeOf(id).organ!, version, reason, by: actor.id } }],
  }),
});
