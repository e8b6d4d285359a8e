import { z } from 'zod';
import type { AnyDeclared, Declared, Standing } from '#aggregates';
import { Freshness } from '#contracts';
import { freshness, query, type Caller, type Endpoint, type Scope } from '#platform';
import type { View } from '#view-store';
import { Listed, listed, reads } from './endpoints.ts';
import { endOfTime, type InstanceRecord } from './record-view.ts';

export interface Recorded {
  readonly aggregate: Declared;
  readonly view: View<InstanceRecord<Standing>>;
}

/** What waits for the caller beside the records' own turns: the turn of many at once, or of what does not exist yet. */
export interface Pending {
  readonly aggregate: AnyDeclared;
  readonly id: string;
  /** es-PE. */
  readonly title: string;
  /** Verb of the act that ends it. */
  readonly act: string;
  /** Since when, and the last instant in time, ISO 8601. */
  readonly since?: string;
  readonly due?: string;
}

const Waiting = Listed.extend({ path: z.string(), kind: z.string(), actTitle: z.string(), overdue: z.boolean() });
const Inbox = Freshness.extend({ waiting: z.array(Waiting), more: z.boolean().describe('Hay más de lo que se muestra') });

/** Shown of each kind at once: what is most urgent. */
const shown = 50;

/** What waits for the caller in a context, the most urgent first. */
export const inboxOf = (context: string, recorded: readonly Recorded[], pending: (scope: Scope) => Promise<readonly Pending[]> = async () => []): Endpoint =>
  query({
    path: `${context}/inbox`,
    roles: 'any',
    summary: 'Lo que espera por usted, lo más urgente primero',
    answer: Inbox,
    async handle(_, scope) {
      const { caller, services, now } = scope;
      const fresh = await freshness(services);
      const found = await Promise.all(
        recorded.flatMap(({ aggregate, view }) =>
          turnsOf(caller).map(async (waitsFor) => {
            const { documents, next } = await services.views.find(view, { where: { waitsFor }, orderBy: 'due', limit: shown });
            return { next, waiting: documents.filter((each) => reads(aggregate, caller, each)).map((each) => waitingOf(aggregate, each, now)) };
          }),
        ),
      );
      const others = (await pending(scope)).map((each) => pendingOf(each, scope));
      const waiting = [...found.flatMap((page) => page.waiting), ...others].sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.since < b.since ? -1 : 1));
      return { ...fresh, waiting: waiting.map(({ due: _due, since: _since, ...each }) => each), more: found.some(({ next }) => next) };
    },
  });

const turnsOf = ({ id, role, centre, organ }: Caller): readonly string[] => [...new Set([`person:${id}`, `${role}@${centre ?? ''}`, `${role}@${organ ?? ''}`])];

function waitingOf(aggregate: Declared, record: InstanceRecord<Standing>, now: Date) {
  const { title, path } = aggregate.definition;
  const { due, wait } = record;
  return { ...listed(aggregate, record), path, kind: title[0], actTitle: aggregate.acts[wait!.act]?.summary ?? '', overdue: due < now.toISOString(), due, since: wait!.since };
}

/** Of an instance that may not exist yet: without a status. */
function pendingOf({ aggregate, id, title, act, since, due }: Pending, { caller, now }: Scope) {
  const { definition, acts } = aggregate as unknown as Declared;
  const at = now.toISOString();
  const from = since ?? at;
  return {
    id,
    title,
    status: '',
    statusName: '',
    centre: caller.centre ?? '',
    organ: '',
    person: '',
    wait: { role: caller.role, act, since: from, ...(due && { due }) },
    createdAt: from,
    updatedAt: from,
    path: definition.path,
    kind: definition.title[0],
    actTitle: acts[act]!.summary,
    overdue: due !== undefined && due < at,
    due: due ?? endOfTime,
    since: from,
  };
}
