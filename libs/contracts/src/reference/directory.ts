import type { HoursWindow } from '../intake/desk-events.ts';
import type { IntakeEvent } from '../intake/events.ts';
import type { CentreRegistered, DepartmentRegistered, OrganRegistered, OrganType, PolicySet, ProcedureDefined, ReferenceEvent } from './events.ts';
import type { HolidayRow } from './holiday-row.ts';
import { policyValues, type PolicyName, type PolicyValue } from './policies.ts';

/** An organ as it is called last, with all it was called before. */
export interface DirectoryOrgan extends OrganRegistered {
  /** By first date in force. */
  readonly versions: readonly OrganRegistered[];
  /** First date on which it is no longer in force. */
  readonly closedOn?: string;
  readonly successor?: string;
}

/** A desk as services need it to date a document. */
export interface DirectoryDesk {
  readonly desk: string;
  readonly from: string;
  /** By first date in force; each replaces the earlier as a whole. */
  readonly hours: readonly { readonly from: string; readonly windows: readonly HoursWindow[]; readonly source: string }[];
  readonly didNotOpen: readonly { readonly date: string; readonly reason: string }[];
}

interface Charge {
  readonly person: string;
  readonly from: string;
  /** First date no longer in charge. */
  readonly until?: string;
}

/** Reference data, desks and document coordinators as they stand. Folded from events, never changed in place. */
export interface Directory {
  readonly organs: ReadonlyMap<string, DirectoryOrgan>;
  readonly departments: ReadonlyMap<string, DepartmentRegistered>;
  readonly centres: ReadonlyMap<string, CentreRegistered>;
  readonly procedures: ReadonlyMap<string, readonly ProcedureDefined[]>;
  readonly policies: ReadonlyMap<string, readonly PolicySet[]>;
  /** Rows that were withdrawn keep their place, with `knownUntil`. */
  readonly holidays: ReadonlyMap<string, HolidayRow>;
  readonly desks: ReadonlyMap<string, DirectoryDesk>;
  readonly coordinators: ReadonlyMap<string, readonly Charge[]>;
}

export const emptyDirectory: Directory = {
  organs: new Map(),
  departments: new Map(),
  centres: new Map(),
  procedures: new Map(),
  policies: new Map(),
  holidays: new Map(),
  desks: new Map(),
  coordinators: new Map(),
};

export type DirectoryEvent =
  | ReferenceEvent
  | IntakeEvent<'MesaDePartesImplemented' | 'DeskHoursChanged' | 'DeskDidNotOpen' | 'DocumentCoordinatorDesignated' | 'DocumentCoordinatorReplaced' | 'DocumentCoordinatorWithdrawn'>;

const folds: { readonly [T in DirectoryEvent['type']]: (directory: Directory, data: Extract<DirectoryEvent, { type: T }>['data']) => Partial<Directory> } = {
  OrganRegistered: ({ organs }, data) => ({ organs: put(organs, data.id, withVersion(organs.get(data.id), data)) }),
  OrganAmended: ({ organs }, data) => ({ organs: put(organs, data.id, withVersion(organs.get(data.id), data)) }),
  OrganClosed: ({ organs }, { id, on, successor }) => change('organs', organs, id, (organ) => ({ ...organ, closedOn: on, ...(successor !== undefined && { successor }) })),
  DepartmentRegistered: ({ departments }, data) => ({ departments: put(departments, data.code, data) }),
  CentreRegistered: ({ centres }, data) => ({ centres: put(centres, data.code, data) }),
  CentreAmended: ({ centres }, data) => ({ centres: put(centres, data.code, data) }),
  ProcedureDefined: ({ procedures }, data) => ({ procedures: put(procedures, data.id, dated(procedures.get(data.id), data)) }),
  ProcedureAmended: ({ procedures }, data) => ({ procedures: put(procedures, data.id, dated(procedures.get(data.id), data)) }),
  PolicySet: ({ policies }, data) => ({ policies: put(policies, data.name, dated(policies.get(data.name), data)) }),
  HolidayDeclared: ({ holidays }, { id, row }) => ({ holidays: put(holidays, id, row) }),
  HolidayWithdrawn: ({ holidays }, { id, at }) => change('holidays', holidays, id, (row) => ({ ...row, knownUntil: at })),
  MesaDePartesImplemented: ({ desks }, { desk, from, hours, source }) => ({
    desks: put(desks, desk, { desk, from, hours: [{ from, windows: hours, source }], didNotOpen: [] }),
  }),
  DeskHoursChanged: ({ desks }, { desk, from, hours, source }) => change('desks', desks, desk, (row) => ({ ...row, hours: dated(row.hours, { from, windows: hours, source }) })),
  DeskDidNotOpen: ({ desks }, { desk, date, reason }) => change('desks', desks, desk, (row) => ({ ...row, didNotOpen: [...row.didNotOpen, { date, reason }] })),
  DocumentCoordinatorDesignated: ({ coordinators }, { organ, person, from }) => ({ coordinators: put(coordinators, organ, dated(coordinators.get(organ), { person, from })) }),
  DocumentCoordinatorReplaced: ({ coordinators }, { organ, person, from }) => ({
    coordinators: put(coordinators, organ, dated(endCharge(coordinators.get(organ), from), { person, from })),
  }),
  DocumentCoordinatorWithdrawn: ({ coordinators }, { organ, on }) => ({ coordinators: put(coordinators, organ, endCharge(coordinators.get(organ), on)) }),
};

/** Types of the events that the directory folds. */
export const directoryEventTypes: readonly string[] = Object.keys(folds);

/** Whether the directory folds it: reference data, and what intake says of desks and coordinators. */
export const isReferenceEvent = (event: { readonly type: string }): event is DirectoryEvent => Object.hasOwn(folds, event.type);

/** The directory after an event; the same directory if the event is none of its concern. */
export function foldDirectory(directory: Directory, event: { readonly type: string; readonly data: unknown }): Directory {
  if (!isReferenceEvent(event)) return directory;
  const fold = folds[event.type] as (directory: Directory, data: DirectoryEvent['data']) => Partial<Directory>;
  return { ...directory, ...fold(directory, event.data) };
}

/** The organ as it is called and classed on a date, even if it is closed by then; its first version before it began. */
export function organOn(directory: Directory, organ: string, date: string): OrganRegistered | undefined {
  const versions = directory.organs.get(organ)?.versions ?? [];
  return on(versions, date) ?? versions[0];
}

/** The organ, if it is in force on the date. */
export function organInForce(directory: Directory, organ: string, date: string): OrganRegistered | undefined {
  const { versions = [], closedOn } = directory.organs.get(organ) ?? {};
  return closedOn !== undefined && closedOn <= date ? undefined : on(versions, date);
}

/** First organ in force on the date in the chain of successors; undefined if the chain ends, or turns in a circle. */
export function successorInForce(directory: Directory, organ: string, date: string): string | undefined {
  const seen = new Set([organ]);
  let next = directory.organs.get(organ)?.successor;
  while (next !== undefined && !seen.has(next)) {
    if (organInForce(directory, next, date)) return next;
    seen.add(next);
    next = directory.organs.get(next)?.successor;
  }
  return undefined;
}

/** The organ if it is in force on the date, or whoever took over. */
export const inForceOrSuccessor = (directory: Directory, organ: string, date: string): string | undefined =>
  organInForce(directory, organ, date) ? organ : successorInForce(directory, organ, date);

/** What a command must be told of an organ that a client named. */
export interface OrganLookup {
  readonly id: string;
  readonly standing: 'in-force' | 'not-in-force' | 'unknown';
  readonly type?: OrganType;
  /** Who took over, if it is no longer in force. */
  readonly successor?: string;
}

export function lookUpOrgan(directory: Directory, id: string, date: string): OrganLookup {
  const known = organOn(directory, id, date);
  if (!known) return { id, standing: 'unknown' };
  if (organInForce(directory, id, date)) return { id, standing: 'in-force', type: known.type };
  const successor = successorInForce(directory, id, date);
  return { id, standing: 'not-in-force', type: known.type, ...(successor !== undefined && { successor }) };
}

export const centreOf = (directory: Directory, code: string): CentreRegistered | undefined => directory.centres.get(code);

/** The desk of a centre, if it has been implemented. */
export const deskOf = (directory: Directory, code: string): DirectoryDesk | undefined => directory.desks.get(code);

/** Weekly hours of a centre's desk on a date, whatever the calendar says of that date. */
export const hoursOn = (directory: Directory, code: string, date: string): readonly HoursWindow[] =>
  on(directory.desks.get(code)?.hours ?? [], date)?.windows ?? [];

/** The kind of trámite with the terms of the date; undefined if unknown or not yet in force. */
export const procedureOn = (directory: Directory, procedure: string, date: string): ProcedureDefined | undefined => on(directory.procedures.get(procedure) ?? [], date);

/** Value of a policy on a date, with the norm that gave it; undefined before the first. */
export function policyAt<N extends PolicyName>(directory: Directory, name: N, date: string): { readonly value: PolicyValue<N>; readonly norm: string; readonly verified: boolean } | undefined {
  const row = on(directory.policies.get(name) ?? [], date);
  if (!row) return undefined;
  return { value: policyValues[name].parse(row.value) as PolicyValue<N>, norm: row.norm, verified: row.verified };
}

/** Account of the document coordinator in charge of an organ's tray on a date (DIR.5.1.1.b). */
export const coordinatorOn = (directory: Directory, organ: string, date: string): string | undefined => {
  const charge = on(directory.coordinators.get(organ) ?? [], date);
  return charge && (charge.until === undefined || date < charge.until) ? charge.person : undefined;
};

function put<V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> {
  return new Map(map).set(key, value);
}

/** Rows by date, one a date: a later word on the same date replaces the earlier. */
function dated<R extends { readonly from: string }>(rows: readonly R[] = [], row: R): readonly R[] {
  return [...rows.filter(({ from }) => from !== row.from), row].sort((a, b) => (a.from < b.from ? -1 : 1));
}

const on = <R extends { readonly from: string }>(rows: readonly R[], date: string): R | undefined => rows.findLast(({ from }) => from <= date);

function withVersion(organ: DirectoryOrgan | undefined, data: OrganRegistered): DirectoryOrgan {
  const versions = dated(organ?.versions, data);
  const { closedOn, successor } = organ ?? {};
  return { ...(versions.at(-1) ?? data), versions, ...(closedOn !== undefined && { closedOn }), ...(successor !== undefined && { successor }) };
}

const endCharge = (charges: readonly Charge[] = [], until: string): readonly Charge[] =>
  charges.map((charge) => (charge.until === undefined ? { ...charge, until } : charge));

function change<K extends keyof Directory, R>(table: K, rows: ReadonlyMap<string, R>, key: string, changed: (row: R) => R): { [P in K]?: ReadonlyMap<string, R> } {
  const row = rows.get(key);
  return row === undefined ? {} : ({ [table]: put(rows, key, changed(row)) } as { [P in K]?: ReadonlyMap<string, R> });
}
