import { z } from 'zod';
import { act, declare, define, events, ids } from '#aggregates';
import { limaInstant } from '#calendar';
import { CentreCode, Id, Instant, input, LocalDate, LocalTime, Sha256 } from '#contracts';
import { refuse } from '#kernel';
import { centreOfId, centreStaff, checkFile, dueIn, File, longText, Medium, reasonText, subjectText } from '../shared.ts';

const provision = 'DIR.5.5.b';
const base = { autorizacion: ids.atCentre.schema.meta({ examples: ['CUS-a0001'] }), centre: CentreCode, by: Id };
const bound = { content: Sha256, medium: Medium };

const told = events({
  AutorizacionRequested: { provision, title: 'Autorización de difusión pedida', data: z.strictObject({ ...base, ...bound, subject: z.string(), purpose: z.string(), due: Instant }) },
  AutorizacionGranted: { provision, title: 'Difusión autorizada', data: z.strictObject({ ...base, ...bound, at: Instant, until: LocalDate }) },
  AutorizacionDenied: { provision, title: 'Difusión no autorizada', data: z.strictObject({ ...base, reason: z.string() }) },
  AutorizacionRevoked: { provision, title: 'Autorización revocada', data: z.strictObject({ ...base, reason: z.string(), at: Instant }) },
  DifusionRecorded: { provision, title: 'Difusión realizada', data: z.strictObject({ ...base, ...bound, at: Instant }) },
});

interface Asked {
  readonly centre: string;
  readonly by: string;
  readonly content: string;
  readonly medium: string;
  readonly subject: string;
  readonly purpose: string;
  readonly due: string;
  readonly reason?: string;
}

interface Grant extends Asked {
  readonly grantedAt: string;
  /** Last date on which it holds. */
  readonly until: string;
  readonly revokedAt?: string;
  readonly difusiones: readonly string[];
}

type Autorizacion = { readonly status: 'not-requested' } | (Asked & { readonly status: 'requested' | 'denied' }) | (Grant & { readonly status: 'granted' | 'revoked' });

const requester = (state: Autorizacion) => (state.status === 'not-requested' ? [] : [state.by]);

/** Leave to tell the media one content by one medium: prior, explicit, and of the Oficina de Comunicaciones alone. */
const definition = define<Autorizacion, typeof told>({
  name: 'autorizacion-medios',
  path: 'autorizaciones-medios',
  title: ['Autorización de difusión en medios', 'Autorizaciones de difusión en medios'],
  id: ids.atCentre,
  events: told,
  initialState: { status: 'not-requested' },
  evolve: {
    AutorizacionRequested: (_, { autorizacion: _id, ...asked }) => ({ status: 'requested', ...asked }),
    AutorizacionGranted: (state, { at, until }) => ({ ...(state as Asked), status: 'granted', grantedAt: at, until, difusiones: [] }),
    AutorizacionDenied: (state, { reason }) => ({ ...(state as Asked), status: 'denied', reason }),
    AutorizacionRevoked: (state, { reason, at }) => ({ ...(state as Grant), status: 'revoked', reason, revokedAt: at }),
    DifusionRecorded: (state, { at }) => ({ ...(state as Grant & { status: 'granted' | 'revoked' }), difusiones: [...(state as Grant).difusiones, at] }),
  },
  statuses: { 'not-requested': 'Sin pedir', requested: 'Por resolver', denied: 'Denegada', granted: 'Autorizada', revoked: 'Revocada' },
  record: {
    version: 1,
    summary: (state) => (state.status === 'not-requested' ? { title: '' } : { title: state.subject, centre: state.centre, person: state.by }),
    waits: (state) => (state.status === 'requested' ? { role: 'communications', act: 'grant', due: state.due } : undefined),
  },
});

const dated = { on: LocalDate.meta({ title: 'Fecha de la difusión' }), at: LocalTime.meta({ title: 'Hora' }) };

/** Instant of a date and time in Lima, in the one form whose texts compare as instants do. */
const momentOf = ({ on, at }: { on: string; at: string }): string => new Date(limaInstant(on, at)).toISOString();

const refused = (code: string, message: string, field: string) => refuse('invalid', code, message, { field, provision });

/** @throws DomainError for whatever the grant does not cover */
function checkCovered(grant: Grant, { content, medium }: { content: string; medium: string }, { on }: { on: string }, moment: string): void {
  if (content !== grant.content) throw refused('content-differs', 'El contenido no es el autorizado: su huella es otra.', 'content');
  if (medium !== grant.medium) throw refused('medium-differs', 'El medio no es el autorizado.', 'medium');
  if (moment < grant.grantedAt) throw refused('difusion-before-grant', 'La difusión es anterior a la autorización, que debe ser previa.', 'on');
  if (on > grant.until) throw refused('grant-expired', `La autorización valía hasta el ${grant.until}.`, 'on');
  if (grant.revokedAt !== undefined && moment >= grant.revokedAt) throw refused('grant-revoked', 'La autorización ya estaba revocada.', 'on');
}

export const autorizacionMedios = declare(definition, {
  request: act(definition, {
    summary: 'Pedir autorización para difundir',
    provision,
    roles: centreStaff,
    from: ['not-requested'],
    input: input({ content: File.meta({ title: 'Contenido que se difundirá', widget: 'file' }), medium: Medium, subject: subjectText, purpose: longText('Para qué') }),
    async facts({ content }, scope) {
      await checkFile(scope, content, 'content');
      return dueIn(scope, 'autorizacion-working-days');
    },
    decide: (_, { id, input, facts: due, actor: { id: by } }) => [{ type: 'AutorizacionRequested', data: { autorizacion: id, centre: centreOfId(id), by, ...input, due } }],
  }),
  grant: act(definition, {
    summary: 'Autorizar la difusión',
    provision,
    roles: ['communications'],
    from: ['requested'],
    notBy: requester,
    input: input({ until: LocalDate.meta({ title: 'Vale hasta', description: 'Último día en que se puede difundir' }) }),
    decide({ centre, content, medium }, { id, input: { until }, actor: { id: by }, now, today }) {
      if (until < today) throw refused('until-past', 'Debe valer al menos hasta hoy.', 'until');
      return [{ type: 'AutorizacionGranted', data: { autorizacion: id, centre, by, content, medium: medium as z.infer<typeof Medium>, at: now, until } }];
    },
  }),
  deny: act(definition, {
    summary: 'Denegar la difusión',
    provision,
    roles: ['communications'],
    from: ['requested'],
    notBy: requester,
    input: input({ reason: reasonText }),
    decide: ({ centre }, { id, input, actor: { id: by } }) => [{ type: 'AutorizacionDenied', data: { autorizacion: id, centre, by, ...input } }],
  }),
  revoke: act(definition, {
    summary: 'Revocar la autorización',
    provision,
    roles: ['communications'],
    from: ['granted'],
    notBy: requester,
    input: input({ reason: reasonText }),
    decide: ({ centre }, { id, input, actor: { id: by }, now: at }) => [{ type: 'AutorizacionRevoked', data: { autorizacion: id, centre, by, ...input, at } }],
  }),
  'record-difusion': act(definition, {
    summary: 'Registrar la difusión',
    provision,
    roles: centreStaff,
    from: ['granted', 'revoked'],
    input: input({ content: File.meta({ title: 'Contenido difundido', widget: 'file' }), medium: Medium, ...dated }),
    decide(grant, { id, input: { content, medium, ...when }, actor: { id: by }, now }) {
      const at = momentOf(when);
      if (at > now) throw refused('difusion-in-future', 'La difusión no puede ser futura.', 'on');
      checkCovered(grant, { content, medium }, when, at);
      return [{ type: 'DifusionRecorded', data: { autorizacion: id, centre: grant.centre, by, content, medium, at } }];
    },
  }),
});
