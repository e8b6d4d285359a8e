import {
  adoptPolicy,
  createDeskHours,
  deadline,
  DEFAULT_POLICIES,
  DIGITAL_UNTIL_MIDNIGHT,
  legalDate,
  limaInstant,
  type Channel as LegalChannel,
  type DeskHours,
  type DeskHoursRow,
  type LegalDatePolicy,
  type Place,
} from '#calendar';
import { policyAt, procedureOn, type Channel, type Directory, type DirectoryDesk } from '#contracts';
import { refuse } from '#kernel';
import type { Services } from '#platform';
import type { Due } from '../domain/moment.ts';

const legalChannel: Readonly<Record<Channel, LegalChannel>> = { desk: 'desk', post: 'post', email: 'digital', web: 'digital' };

/** What the law makes of a reception: the day that counts, and until when to route and to answer. */
export interface ReceptionTerms {
  /** The date in Lima. */
  readonly today: string;
  readonly legalDate: string;
  readonly legalPolicy: string;
  readonly legalRule: string;
  readonly routeUntil: string;
  readonly due?: Due;
}

/** The norms that hold by the directory as it is now, ready to be applied. */
interface Rules {
  readonly directory: Directory;
  readonly hours: DeskHours;
  readonly policies: readonly LegalDatePolicy[];
  readonly known: Map<string, ReceptionTerms>;
}

let rules: Rules | undefined;

/** The rules of a directory, made once for as long as it does not change. */
function rulesOf(directory: Directory): Rules {
  if (rules?.directory !== directory) rules = { directory, hours: createDeskHours(...hoursOf(directory)), policies: policiesOf(directory), known: new Map() };
  return rules;
}

function hoursOf({ desks }: Directory): [DeskHoursRow[], { id: string; centre: string; date: string; windows: []; reason: string; source: string }[]] {
  const all = [...desks.values()];
  const closedDays = all.flatMap(({ desk, didNotOpen }) => didNotOpen.map(({ date, reason }) => ({ id: `${desk} ${date}`, centre: desk, date, windows: [] as [], reason, source: 'DeskDidNotOpen' })));
  return [all.flatMap(rowsOf), closedDays];
}

const rowsOf = ({ desk, hours }: DirectoryDesk): DeskHoursRow[] =>
  hours.map(({ from, windows, source }) => ({
    id: `${desk} ${from}`,
    centre: desk,
    week: [...Map.groupBy(windows, ({ weekday }) => weekday)].map(([weekday, day]) => ({ days: [weekday], windows: day.map(({ open, close }) => ({ open, close })) })),
    validFrom: from,
    source,
    verified: false,
  }));

/** The rule for digital submissions is a dated value; each that was adopted takes over from its date on. */
function policiesOf({ policies }: Directory): readonly LegalDatePolicy[] {
  const adopted = (policies.get('digital-legal-date') ?? []).filter(({ value }) => value === DIGITAL_UNTIL_MIDNIGHT.id);
  return adopted.reduce<readonly LegalDatePolicy[]>((rows, { from }) => adoptPolicy(rows, DIGITAL_UNTIL_MIDNIGHT, from), DEFAULT_POLICIES);
}

const placeOf = (directory: Directory, centre: string): Place => ({ department: directory.centres.get(centre)?.department, centre });

/** Terms of what is received at an instant. An instant's whole second is dated alike, so its answer is remembered. */
export function receptionTerms({ directory, calendar }: Services, given: { now: Date; centre: string; channel: Channel; procedure: string }): ReceptionTerms {
  const { now, centre, channel, procedure } = given;
  const { known, hours, policies } = rulesOf(directory());
  const instant = now.toISOString();
  const key = `${instant.slice(0, 19)} ${centre} ${channel} ${procedure}`;
  const before = known.get(key);
  if (before) return before;
  if (known.size > 5_000) known.clear();
  if (!directory().desks.has(centre)) throw deskMissing(centre);
  const place = placeOf(directory(), centre);
  const legal = legalDate(calendar(), { instant, channel: legalChannel[channel], place, hours, policies });
  const routing = policyAt(directory(), 'routing-working-days', legal.date)?.value ?? 0;
  const days = procedureOn(directory(), procedure, legal.date)?.answerWorkingDays;
  const due = days === undefined ? undefined : deadline(calendar(), { from: legal.date, workingDays: days, place, hours });
  const terms: ReceptionTerms = {
    today: legal.facts.limaDate,
    legalDate: legal.date,
    legalPolicy: legal.policy,
    legalRule: `${legal.rule} (${legal.norm})`,
    routeUntil: routing === 0 ? limaInstant(legal.date, '23:59:59') : deadline(calendar(), { from: legal.date, workingDays: routing, place, hours }).dueInstant,
    ...(due && { due: { date: due.dueDate, at: due.dueInstant } }),
  };
  known.set(key, terms);
  return terms;
}

/** Until when an observation made today can be remedied (TUO Ley 27444, art. 136.1: two working days, as policy). */
export function remedyTerm({ directory, calendar }: Services, { centre, from }: { centre: string; from: string }): { remedyBy: string; remedyUntil: string } {
  const { hours, policies } = rulesOf(directory());
  const workingDays = policyAt(directory(), 'observation-working-days', from)?.value ?? 2;
  const term = deadline(calendar(), { from, workingDays, place: placeOf(directory(), centre), hours, filing: { channel: 'desk', policies } });
  return { remedyBy: term.dueDate, remedyUntil: term.dueInstant };
}

/** The end of a date: until when the desk may route what it got back. */
export const endOfDay = (date: string): string => limaInstant(date, '23:59:59');

const deskMissing = (centre: string) =>
  refuse('conflict', 'desk-not-implemented', `El centro ${centre} no tiene mesa de partes: la OGAUC debe implementarla primero.`, { provision: 'DIR.5.1.2.b' });
