import { z } from 'zod';
import { act, declare, define, events, ids, systemAsks } from '#aggregates';
import { limaDate, limaInstant } from '#calendar';
import { Instant, input, LocalDate } from '#contracts';
import type { Scope, Timer } from '#platform';

const Counts = z.strictObject({ kept: z.int(), due: z.int(), breached: z.int(), 'not-applicable': z.int(), 'not-measurable': z.int() });
export type Counts = z.infer<typeof Counts>;

const told = events({
  DirectiveDayClosed: { provision: 'DIR.I', title: 'Día del tablero cerrado', data: z.strictObject({ date: LocalDate, at: Instant, counts: Counts }) },
});

type Day = { readonly status: 'open' } | { readonly status: 'closed'; readonly date: string; readonly at: string; readonly counts: Counts };

const definition = define<Day, typeof told>({
  name: 'directive-day',
  title: ['Día del tablero de la Directiva', 'Días del tablero de la Directiva'],
  id: ids.national,
  events: told,
  initialState: { status: 'open' },
  evolve: { DirectiveDayClosed: (_, { date, at, counts }) => ({ status: 'closed', date, at, counts }) },
  statuses: { open: 'Sin cerrar', closed: 'Cerrado' },
  record: { version: 1, readers: 'all', summary: (_, id) => ({ title: id }) },
});

/** How the obligations stood at the end of a day, called by its date: what the trend is made of. */
export const directiveDay = declare(definition, {
  close: act(definition, {
    summary: 'Cerrar el día del tablero',
    provision: 'DIR.I',
    roles: [],
    from: ['open'],
    input: input({ counts: Counts }),
    decide: (_, { id, input: { counts }, now }) => [{ type: 'DirectiveDayClosed', data: { date: id, at: now, counts } }],
  }),
});

const endOf = (date: string): string => new Date(Date.parse(limaInstant(date, '23:59:59'))).toISOString();
const dayBefore = (date: string): string => new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * Closes each day once it has ended. After days without the platform one day is closed, the last: nobody saw how the others
 * stood. The policies, which every platform starts with, set it going.
 */
export const directiveDayTimer = (judge: (moment: Pick<Scope, 'services' | 'now'>) => Promise<Counts>): Timer => ({
  name: 'directive-day',
  events: ['PolicySet', 'DirectiveDayClosed'],
  changes: ({ meta }) => [{ key: 'day', dueAt: endOf(limaDate(meta.occurredAt)) }],
  fire: (_key, _dueAt, now, services) => ({
    run: async (execute) => {
      const date = dayBefore(limaDate(now.toISOString()));
      const counts = await judge({ services, now });
      return execute(directiveDay, date, systemAsks('close', { id: date, now, input: { counts } }));
    },
  }),
});
