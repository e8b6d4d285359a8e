import { policyAt, type DaysPolicy } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rule, type Assessment, type Judged, type Rule } from './rule.ts';

type Named = Pick<Rule, 'id' | 'provision' | 'title' | 'of' | 'organs' | 'placesOf' | 'version'>;

/** What of an event's data a duty needs: the fields that it names, as texts. */
type Data = Readonly<Record<string, unknown>>;
const dataOf = (event: RecordedEvent): Data => event.data as Data;

interface InForce {
  /** By key, since when. */
  readonly held: Readonly<Record<string, string>>;
  /** When the last one was lost. */
  readonly lostAt?: string;
}

interface StandingDuty extends Named {
  /** Types of the events with which one is in force, and with which it ends; each gives the key by which the two are matched (one at a time unless told). */
  readonly begins: Readonly<Record<string, (data: Data) => string>>;
  readonly ends: Readonly<Record<string, (data: Data) => string>>;
  /** es-PE: what is missing. */
  readonly missing: string;
}

/** Something has to be in force at all times: a coordinator, a desk, a suggestion box. */
export function standingDuty({ begins, ends, missing, ...named }: StandingDuty): Rule {
  return rule<InForce>({
    ...named,
    events: [...Object.keys(begins), ...Object.keys(ends)],
    initial: { held: {} },
    fold({ held, ...rest }, event) {
      const at = event.meta.occurredAt;
      const ended = ends[event.type]?.(dataOf(event));
      const begun = begins[event.type]?.(dataOf(event));
      const left = Object.fromEntries(Object.entries(held).filter(([key]) => key !== ended));
      if (begun !== undefined) return { held: { ...left, [begun]: left[begun] ?? at } };
      return Object.keys(left).length > 0 || Object.keys(held).length === 0 ? { ...rest, held: left } : { held: left, lostAt: at };
    },
    assess({ held, lostAt }, { boundSince }) {
      const since = Object.values(held).sort()[0];
      return since ? { standing: 'kept', since } : { standing: 'breached', since: lostAt ?? boundSince, why: missing };
    },
  });
}

interface Tasks {
  /** By key, the last instant in time of what is open. */
  readonly open: Readonly<Record<string, string>>;
  readonly done: number;
  readonly late: number;
  readonly doneAt?: string;
}

interface TaskDuty extends Named {
  /** What has to be done from then on, under which key, and by when (ISO 8601; `undefined`: without a term). */
  readonly opens: Readonly<Record<string, (data: Data, event: RecordedEvent, place: string) => { readonly key: string; readonly due?: string } | undefined>>;
  /** What was done, by key. */
  readonly closes: Readonly<Record<string, (data: Data, place: string) => string | undefined>>;
  /** es-PE: of what is overdue. */
  readonly overdue: string;
}

const noTerm = '9999-12-31T23:59:59.999Z';

/** Each case has to be done within its term: an answer, an endorsement, a settlement. */
export function taskDuty({ opens, closes, overdue, ...named }: TaskDuty): Rule {
  return rule<Tasks>({
    ...named,
    events: [...new Set([...Object.keys(opens), ...Object.keys(closes)])],
    initial: { open: {}, done: 0, late: 0 },
    fold(state, event, place) {
      const closed = withClosed(state, closes[event.type]?.(dataOf(event), place), event);
      const opened = opens[event.type]?.(dataOf(event), event, place);
      return opened ? { ...closed, open: { ...closed.open, [opened.key]: opened.due ?? noTerm } } : closed;
    },
    assess({ open, done, doneAt }, { now }) {
      const [first] = Object.values(open).sort();
      if (first !== undefined && first < now) return { standing: 'breached', since: first, why: overdue };
      if (first !== undefined && first !== noTerm) return { standing: 'due', due: first };
      if (done > 0 || first !== undefined) return { standing: 'kept', ...(doneAt && { since: doneAt }) };
      return { standing: 'not-applicable', why: 'Todavía no hubo ningún caso.' };
    },
  });
}

function withClosed(state: Tasks, key: string | undefined, { meta: { occurredAt } }: RecordedEvent): Tasks {
  if (key === undefined || state.open[key] === undefined) return state;
  const { [key]: due, ...open } = state.open;
  return { open, done: state.done + 1, late: state.late + (due! < occurredAt ? 1 : 0), doneAt: occurredAt };
}

interface RecurringDuty extends Named {
  /** Types of the events that fulfil it. */
  readonly fulfilledBy: readonly string[];
  /** Days within which it has to happen again; or the policy that says how many. */
  readonly everyDays: number | DaysPolicy;
  /** es-PE: what did not happen. */
  readonly missing: string;
}

interface Last {
  readonly at?: string;
}

const noPolicy: Assessment = { standing: 'not-measurable', why: 'Ninguna política fija el plazo.' };
const daysOf = (days: number | DaysPolicy, { directory, today }: Judged): number | undefined => (typeof days === 'number' ? days : policyAt(directory, days, today)?.value);

const dayMs = 86_400_000;
const after = (instant: string, days: number): string => new Date(Date.parse(instant) + days * dayMs).toISOString();

/** Something has to happen again and again: a visit, a training, a sign of life. */
export function recurringDuty({ fulfilledBy, everyDays, missing, ...named }: RecurringDuty): Rule {
  return rule<Last>({
    ...named,
    events: fulfilledBy,
    initial: {},
    fold: (_, { meta: { occurredAt: at } }) => ({ at }),
    assess({ at }, judged) {
      const { now, boundSince } = judged;
      const days = daysOf(everyDays, judged);
      if (days === undefined) return noPolicy;
      const due = after(at ?? `${boundSince}T05:00:00.000Z`, days);
      if (due < now) return { standing: 'breached', since: due, why: missing };
      return at ? { standing: 'kept', since: at } : { standing: 'due', due };
    },
  });
}

interface MonthlyDuty extends Named {
  readonly fulfilledBy: Readonly<Record<string, (data: Data) => string>>;
  /** Last day of the following month on which a month is still in time; or the policy that says which. */
  readonly untilDay: number | DaysPolicy;
  /** es-PE: what is missing. */
  readonly missing: string;
}

interface Months {
  readonly months: readonly string[];
}

/** Once for each month, after it has ended: the bulletin, the report. Judged on the last month that ended. */
export function monthlyDuty({ fulfilledBy, untilDay, missing, ...named }: MonthlyDuty): Rule {
  return rule<Months>({
    ...named,
    events: Object.keys(fulfilledBy),
    initial: { months: [] },
    fold({ months }, event) {
      const month = fulfilledBy[event.type]!(dataOf(event));
      return { months: [...new Set([...months, month])].sort().slice(-24) };
    },
    assess: ({ months }, judged) => monthly(months, judged, untilDay, missing),
  });
}

function monthly(months: readonly string[], judged: Judged, until: number | DaysPolicy, missing: string): Assessment {
  const { today, boundSince } = judged;
  const untilDay = daysOf(until, judged);
  if (untilDay === undefined) return noPolicy;
  const month = previousMonth(today);
  if (month < boundSince.slice(0, 7)) return { standing: 'not-applicable', why: 'Todavía no termina el primer mes.' };
  if (months.includes(month)) return { standing: 'kept' };
  const due = `${today.slice(0, 7)}-${String(untilDay).padStart(2, '0')}`;
  return today <= due ? { standing: 'due', due, why: month } : { standing: 'breached', since: due, why: `${missing} (${month})` };
}

/** `2026-01-15` → `2025-12`. */
export function previousMonth(date: string): string {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
