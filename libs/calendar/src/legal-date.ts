import { refuse } from '#kernel';
import type { Calendar } from './calendar.ts';
import type { DeskDay, DeskHours, ServiceWindow } from './desk-hours.ts';
import { isWithin } from './desk-hours.ts';
import type { Holiday } from './holiday.ts';
import type { IsoDate } from './iso-date.ts';
import { policyInForce, type Channel, type LegalDatePolicy } from './legal-date-policy.ts';
import { epochMs, limaMoment, type LimaMoment } from './lima.ts';
import type { Place } from './place.ts';

export interface Submission {
  /** When it was received, ISO 8601 with zone. */
  readonly instant: string;
  /** When the person arrived at the desk, if known: who arrived within hours is served after closing (TUO Ley 27444, art. 149). */
  readonly arrivedAt?: string;
  readonly channel: Channel;
  readonly place: Place;
  /** Needed by policies that close with the desk. */
  readonly hours?: DeskHours;
  readonly policies: readonly LegalDatePolicy[];
  /** Instant or date of the knowledge to use; absent = all that is known. */
  readonly asOf?: string;
}

export type Situation = 'non-working-day' | 'no-service' | 'before-opening' | 'within-hours' | 'between-windows' | 'after-closing' | 'whole-day';

export interface LegalDate {
  /** A working day, never before the Lima date of the submission. */
  readonly date: IsoDate;
  /** Id of the policy that gave it. */
  readonly policy: string;
  /** Its text, in Spanish. */
  readonly rule: string;
  readonly norm: string;
  readonly verified: boolean;
  /** What the policy was applied to; kept with the result, it can be argued again. */
  readonly facts: {
    readonly instant: string;
    readonly arrivedAt?: string;
    readonly channel: Channel;
    readonly place: Place;
    readonly limaDate: IsoDate;
    readonly limaTime: string;
    readonly situation: Situation;
    readonly windows?: readonly ServiceWindow[];
    readonly hoursSource?: string;
    /** Non-working days, other than weekends, from the submission to the legal date. */
    readonly skipped: readonly Holiday[];
    readonly asOf?: string;
  };
}

/**
 * Legal date of a submission and the policy that gave it (Ley 27444, TUO art. 149; D.S. 075-2023-PCM).
 * @throws DomainError `policy-missing`, `policy-ambiguous`, `desk-hours-unknown`, `desk-never-open`, `arrival-invalid`, and those of dates and places
 */
export function legalDate(calendar: Calendar, submission: Submission): LegalDate {
  const { instant, channel, place, policies, arrivedAt, asOf } = submission;
  const known = asOf === undefined ? calendar : calendar.asOf(asOf);
  const received = limaMoment(instant);
  const policy = policyInForce(policies, channel, received.date);
  const desk = policy.closing === 'desk-close' ? deskOf(submission) : undefined;
  const day = desk?.(received.date);
  const situation = situate(known.isWorkingDay(received.date, place), day, arrivalOf(submission, received));
  const date = countsSameDay(situation) ? received.date : nextServed(known, received.date, place, desk);
  return {
    date,
    policy: policy.id,
    rule: policy.rule,
    norm: policy.norm,
    verified: policy.verified,
    facts: {
      instant,
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
      channel,
      place,
      limaDate: received.date,
      limaTime: received.time,
      situation,
      ...(day ? { windows: day.windows, hoursSource: day.source } : {}),
      skipped: known.holidaysBetween(received.date, date, place),
      ...(asOf === undefined ? {} : { asOf }),
    },
  };
}

type DeskOn = (date: IsoDate) => DeskDay;

/** The desk of the submission's centre. */
export function deskOf({ hours, place, asOf }: Pick<Submission, 'hours' | 'place' | 'asOf'>): DeskOn {
  if (!hours) throw refuse('invalid', 'desk-hours-unknown', 'Falta el horario de la mesa de partes: esta regla cierra con la atención.', { field: 'hours' });
  const known = asOf === undefined ? hours : hours.asOf(asOf);
  return (date) => known.on(place.centre ?? '', date);
}

/** Beyond this a desk without service is an error in its hours. */
const MAX_CLOSED_DAYS = 400;

/** The first working day after a date on which the desk, if one is asked, satisfies the condition. */
export function nextServed(calendar: Calendar, date: IsoDate, place: Place, desk?: DeskOn, serves = (day: DeskDay) => day.windows.length > 0): IsoDate {
  let next = calendar.nextWorkingDay(date, place);
  for (let tried = 0; desk && !serves(desk(next)); tried++) {
    if (tried === MAX_CLOSED_DAYS) throw refuse('conflict', 'desk-never-open', 'La mesa de partes no tiene ningún día de atención en más de un año: revise su horario.', { field: 'hours' });
    next = calendar.nextWorkingDay(next, place);
  }
  return next;
}

/** The time at which the person came, which is that of reception unless the arrival is known. */
function arrivalOf({ channel, instant, arrivedAt }: Submission, received: LimaMoment): string {
  if (arrivedAt === undefined) return received.time;
  const arrived = limaMoment(arrivedAt, 'arrivedAt');
  if (channel === 'desk' && arrived.date === received.date && epochMs(arrivedAt) <= epochMs(instant)) return arrived.time;
  throw refuse('invalid', 'arrival-invalid', 'La llegada a ventanilla debe ser del mismo día que la recepción y no posterior a ella.', { field: 'arrivedAt' });
}

function situate(workingDay: boolean, day: DeskDay | undefined, time: string): Situation {
  if (!workingDay) return 'non-working-day';
  if (!day) return 'whole-day';
  const [first, last] = [day.windows.at(0), day.windows.at(-1)];
  if (!first || !last) return 'no-service';
  if (day.windows.some((window) => isWithin(window, time))) return 'within-hours';
  if (time < first.open) return 'before-opening';
  return time < last.open ? 'between-windows' : 'after-closing';
}

/** Before opening or between windows the desk is still to serve that day. */
function countsSameDay(situation: Situation): boolean {
  return situation !== 'non-working-day' && situation !== 'no-service' && situation !== 'after-closing';
}
