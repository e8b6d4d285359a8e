import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import { addDays, inForceOn, type Term } from '../dates.ts';
import type { LinkKind } from '../staff-member/state.ts';

interface Held extends Term {
  readonly person: string;
}

export interface Member extends Held {
  readonly kind: LinkKind;
  readonly organ: string;
}

/** What makes up a centre: its posts, its desk, its people. Everything with its dates; nothing is judged here. */
export interface CentreTeam {
  readonly centre: string;
  /** Times during which the centre was suspended or closed. */
  readonly out: readonly Term[];
  readonly coordinator: readonly Held[];
  readonly administrative: readonly Held[];
  readonly desk?: Term;
  readonly members: readonly Member[];
}

type Data = Readonly<Record<string, string | undefined>>;
type Fold = (team: CentreTeam, data: Data) => CentreTeam;

const close = <T extends Term>(terms: readonly T[], end: string, of: (term: T) => boolean = () => true): readonly T[] =>
  terms.map((term) => (of(term) && (term.end === undefined || term.end > end) ? { ...term, end } : term));

const appoint = (post: 'coordinator' | 'administrative'): Fold => (team, { person, from }) => ({ ...team, [post]: [...team[post], { person: person!, from: from! }] });
const relieve = (post: 'coordinator' | 'administrative'): Fold => (team, { person, on }) => ({ ...team, [post]: close(team[post], on!, (held) => held.person === person) });

const join = (kind: LinkKind): Fold => (team, { person, organ, from, until }) => ({ ...team, members: [...team.members, { kind, person: person!, organ: organ!, from: from!, ...(until !== undefined && { end: addDays(until, 1) }) }] });
const leave: Fold = (team, { person, on }) => ({ ...team, members: close(team.members, on!, (member) => member.person === person) });

/** The person's last link has another end. */
const changeTerm: Fold = (team, { person, until }) => {
  const last = team.members.findLastIndex((member) => member.person === person);
  return { ...team, members: team.members.map((member, i) => (i === last ? { ...member, end: addDays(until!, 1) } : member)) };
};

const goOut: Fold = (team, { on }) => ({ ...team, out: [...team.out, { from: on! }] });

const folds: Readonly<Record<string, Fold>> = {
  CentroSuspended: goOut,
  CentroClosed: goOut,
  CentroResumed: (team, { on }) => ({ ...team, out: close(team.out, on!) }),
  CoordinadorCentroAppointed: appoint('coordinator'),
  CoordinadorCentroRelieved: relieve('coordinator'),
  CoordinadorAdministrativoAppointed: appoint('administrative'),
  CoordinadorAdministrativoRelieved: relieve('administrative'),
  MesaDePartesImplemented: (team, { from }) => ({ ...team, desk: { from: from! } }),
  DependenciaTecnicaAssigned: join('specialist'),
  ImplantadorIntegrated: join('implantador'),
  EatIntegrated: join('eat'),
  DependenciasTermChanged: changeTerm,
  DependenciasEnded: leave,
  TeamMemberWithdrawn: leave,
};

export const teamEvents: readonly string[] = Object.keys(folds);

const dataOf = ({ data }: RecordedEvent): Data => data as Data;

/** The centre that an event of the team concerns. */
export const centreOfEvent = (event: RecordedEvent): string => dataOf(event).centre ?? dataOf(event).desk!;

/** Dates of an event of the team on which what is in force changes. */
export function datesOf(event: RecordedEvent): readonly string[] {
  const { from, on, until } = dataOf(event);
  return [from, on, until === undefined ? undefined : addDays(until, 1)].filter((date) => date !== undefined);
}

export const centreTeams: View<CentreTeam> = {
  name: 'centre-teams',
  version: 1,
  indexes: [],
  events: teamEvents,
  keysOf: (event) => [centreOfEvent(event)],
  fold: (before, event, centre) => folds[event.type]!(before ?? { centre, out: [], coordinator: [], administrative: [], members: [] }, dataOf(event)),
};

export const parts = ['centre', 'coordinator', 'administrative', 'desk', 'specialist'] as const;
export type Part = (typeof parts)[number];

/** es-PE. */
export const partNames: Readonly<Record<Part, string>> = { centre: 'el centro está suspendido o cerrado', coordinator: 'Coordinador del Centro', administrative: 'Coordinador Administrativo', desk: 'Mesa de Partes', specialist: 'especialista' };

/** What a centre lacks on a date to be operational: both coordinators, the desk, a specialist (DIR.4.3); and to be neither suspended nor closed. */
export function missingOn(team: CentreTeam | undefined, date: string): readonly Part[] {
  if (!team) return parts.filter((part) => part !== 'centre');
  const held = (terms: readonly Term[]) => terms.some((term) => inForceOn(term, date));
  const has: Readonly<Record<Part, boolean>> = {
    centre: !held(team.out),
    coordinator: held(team.coordinator),
    administrative: held(team.administrative),
    desk: held(team.desk ? [team.desk] : []),
    specialist: held(team.members.filter(({ kind }) => kind === 'specialist')),
  };
  return parts.filter((part) => !has[part]);
}
