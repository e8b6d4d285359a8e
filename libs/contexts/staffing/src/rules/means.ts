import { nation, rule, taskDuty, type Assessment, type Rule } from '#aggregates';
import { policyAt, ResourceKind, resourceKindNames } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { addDays, startOf } from '../dates.ts';
import { atCentre, inForce, told, without, type Terms } from './held.ts';

const specialists = ['DependenciaTecnicaAssigned', 'DependenciasTermChanged', 'DependenciasEnded'] as const;

/** The specialists of a place, after an event of theirs. */
function membersAfter(members: Terms, event: RecordedEvent): Terms {
  const { person, from, until } = told(event);
  if (event.type === 'DependenciasEnded') return without(members, person);
  if (event.type === 'DependenciaTecnicaAssigned') return { ...members, [person]: { from, end: addDays(until!, 1) } };
  return event.type === 'DependenciasTermChanged' && members[person] ? { ...members, [person]: { ...members[person], end: addDays(until!, 1) } } : members;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const none: Assessment = { standing: 'not-applicable', why: 'No hay especialistas.' };

interface Trained {
  readonly members: Terms;
  /** By person, date by which they have to be trained again. */
  readonly nextBy: Readonly<Record<string, string>>;
}

const trained = rule<Trained>({
  id: 'DIR.5.1.1.c',
  provision: 'DIR.5.1.1.c',
  title: 'El órgano capacita a cada uno de sus especialistas',
  of: 'organ',
  version: 1,
  events: [...specialists, 'AsistenciaInternaRegistered'],
  placesOf: (event) => [told(event).organ],
  initial: { members: {}, nextBy: {} },
  fold({ members, nextBy }, event) {
    if (event.type !== 'AsistenciaInternaRegistered') return { members: membersAfter(members, event), nextBy };
    const attended = event.data as { readonly attendees: readonly string[]; readonly nextBy: string };
    return { members, nextBy: { ...nextBy, ...Object.fromEntries(attended.attendees.map((person) => [person, attended.nextBy])) } };
  },
  assess({ members, nextBy }, { today, directory }): Assessment {
    const days = policyAt(directory, 'internal-training-days', today)?.value;
    if (days === undefined) return { standing: 'not-measurable', why: 'Ninguna política fija el plazo.' };
    const dues = inForce(members, today).map(([person, { from }]) => nextBy[person] ?? addDays(from, days));
    const [first] = dues.toSorted();
    if (first === undefined) return none;
    if (first < today) return { standing: 'breached', since: addDays(first, 1), why: `Especialistas sin capacitación reciente: ${dues.filter((due) => due < today).length}` };
    return Object.keys(nextBy).length > 0 ? { standing: 'kept' } : { standing: 'due', due: first };
  },
});

interface Kit {
  readonly members: Terms;
  readonly resources: Readonly<Record<string, { readonly kind: ResourceKind; readonly person?: string; readonly works: boolean }>>;
  /** By person and kind, since when they are without. */
  readonly lacking: Readonly<Record<string, string>>;
}

type Resources = Kit['resources'];

const resourceEvents = ['RecursoAssigned', 'RecursoHandedOver', 'RecursoFaultReported', 'RecursoRestored', 'RecursoWithdrawn'] as const;

function resourcesAfter(resources: Resources, { type, data }: RecordedEvent): Resources {
  const { resource, kind, person } = data as { readonly resource: string; readonly kind: ResourceKind; readonly person?: string };
  const held = person === undefined ? {} : { person };
  const before = resources[resource];
  if (type === 'RecursoAssigned') return { ...resources, [resource]: { kind, ...held, works: true } };
  if (!before) return resources;
  if (type === 'RecursoWithdrawn') return without(resources, resource);
  if (type === 'RecursoHandedOver') return { ...resources, [resource]: { kind: before.kind, works: before.works, ...held } };
  return { ...resources, [resource]: { ...before, works: type === 'RecursoRestored' } };
}

/** Whether a person has one that works: their own, or one that the centre shares. */
const has = (resources: Resources, person: string, kind: ResourceKind): boolean =>
  Object.values(resources).some((each) => each.works && each.kind === kind && (each.person === undefined || each.person === person));

function lackingAfter({ members, resources, lacking }: Kit, at: string): Kit['lacking'] {
  const gaps = Object.keys(members).flatMap((person) => ResourceKind.options.filter((kind) => !has(resources, person, kind)).map((kind) => `${person} ${kind}`));
  return Object.fromEntries(gaps.map((gap) => [gap, lacking[gap] ?? at]));
}

const kit = rule<Kit>({
  id: 'DIR.5.1.2.c',
  provision: 'DIR.5.1.2.c',
  title: 'Cada especialista tiene los recursos mínimos para trabajar',
  of: 'centre',
  version: 1,
  events: [...specialists, ...resourceEvents],
  placesOf: atCentre,
  initial: { members: {}, resources: {}, lacking: {} },
  fold({ members, resources, lacking }, event) {
    const after = { members: membersAfter(members, event), resources: event.type.startsWith('Recurso') ? resourcesAfter(resources, event) : resources, lacking };
    return { ...after, lacking: lackingAfter(after, event.meta.occurredAt) };
  },
  assess({ members, lacking }, { today, directory }): Assessment {
    const needed = policyAt(directory, 'specialist-kit', today)?.value;
    if (!needed) return { standing: 'not-measurable', why: 'Ninguna política dice qué recursos son.' };
    const present = inForce(members, today);
    if (present.length === 0) return none;
    const gaps = present.flatMap(([person, { from }]) => needed.flatMap((kind) => (lacking[`${person} ${kind}`] === undefined ? [] : [{ kind, since: later(lacking[`${person} ${kind}`]!, startOf(from)) }])));
    const [first] = gaps.map(({ since }) => since).sort();
    if (first === undefined) return { standing: 'kept' };
    return { standing: 'breached', since: first, why: `Falta: ${[...new Set(gaps.map(({ kind }) => resourceKindNames[kind].toLowerCase()))].join(', ')} (${gaps.length} en total)` };
  },
});

interface Entered {
  readonly members: Terms;
  /** Accesses in use, by person. */
  readonly uses: Readonly<Record<string, readonly string[]>>;
}

const accessEvents = ['AccesoEnabled', 'AccesoRevoked', 'AccesoEnded'] as const;

const entered = rule<Entered>({
  id: 'DIR.5.1.2.d',
  provision: 'DIR.5.1.2.d',
  title: 'La OGAUC da acceso a cada especialista a los aplicativos de su servicio',
  of: 'nation',
  version: 1,
  events: [...specialists, ...accessEvents],
  placesOf: () => [nation],
  initial: { members: {}, uses: {} },
  fold({ members, uses }, event) {
    if (!(accessEvents as readonly string[]).includes(event.type)) return { members: membersAfter(members, event), uses };
    const { person, aplicativo } = event.data as { readonly person: string; readonly aplicativo: string };
    const others = (uses[person] ?? []).filter((each) => each !== aplicativo);
    return { members, uses: { ...uses, [person]: event.type === 'AccesoEnabled' ? [...others, aplicativo] : others } };
  },
  assess({ members, uses }, { today, directory, calendar }): Assessment {
    const days = policyAt(directory, 'access-working-days', today)?.value;
    if (days === undefined) return { standing: 'not-measurable', why: 'Ninguna política fija el plazo.' };
    const present = inForce(members, today);
    if (present.length === 0) return none;
    const dues = present.filter(([person]) => (uses[person] ?? []).length === 0).map(([, { from }]) => calendar.addWorkingDays(from, days, {}));
    const [first] = dues.toSorted();
    if (first === undefined) return { standing: 'kept' };
    return first < today ? { standing: 'breached', since: addDays(first, 1), why: `Especialistas sin acceso: ${dues.filter((due) => due < today).length}` } : { standing: 'due', due: first };
  },
});

const accessKey = ({ person, aplicativo }: Readonly<Record<string, unknown>>): string => `${String(person)} ${String(aplicativo)}`;
const reviewed = (data: Readonly<Record<string, unknown>>) => ({ key: accessKey(data), due: `${String(addDays(String(data.reviewBy), 1))}T04:59:59.000Z` });

/** What the Directive obliges to so that specialists can work. */
export const meansRules: readonly Rule[] = [
  trained,
  kit,
  taskDuty({
    id: 'DIR.5.1.2.c-fallas',
    provision: 'DIR.5.1.2.c',
    title: 'Lo que falla en el centro se repara o repone en su plazo',
    of: 'centre',
    version: 1,
    placesOf: atCentre,
    opens: { RecursoFaultReported: ({ resource, due }) => ({ key: String(resource), due: String(due) }) },
    closes: { RecursoRestored: ({ resource }) => String(resource), RecursoWithdrawn: ({ resource }) => String(resource) },
    overdue: 'Hay recursos con falla fuera de plazo',
  }),
  entered,
  taskDuty({
    id: 'DIR.5.1.2.d-revision',
    provision: 'DIR.5.1.2.d',
    title: 'Los accesos se revisan en su plazo',
    of: 'nation',
    version: 1,
    placesOf: () => [nation],
    opens: { AccesoGranted: reviewed, AccesoReviewed: reviewed },
    closes: { AccesoReviewed: accessKey, AccesoRevoked: accessKey, AccesoEnded: accessKey },
    overdue: 'Hay accesos sin revisar',
  }),
];
