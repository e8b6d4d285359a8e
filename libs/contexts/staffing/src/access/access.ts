import { act, declare, define, ids } from '#aggregates';
import { limaDate } from '#calendar';
import { Aplicativo, CentreCode, Id, input, LocalDate, OrganId, publicText } from '#contracts';
import { refuse } from '#kernel';
import type { Scope as RequestScope } from '#platform';
import { addDays, endOf, inForceOn } from '../dates.ts';
import { coordination } from '../coordination/coordination.ts';
import { daysOf } from '../policies.ts';
import { staffMember } from '../staff-member/staff-member.ts';
import { technicalLead } from '../technical-lead/technical-lead.ts';
import { Post, Scope, told } from './events.ts';
import type { HeldPost } from './links-view.ts';

const provision = 'DIR.5.1.2.d';

export interface Grant {
  readonly scope: string;
  readonly post: Post;
  readonly centre?: string;
  readonly organ?: string;
  /** Last day. */
  readonly until: string;
  readonly reviewBy: string;
  readonly enabled: boolean;
  readonly by: string;
}

interface Access {
  readonly status: 'none' | 'active' | 'inactive';
  /** In force, by aplicativo. */
  readonly grants: Readonly<Partial<Record<Aplicativo, Grant>>>;
}

const withGrants = (grants: Access['grants']): Access => ({ status: Object.keys(grants).length > 0 ? 'active' : 'inactive', grants });

function without({ grants }: Access, { aplicativo }: { readonly aplicativo: Aplicativo }): Access {
  const { [aplicativo]: _, ...rest } = grants;
  return withGrants(rest);
}

const changed = ({ grants }: Access, { aplicativo }: { readonly aplicativo: Aplicativo }, change: Partial<Grant>): Access => withGrants({ ...grants, [aplicativo]: { ...grants[aplicativo]!, ...change } });

const entriesOf = ({ grants }: Access) => Object.entries(grants) as [Aplicativo, Grant][];

/** All that a person may enter, called by the account: one grant for each aplicativo, ended with the post that it is for (DIR.5.1.2.d). */
const definition = define<Access, typeof told>({
  name: 'access',
  path: 'accesses',
  title: ['Accesos de una persona', 'Accesos'],
  id: ids.person,
  events: told,
  initialState: { status: 'none', grants: {} },
  evolve: {
    AccesoGranted: ({ grants }, { aplicativo, scope, post, centre, organ, until, reviewBy, by }) =>
      withGrants({ ...grants, [aplicativo]: { scope, post, until, reviewBy, enabled: false, by, ...(centre && { centre }), ...(organ && { organ }) } }),
    AccesoEnabled: (state, data) => changed(state, data, { enabled: true }),
    AccesoReviewed: (state, data) => changed(state, data, { reviewBy: data.reviewBy }),
    AccesoRevoked: without,
    AccesoEnded: without,
    AccesosChecked: ({ grants }) => withGrants(grants),
  },
  statuses: { none: 'Sin accesos', active: 'Con accesos', inactive: 'Sin accesos vigentes' },
  record: {
    version: 1,
    summary: (state, id) => {
      const { centre, organ } = entriesOf(state)[0]?.[1] ?? {};
      return { title: id, person: id, ...(centre && { centre }), ...(organ && { organ }) };
    },
    readers: ({ role, id, centre, organ }, record) =>
      role === 'ogauc' || role === 'technology' || id === record.person || (role === 'centre-coordinator' && centre === record.centre) || (role === 'technical-lead' && organ === record.organ),
    waits(state) {
      const grants = entriesOf(state).map(([, grant]) => grant);
      if (grants.some(({ enabled }) => !enabled)) return { role: 'technology', act: 'enable' };
      const [next] = grants.map(({ reviewBy }) => reviewBy).sort();
      return next === undefined ? undefined : { role: 'ogauc', act: 'review', due: endOf(next) };
    },
    labels: { grants: 'Accesos', enabled: 'Habilitado', reviewBy: 'Se revisa hasta', by: 'Otorgado por' },
  },
});

interface Link {
  /** The post that the access is for, if the person holds it today; the one that lasts longest. */
  readonly held?: HeldPost;
}

interface Asked {
  readonly post: Post;
  readonly centre?: string | undefined;
  readonly organ?: string | undefined;
}

const lastsLonger = (a: HeldPost, b: HeldPost): number => ((a.end ?? '9999') < (b.end ?? '9999') ? 1 : -1);

async function heldBy(person: string, { post, centre, organ }: Asked, { services, now }: RequestScope): Promise<Link> {
  const today = limaDate(now.toISOString());
  const current = (held: readonly HeldPost[]): Link => {
    const [first] = held.filter((each) => inForceOn(each, today)).sort(lastsLonger);
    return first ? { held: first } : {};
  };
  if (post === 'coordinator') {
    if (centre === undefined) return {};
    const { state } = await services.executor.load(coordination, centre);
    return current([...state.coordinator, ...state.administrative].filter((charge) => charge.person === person).map(({ from, end }) => ({ post, centre, from, ...(end !== undefined && { end }) })));
  }
  if (post === 'technical-lead') {
    if (organ === undefined) return {};
    const { state } = await services.executor.load(technicalLead, organ);
    return current(state.status === 'in-charge' && state.person === person ? [{ post, organ, from: state.from }] : []);
  }
  const { state } = await services.executor.load(staffMember, person);
  const links = state.links.filter(({ kind }) => (kind === 'specialist') === (post === 'specialist'));
  return current(links.map((link) => ({ post, centre: link.centre, organ: link.organ, from: link.from, ...(link.end !== undefined && { end: link.end }) })));
}

interface GrantFacts extends Link {
  readonly maxDays: number;
  readonly reviewDays: number;
}

const grantFacts = async (asked: Asked, scope: RequestScope, person: string): Promise<GrantFacts> => ({
  ...(await heldBy(person, asked, scope)),
  maxDays: daysOf('access-max-days', scope),
  reviewDays: daysOf('access-review-days', scope),
});

/** @throws DomainError `until-in-past`, `until-beyond-link`, `until-beyond-policy` */
function checkUntil(until: string, today: string, { held, maxDays }: GrantFacts): void {
  const field = { field: 'until', provision };
  if (until < today) throw refuse('invalid', 'until-in-past', 'El acceso terminaría antes de empezar.', field);
  if (held?.end !== undefined && until >= held.end) throw refuse('invalid', 'until-beyond-link', `El acceso no puede pasar del vínculo, que termina el ${addDays(held.end, -1)}.`, field);
  if (until > addDays(today, maxDays)) throw refuse('invalid', 'until-beyond-policy', `Un acceso dura ${maxDays} días como máximo.`, field);
}

const noLink = () => refuse('conflict', 'no-link-in-force', 'Esa persona no tiene hoy ese puesto: no se le puede dar acceso.', { field: 'post', provision });

const grantOf = ({ grants }: Access, aplicativo: Aplicativo): Grant => {
  const grant = grants[aplicativo];
  if (!grant) throw refuse('conflict', 'no-such-access', 'La persona no tiene ese acceso.', { field: 'aplicativo', provision });
  return grant;
};

const aplicativo = Aplicativo;
const own = (_: Access, id: string) => [id];

export const access = declare(definition, {
  grant: act(definition, {
    summary: 'Otorgar un acceso',
    provision,
    roles: ['ogauc'],
    from: ['none', 'active', 'inactive'],
    input: input({
      aplicativo,
      scope: Scope.meta({ title: 'Alcance', description: 'El menor que baste', names: { read: 'Consulta', record: 'Registro', approve: 'Aprobación' } }),
      post: Post.meta({ title: 'Puesto que lo necesita', names: { specialist: 'Especialista', team: 'Implantador o EAT', coordinator: 'Coordinador del centro', 'technical-lead': 'Responsable técnico' } }),
      centre: CentreCode.exactOptional().meta({ title: 'Centro', description: 'De un coordinador', widget: 'centre' }),
      organ: OrganId.exactOptional().meta({ title: 'Órgano', description: 'De un responsable técnico', widget: 'organ' }),
      until: LocalDate.meta({ title: 'Hasta', description: 'Último día; no pasa del vínculo' }),
    }),
    notBy: own,
    facts: grantFacts,
    decide({ grants }, { id, input: { aplicativo, scope, post, until }, facts, actor, today }) {
      if (grants[aplicativo]) throw refuse('conflict', 'access-in-force', 'La persona ya tiene ese acceso.', { field: 'aplicativo', provision });
      const { held, reviewDays } = facts;
      if (!held) throw noLink();
      checkUntil(until, today, facts);
      const { centre, organ } = held;
      const reviewBy = addDays(today, reviewDays);
      return [{ type: 'AccesoGranted', data: { person: id, aplicativo, scope, post, ...(centre !== undefined && { centre }), ...(organ !== undefined && { organ }), until, reviewBy: reviewBy < until ? reviewBy : until, by: actor.id } }];
    },
  }),
  enable: act(definition, {
    summary: 'Confirmar que el acceso está habilitado',
    provision,
    roles: ['technology'],
    from: ['active'],
    input: input({ aplicativo }),
    notBy: (state, id) => [id, ...entriesOf(state).map(([, { by }]) => by)],
    /** The post may have ended since the grant. */
    facts: async ({ aplicativo }, scope, id): Promise<Link> => {
      const { state } = await scope.services.executor.load(access, id);
      const grant = state.grants[aplicativo];
      return grant ? heldBy(id, grant, scope) : {};
    },
    decide(state, { id, input: { aplicativo }, facts: { held }, actor }) {
      if (grantOf(state, aplicativo).enabled) return [];
      if (!held) throw noLink();
      return [{ type: 'AccesoEnabled', data: { person: id, aplicativo, by: actor.id } }];
    },
  }),
  review: act(definition, {
    summary: 'Revisar un acceso y mantenerlo',
    provision,
    roles: ['ogauc'],
    from: ['active'],
    input: input({ aplicativo }),
    notBy: own,
    facts: (_, scope) => ({ days: daysOf('access-review-days', scope) }),
    decide(state, { id, input: { aplicativo }, facts: { days }, actor, today }) {
      const { until } = grantOf(state, aplicativo);
      const reviewBy = addDays(today, days);
      return [{ type: 'AccesoReviewed', data: { person: id, aplicativo, reviewBy: reviewBy < until ? reviewBy : until, by: actor.id } }];
    },
  }),
  revoke: act(definition, {
    summary: 'Revocar un acceso',
    provision,
    roles: ['ogauc', 'technology'],
    from: ['active'],
    input: input({ aplicativo, reason: publicText(500, 5).meta({ title: 'Motivo', widget: 'textarea' }) }),
    decide(state, { id, input: { aplicativo, reason }, actor }) {
      grantOf(state, aplicativo);
      return [{ type: 'AccesoRevoked', data: { person: id, aplicativo, reason, by: actor.id } }];
    },
  }),
  expire: act(definition, {
    summary: 'Terminar el acceso cuyo plazo pasó',
    provision,
    roles: [],
    from: ['none', 'active', 'inactive'],
    input: input({ aplicativo }),
    decide({ grants }, { id, input: { aplicativo }, today }) {
      const grant = grants[aplicativo];
      return grant && grant.until < today ? [{ type: 'AccesoEnded', data: { person: id, aplicativo, why: 'term' as const } }] : [];
    },
  }),
  'check-links': act(definition, {
    summary: 'Terminar los accesos de un puesto que terminó',
    provision,
    roles: [],
    from: ['none', 'active', 'inactive'],
    input: input({ cause: Id }),
    facts: (): readonly HeldPost[] => [],
    decide(state, { id, input: { cause }, facts: posts, today }) {
      const stands = (grant: Grant) => posts.some((held) => held.post === grant.post && held.centre === grant.centre && held.organ === grant.organ && inForceOn(held, today));
      const over = entriesOf(state).filter(([, grant]) => !stands(grant));
      return [...over.map(([aplicativo]) => ({ type: 'AccesoEnded' as const, data: { person: id, aplicativo, why: 'link-ended' as const } })), { type: 'AccesosChecked' as const, data: { person: id, cause } }];
    },
  }),
});
