import { z } from 'zod';
import { act, declare, define, events, ids, type AskActor } from '#aggregates';
import { CentreCode, choice, Id, Instant, input, OrganId, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import type { Caller, Scope } from '#platform';
import { checkFile, File, longText, ownCentres, reasonText, subjectText } from '../shared.ts';
import { isAddressedTo, Recipients } from './recipients.ts';

export const provision = 'DIR.5.1.1.d';
export const DirectivaId = ids.ofOrgan.schema.meta({ title: 'Código de la directiva', examples: ['dgpp.d0001'] });
const kindNames = { directiva: 'Directiva', comunicado: 'Comunicado', documento: 'Documento' } as const;
const Kind = choice(Object.keys(kindNames) as (keyof typeof kindNames)[]).meta({ title: 'Tipo', names: kindNames });
const base = { directiva: DirectivaId, organ: OrganId };

const told = events({
  DirectivaSent: { provision, title: 'Directiva o comunicado remitido', data: z.strictObject({ ...base, by: Id, kind: Kind, subject: z.string(), summary: z.string(), file: Sha256, recipients: Recipients, at: Instant }) },
  DirectivaSuperseded: { provision, title: 'Reemplazada por otra', data: z.strictObject({ ...base, by: Id, successor: DirectivaId, reason: z.string() }) },
  DirectivaLinkedToSuperseded: { provision, title: 'Reemplaza a otra', data: z.strictObject({ ...base, superseded: DirectivaId }) },
});

interface Sent {
  readonly organ: string;
  readonly kind: string;
  readonly subject: string;
  readonly summary: string;
  readonly file: string;
  readonly recipients: Recipients;
  readonly sentAt: string;
  /** Those that it takes the place of. */
  readonly supersedes: readonly string[];
  readonly successor?: string;
}

export type Directiva = { readonly status: 'not-sent' } | (Sent & { readonly status: 'in-force' | 'superseded' });

const reads = ({ role, centre, organ }: Caller, state: Directiva): boolean => {
  if (state.status === 'not-sent') return false;
  if (!centre && (!organ || organ === state.organ)) return true;
  return isAddressedTo(state.recipients, { role, ...(centre && { centre }), ...(organ && { organ }) });
};

/** What an organ sends to the specialists and coordinators of the centres: a directive, a comunicado, a document. */
const definition = define<Directiva, typeof told>({
  name: 'directiva',
  title: ['Directiva o comunicado', 'Directivas y comunicados'],
  id: ids.ofOrgan,
  events: told,
  initialState: { status: 'not-sent' },
  evolve: {
    DirectivaSent: (_, { at, by: _by, directiva: _id, ...sent }) => ({ status: 'in-force', ...sent, sentAt: at, supersedes: [] }),
    DirectivaSuperseded: (state, { successor }) => ({ ...(state as Sent & Directiva), status: 'superseded', successor }),
    DirectivaLinkedToSuperseded: (state, { superseded }) => ({ ...(state as Sent & Directiva), supersedes: [...(state as Sent).supersedes, superseded] }) as Directiva,
  },
  statuses: { 'not-sent': 'Sin remitir', 'in-force': 'Vigente', superseded: 'Reemplazada' },
  record: {
    version: 1,
    readers: (caller, _, state) => reads(caller, state),
    summary: (state) => (state.status === 'not-sent' ? { title: '' } : { title: state.subject, organ: state.organ }),
  },
});

const roles = ['technical-lead', 'director-general', 'ogauc'] as const;

/** OGAUC sends as the organ that it is. @throws DomainError `other-organ` */
function checkSends({ role, organ }: AskActor, id: string): void {
  const own = role === 'ogauc' ? 'ogauc' : organ;
  if (ids.ofOrgan.placeOf(id).organ !== own) throw refuse('forbidden', 'other-organ', 'Este acto es de otro órgano.', { provision });
}

const refused = (code: string, message: string, field?: string) => refuse('invalid', code, message, { provision, ...(field && { field }) });

export const directiva = declare(definition, {
  send: act(definition, {
    summary: 'Remitir a especialistas y coordinadores',
    provision,
    roles,
    from: ['not-sent'],
    input: input({
      kind: Kind,
      subject: subjectText,
      summary: longText('Resumen'),
      file: File,
      centres: z.array(CentreCode).max(100).exactOptional().meta({ title: 'Centros', description: 'Todos, si no se indica ninguno', widget: 'centre' }),
      coordinators: z.boolean().default(true).meta({ title: 'A los coordinadores de centro' }),
      specialists: z.boolean().default(true).meta({ title: 'A los especialistas' }),
      organs: z.array(OrganId).max(50).default([]).meta({ title: 'Solo a los especialistas de estos órganos', widget: 'organ' }),
    }),
    async facts({ file }, scope) {
      await checkFile(scope, file, 'file');
      return { centres: ownCentres(scope), organs: [...scope.services.directory().organs.keys()] };
    },
    decide(_, { id, input: { kind, subject, summary, file, centres, coordinators, specialists, organs }, facts, actor, now }) {
      checkSends(actor, id);
      const unknown = centres?.find((centre) => !facts.centres.includes(centre));
      if (unknown !== undefined) throw refused('centre-unknown', `No existe el centro ${unknown}.`, 'centres');
      if (organs.some((organ) => !facts.organs.includes(organ))) throw refused('organ-unknown', 'No existe uno de esos órganos.', 'organs');
      const recipients: Recipients = { centres: [...(centres ?? facts.centres)].sort(), roles: [...(coordinators ? ['centre-coordinator' as const] : []), ...(specialists ? ['specialist' as const] : [])], organs };
      if (recipients.centres.length === 0 || recipients.roles.length === 0) throw refused('recipients-empty', 'No queda nadie a quien remitirla.', 'centres');
      return [{ type: 'DirectivaSent', data: { directiva: id, organ: ids.ofOrgan.placeOf(id).organ, by: actor.id, kind, subject, summary, file, recipients, at: now } }];
    },
  }),
  supersede: act(definition, {
    summary: 'Reemplazar por otra ya remitida',
    provision,
    roles,
    from: ['in-force'],
    input: input({ successor: DirectivaId.meta({ title: 'Código de la que la reemplaza' }), reason: reasonText }),
    facts: ({ successor }, scope: Scope): Promise<Directiva> => load(scope, successor),
    decide({ organ, sentAt }, { id, input: { successor, reason }, facts, actor }) {
      checkSends(actor, id);
      if (successor === id) throw refused('superseding-itself', 'Una directiva no se reemplaza a sí misma.', 'successor');
      if (facts.status !== 'in-force' || facts.organ !== organ) throw refused('successor-not-in-force', 'La que reemplaza debe ser del mismo órgano y estar vigente.', 'successor');
      if (facts.sentAt <= sentAt) throw refused('successor-older', 'La que reemplaza debe haberse remitido después.', 'successor');
      return [{ type: 'DirectivaSuperseded', data: { directiva: id, organ, by: actor.id, successor, reason } }];
    },
  }),
  'link-superseded': act(definition, {
    summary: 'Anotar a la que reemplaza',
    provision,
    roles: [],
    from: ['in-force', 'superseded'],
    input: input({ superseded: DirectivaId }),
    decide: ({ organ, supersedes }, { id, input: { superseded } }) => (supersedes.includes(superseded) ? [] : [{ type: 'DirectivaLinkedToSuperseded', data: { directiva: id, organ, superseded } }]),
  }),
});

export const load = async ({ services }: Scope, id: string): Promise<Directiva> => (await services.executor.load(directiva, id)).state;
