import type { Calendar } from './calendar.ts';
import { checkWorkingDays } from './calendar.ts';
import type { DeskHours } from './desk-hours.ts';
import type { Holiday } from './holiday.ts';
import type { IsoDate } from './iso-date.ts';
import { deskOf, nextServed } from './legal-date.ts';
import { policyInForce, type Channel, type LegalDatePolicy } from './legal-date-policy.ts';
import { limaInstant } from './lima.ts';
import type { Place } from './place.ts';

export interface Term {
  /** Date of notification, or legal date of the submission that starts the term. Not counted itself. */
  readonly from: IsoDate;
  readonly workingDays: number;
  /** Término de la distancia, in working days; adds to the term (TUO Ley 27444, art. 146). */
  readonly distanceDays?: number;
  readonly place: Place;
  /** With them, a last day on which the desk didn't keep its normal hours extends the term. */
  readonly hours?: DeskHours;
  /** How what is due will be filed. Absent = a term of the entity itself, which ends with the day. */
  readonly filing?: { readonly channel: Channel; readonly policies: readonly LegalDatePolicy[] };
  /** Instant or date of the knowledge to use; absent = all that is known. */
  readonly asOf?: string;
}

export interface Deadline {
  readonly dueDate: IsoDate;
  /** Last instant in time, ISO 8601 `Z`: the desk's closing, or 23:59:59 in Lima. */
  readonly dueInstant: string;
  /** Id of the policy that closes the last day. */
  readonly policy?: string;
  /** Spanish. */
  readonly rule: string;
  readonly norm: string;
  readonly facts: {
    readonly from: IsoDate;
    readonly workingDays: number;
    readonly distanceDays: number;
    readonly place: Place;
    /** The last day before any extension. */
    readonly lastDayCounted: IsoDate;
    /** Days on which the desk didn't keep its hours, each of which extended the term to the next. */
    readonly extensions: readonly { readonly date: IsoDate; readonly reason?: string; readonly source: string }[];
    /** Non-working days, other than weekends, that the term met. */
    readonly skipped: readonly Holiday[];
    readonly asOf?: string;
  };
}

const RULE =
  'El plazo se cuenta en días hábiles desde el día hábil siguiente. Si el último día es inhábil, o la atención no funcionó en su horario normal, se prorroga al primer día hábil siguiente.';
const NORM = 'Ley 27444, arts. 133 a 135 (TUO D.S. 004-2019-JUS, arts. 144 a 146)';

/**
 * When a term ends. Computed again with the `asOf` of its notification it gives the same answer, whatever was learnt since.
 * @throws DomainError `working-days-invalid`, `desk-hours-unknown`, `desk-never-open`, `policy-missing`, `policy-ambiguous`, and those of dates and places
 */
export function deadline(calendar: Calendar, term: Term): Deadline {
  const { from, workingDays, distanceDays = 0, place, filing, asOf } = term;
  checkWorkingDays(workingDays, 'workingDays');
  checkWorkingDays(distanceDays, 'distanceDays');
  const known = asOf === undefined ? calendar : calendar.asOf(asOf);
  const lastDayCounted = known.addWorkingDays(from, workingDays + distanceDays, place);
  const extensions = extend(known, term, lastDayCounted);
  const dueDate = extensions.dueDate;
  const policy = filing && policyInForce(filing.policies, filing.channel, dueDate);
  return {
    dueDate,
    dueInstant: limaInstant(dueDate, policy?.closing === 'desk-close' ? closingOf(term, dueDate) : '23:59:59'),
    ...(policy ? { policy: policy.id } : {}),
    rule: policy ? `${RULE} ${policy.rule}` : RULE,
    norm: policy ? `${NORM}; ${policy.norm}` : NORM,
    facts: {
      from,
      workingDays,
      distanceDays,
      place,
      lastDayCounted,
      extensions: extensions.days,
      skipped: known.holidaysBetween(from, dueDate, place),
      ...(asOf === undefined ? {} : { asOf }),
    },
  };
}

function extend(calendar: Calendar, term: Term, last: IsoDate) {
  const days: { date: IsoDate; reason?: string; source: string }[] = [];
  if (!term.hours) return { dueDate: last, days };
  const desk = deskOf(term);
  const open = desk(last);
  if (open.normal) return { dueDate: last, days };
  const dueDate = nextServed(calendar, last, term.place, desk, ({ normal }) => normal);
  for (let date = last; date < dueDate; date = calendar.nextWorkingDay(date, term.place)) {
    const { source, exception } = desk(date);
    days.push({ date, source, ...(exception ? { reason: exception.reason } : {}) });
  }
  return { dueDate, days };
}

function closingOf(term: Term, date: IsoDate): string {
  return deskOf(term)(date).windows.at(-1)?.close ?? '23:59:59';
}
