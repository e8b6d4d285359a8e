import type { z } from 'zod';
import type { Sistema } from '#contracts';
import type { DataOf } from '#aggregates';
import { addDays, type Term } from '../dates.ts';
import type { AdministrativeActKind, told } from './events.ts';

export type LinkKind = 'specialist' | 'implantador' | 'eat';

/** A person at a centre, technically of an organ; specialists are administratively of OGAUC besides, for as long. */
export interface Link extends Term {
  readonly kind: LinkKind;
  readonly centre: string;
  readonly organ: string;
  readonly systems: readonly Sistema[];
  /** Contract or document that links. */
  readonly act: string;
  readonly subject: string;
  readonly sealed: string;
}

export interface Absence {
  readonly kind: z.infer<typeof AdministrativeActKind>;
  readonly from: string;
  readonly until: string;
}

export interface StaffMember {
  readonly status: 'never-linked' | 'linked' | 'ended';
  /** Oldest first; the last is the present one while `linked`. */
  readonly links: readonly Link[];
  /** Days on which the person is away. */
  readonly absences: readonly Absence[];
}

type Told<T extends keyof typeof told> = DataOf<typeof told, T>;
type Integrated = Told<'ImplantadorIntegrated'>;

/** Kinds of act that say that the person is away. */
export const away: readonly string[] = ['leave', 'vacation', 'permission'];

const termOf = ({ from, until }: { readonly from: string; readonly until?: string }): Term => ({ from, ...(until !== undefined && { end: addDays(until, 1) }) });

const linked = (state: StaffMember, link: Link): StaffMember => ({ ...state, status: 'linked', links: [...state.links, link] });

const integrate = (kind: LinkKind) => (state: StaffMember, data: Integrated) => {
  const { centre, organ, act, subject, sealed } = data;
  return linked(state, { kind, centre, organ, systems: [], act, subject, sealed, ...termOf(data) });
};

const changed = (state: StaffMember, change: Partial<Link>): StaffMember => ({ ...state, links: state.links.map((link, i) => (i === state.links.length - 1 ? { ...link, ...change } : link)) });

const ended = (state: StaffMember, { on }: Told<'DependenciasEnded'>): StaffMember => ({ ...changed(state, { end: on }), status: 'ended' });

export const evolve = {
  DependenciaTecnicaAssigned: (state: StaffMember, data: Told<'DependenciaTecnicaAssigned'>) => {
    const { centre, organ, systems, contract, subject, sealed } = data;
    return linked(state, { kind: 'specialist', centre, organ, systems, act: contract, subject, sealed, ...termOf(data) });
  },
  DependenciaAdministrativaAssigned: (state: StaffMember) => state,
  SistemasAssigned: (state: StaffMember, { systems }: Told<'SistemasAssigned'>) => changed(state, { systems }),
  DependenciasTermChanged: (state: StaffMember, { until, contract }: Told<'DependenciasTermChanged'>) => changed(state, { end: addDays(until, 1), act: contract }),
  DependenciasEnded: ended,
  ImplantadorIntegrated: integrate('implantador'),
  EatIntegrated: integrate('eat'),
  TeamMemberWithdrawn: ended,
  ActoAdministrativoRecorded: (state: StaffMember, { kind, from, until }: Told<'ActoAdministrativoRecorded'>) => (away.includes(kind) ? { ...state, absences: [...state.absences, { kind, from, until }] } : state),
};

export const lastLink = ({ links }: StaffMember): Link | undefined => links.at(-1);
