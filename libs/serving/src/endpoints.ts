import { z } from 'zod';
import type { Act, Declared, EventSpecs, Standing } from '#aggregates';
import { limaDate } from '#calendar';
import { Freshness } from '#contracts';
import { InvalidInput, command, freshness, notFound, query, type Caller, type Endpoint, type Scope } from '#platform';
import type { Page, View } from '#view-store';
import { filesOf, type Reading } from './files.ts';
import type { InstanceRecord } from './record-view.ts';

const optional = z.string().max(140).optional();
const Listing = z.object({ status: optional, centre: optional, organ: optional, person: optional, cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
const Wait = z.object({ role: z.string(), centre: optional, organ: optional, person: optional, act: z.string(), due: optional, since: z.string() });
export const Listed = z.object({ id: z.string(), title: z.string(), status: z.string(), statusName: z.string(), centre: z.string(), organ: z.string(), person: z.string(), wait: Wait.optional(), createdAt: z.string(), updatedAt: z.string() });
const Listings = Freshness.extend({ records: z.array(Listed), next: z.string().optional() });
const Step = z.object({ position: z.int(), type: z.string(), title: z.string(), at: z.string(), actor: z.string(), role: z.string(), place: z.string(), provision: z.string() });
const Detail = Freshness.extend({ record: Listed.extend({ version: z.int(), facts: z.looseObject({}), history: z.array(Step), acts: z.array(z.string()).describe('Lo que usted puede hacer ahora') }) });

type Records<S> = View<InstanceRecord<S>>;

/** Everything that an aggregate offers over HTTP: its acts, its list and each of its instances. */
export function endpointsOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, view: Records<S>): readonly Endpoint[] {
  const offered = Object.entries(aggregate.acts).filter(([, { roles }]) => roles.length > 0);
  return [...offered.map(([verb, each]) => actEndpoint(aggregate, verb, each)), listOf(aggregate, view), detailOf(aggregate, view), ...filesOf(aggregate, readingOf(aggregate, view))];
}

function actEndpoint<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, verb: string, { roles, summary, provision, input, from, facts }: Act): Endpoint {
  const { path, id: kind, initialState } = aggregate.definition;
  return command({
    aggregate,
    resource: path,
    verb,
    roles,
    summary,
    provision,
    input,
    created: from.includes(initialState.status),
    async toCommand(given, scope, id) {
      const checked = kind.schema.safeParse(id);
      if (!checked.success) throw new InvalidInput(new z.ZodError(checked.error.issues.map((issue) => ({ ...issue, path: ['id'] }))));
      return { type: verb, data: { id, input: given, facts: await facts?.(given as never, scope, id), actor: actorOf(scope.caller), ...timeOf(scope) } };
    },
    answer: ({ state }) => ({ status: state.status }),
  });
}

const actorOf = ({ id, role, centre, organ }: Caller) => ({ id, role, ...(centre && { centre }), ...(organ && { organ }) });

const timeOf = ({ now }: Pick<Scope, 'now'>) => ({ now: now.toISOString(), today: limaDate(now.toISOString()) });

/** May the caller read it? */
export function reads<S extends Standing, M extends EventSpecs>({ definition: { record } }: Declared<S, M>, caller: Caller, found: InstanceRecord<S>): boolean {
  const { readers = 'place' } = record;
  if (readers === 'all') return true;
  if (typeof readers === 'function') return readers(caller, found, found.state);
  if (found.person === caller.id) return true;
  if (caller.centre || caller.organ) return (caller.centre !== undefined && caller.centre === found.centre) || (caller.organ !== undefined && caller.organ === found.organ);
  return true;
}

/** What lists show of it. */
export const listed = <S extends Standing, M extends EventSpecs>({ definition }: Declared<S, M>, { id, title, status, centre, organ, person, wait, createdAt, updatedAt }: InstanceRecord<S>): z.infer<typeof Listed> => ({
  id,
  title,
  status,
  statusName: definition.statuses[status as S['status']],
  centre,
  organ,
  person,
  ...(wait && { wait }),
  createdAt,
  updatedAt,
});

const filterable = ['person', 'organ', 'centre', 'status'] as const;

function listOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, view: Records<S>): Endpoint {
  const { path, title } = aggregate.definition;
  return query({
    path,
    roles: 'any',
    summary: `${title[1]}: lista, lo último primero`,
    params: Listing,
    answer: Listings,
    async handle({ cursor, limit, ...asked }, { caller, services }) {
      const fresh = await freshness(services);
      const by = filterable.find((field) => asked[field] !== undefined);
      const place = ownPlace(aggregate, caller);
      // One index serves one equality: the narrowest is asked of the view, the rest is left out of its pages.
      const where = by ? { [by]: asked[by]! } : place;
      const rest = filterable.filter((field) => field !== by && asked[field] !== undefined);
      const keeps = (found: InstanceRecord<S>) => reads(aggregate, caller, found) && rest.every((field) => found[field] === asked[field]);
      const { documents, next } = await pageOf((after) => services.views.find(view, { where, orderBy: 'updatedAt', descending: true, limit, ...(after && { cursor: after }) }), keeps, limit, cursor);
      return { records: documents.map((found) => listed(aggregate, found)), ...(next && { next }), ...fresh };
    },
  });
}

/** Where somebody bound to a place begins to look, unless they ask for something else. */
function ownPlace<S extends Standing, M extends EventSpecs>({ definition: { record } }: Declared<S, M>, { centre, organ }: Caller): Record<string, string> {
  if (record.readers !== undefined && record.readers !== 'place') return {};
  return centre ? { centre } : organ ? { organ } : {};
}

const pagesAtOnce = 10;

/** A page of what the caller may see, from as many pages of the view as that takes; a cursor goes on where it stopped. */
async function pageOf<D>(find: (cursor: string | undefined) => Promise<Page<D>>, keeps: (document: D) => boolean, limit: number, from: string | undefined): Promise<Page<D>> {
  const documents: D[] = [];
  let cursor = from;
  for (let pages = 0; pages < pagesAtOnce; pages++) {
    const page = await find(cursor);
    documents.push(...page.documents.filter(keeps));
    cursor = page.next;
    if (!cursor || documents.length >= limit) break;
  }
  return { documents, ...(cursor && { next: cursor }) };
}

function readingOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, view: Records<S>): Reading<S> {
  const { record, title } = aggregate.definition;
  return async (id, scope) => {
    const found = await scope.services.views.get(view, id);
    if (!found || !reads(aggregate, scope.caller, found)) throw notFound(`con ese código: ${title[0]}`);
    return { found, facts: await (record.show?.(found.state, scope, id) ?? found.state) };
  };
}

function detailOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, view: Records<S>): Endpoint {
  const { path, title, events } = aggregate.definition;
  return query({
    path: `${path}/:id`,
    roles: 'any',
    summary: `${title[0]}: sus datos, su historia y lo que usted puede hacer`,
    params: z.object({ id: z.string().max(200) }),
    answer: Detail,
    async handle({ id }, scope, { reply }) {
      const fresh = await freshness(scope.services);
      const { found, facts } = await readingOf(aggregate, view)(id, scope);
      void reply.header('etag', `"${found.version}"`);
      const history = found.history.map((step) => ({ ...step, title: events[step.type]?.title ?? step.type }));
      return { ...fresh, record: { ...listed(aggregate, found), version: found.version, facts, history, acts: possible(aggregate, scope.caller, found) } };
    },
  });
}

/** Verbs that the caller's role and the status allow and that are not forbidden as their own; the decider has the last word. */
function possible<S extends Standing, M extends EventSpecs>({ acts }: Declared<S, M>, { role, id }: Caller, { id: instance, state }: InstanceRecord<S>): string[] {
  return Object.entries(acts)
    .filter(([, each]) => each.roles.includes(role) && each.from.includes(state.status) && !each.notBy?.(state as never, instance).includes(id))
    .map(([verb]) => verb);
}
