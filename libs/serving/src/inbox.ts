import { z } from 'zod';
import type { Declared, Standing } from '#aggregates';
import { Freshness } from '#contracts';
import { freshness, query, type Caller, type Endpoint } from '#platform';
import type { View } from '#view-store';
import { Listed, listed, reads } from './endpoints.ts';
import type { InstanceRecord } from './record-view.ts';

export interface Recorded {
  readonly aggregate: Declared;
  readonly view: View<InstanceRecord<Standing>>;
}

const Waiting = Listed.extend({ path: z.string(), kind: z.string(), actTitle: z.string(), overdue: z.boolean() });
const Inbox = Freshness.extend({ waiting: z.array(Waiting), more: z.boolean().describe('Hay más de lo que se muestra') });

/** Shown of each kind at once: what is most urgent. */
const shown = 50;

/** What waits for the caller in a context, the most urgent first. */
export const inboxOf = (context: string, recorded: readonly Recorded[]): Endpoint =>
  query({
    path: `${context}/inbox`,
    roles: 'any',
    summary: 'Lo que espera por usted, lo más urgente primero',
    answer: Inbox,
    async handle(_, { caller, services, now }) {
      const fresh = await freshness(services);
      const found = await Promise.all(
        recorded.flatMap(({ aggregate, view }) =>
          turnsOf(caller).map(async (waitsFor) => {
            const { documents, next } = await services.views.find(view, { where: { waitsFor }, orderBy: 'due', limit: shown });
            return { next, waiting: documents.filter((each) => reads(aggregate, caller, each)).map((each) => waitingOf(aggregate, each, now)) };
          }),
        ),
      );
      const waiting = found.flatMap((page) => page.waiting).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.since < b.since ? -1 : 1));
      return { ...fresh, waiting: waiting.map(({ due: _due, since: _since, ...each }) => each), more: found.some(({ next }) => next) };
    },
  });

const turnsOf = ({ id, role, centre, organ }: Caller): readonly string[] => [...new Set([`person:${id}`, `${role}@${centre ?? ''}`, `${role}@${organ ?? ''}`])];

function waitingOf(aggregate: Declared, record: InstanceRecord<Standing>, now: Date) {
  const { title, path } = aggregate.definition;
  const { due, wait } = record;
  return { ...listed(aggregate, record), path, kind: title[0], actTitle: aggregate.acts[wait!.act]?.summary ?? '', overdue: due < now.toISOString(), due, since: wait!.since };
}
