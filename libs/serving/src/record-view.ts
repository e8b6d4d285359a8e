import type { Declared, Definition, EventSpecs, Standing, Summary, Wait } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';

/** A step of an instance's history. */
export interface Step {
  readonly position: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  /** Centre or organ for which it was done. */
  readonly place: string;
  readonly provision: string;
}

/** An instance as the views keep it: the very state that its acts are decided on. */
export interface InstanceRecord<S = unknown> extends Required<Summary> {
  readonly id: string;
  readonly status: string;
  readonly state: S;
  /** Whose turn it is: `<role>@<centre or organ>` or `person:<account>`; empty when nobody's. */
  readonly waitsFor: string;
  /** What a list of what waits is ordered by: the last instant in time, or the end of time. */
  readonly due: string;
  readonly wait?: Wait & { readonly since: string };
  /** Events folded: what `If-Match` compares. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly history: readonly Step[];
}

export const endOfTime = '9999-12-31T23:59:59.999Z';

/** Key of those whose turn it is. */
export const turnOf = ({ role, centre, organ, person }: Pick<Wait, 'role' | 'centre' | 'organ' | 'person'>): string => (person ? `person:${person}` : `${role}@${centre ?? organ ?? ''}`);

export const idOf = (name: string, stream: string): string => stream.slice(name.length + 1);

const made = new WeakMap<object, View<InstanceRecord>>();

/**
 * The view of an aggregate's instances, folded by the aggregate itself: what is shown is what is decided on. The same view
 * every time: rollups count it.
 */
export function recordView<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>): View<InstanceRecord<S>> {
  const view = (made.get(aggregate) as View<InstanceRecord<S>> | undefined) ?? viewOf(aggregate);
  made.set(aggregate, view as View<InstanceRecord>);
  return view;
}

function viewOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>): View<InstanceRecord<S>> {
  const { definition, name } = aggregate;
  return {
    name: definition.path,
    version: definition.record.version,
    indexes: ['status', 'centre', 'organ', 'person'].map((field) => ({ fields: [field, 'updatedAt'] })).concat([{ fields: ['updatedAt'] }, { fields: ['waitsFor', 'due'] }]),
    events: Object.keys(definition.events),
    keysOf: ({ stream }) => [idOf(name, stream)],
    fold: (before, event, id) => recordOf(definition, before, event, aggregate.evolve(before?.state ?? definition.initialState, event as never), id),
  };
}

function recordOf<S extends Standing, M extends EventSpecs>({ record }: Definition<S, M>, before: InstanceRecord<S> | undefined, event: RecordedEvent, state: S, id: string): InstanceRecord<S> {
  const at = event.meta.occurredAt;
  const { title, centre = '', organ = '', person = '' } = record.summary(state, id);
  const wait = record.waits?.(state, id);
  const sameTurn = wait && before?.wait && turnOf(wait) === before.waitsFor && wait.act === before.wait.act;
  return {
    id,
    title,
    centre,
    organ,
    person,
    status: state.status,
    state,
    waitsFor: wait ? turnOf(wait) : '',
    due: wait?.due ?? endOfTime,
    ...(wait && { wait: { ...wait, since: sameTurn ? before!.wait!.since : at } }),
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
    history: [...(before?.history ?? []), stepOf(event)],
  };
}

export function stepOf({ position, type, meta: { occurredAt, actor, provision } }: RecordedEvent): Step {
  return { position, type, at: occurredAt, actor: actor.id, role: actor.role, place: actor.centre ?? actor.organ ?? '', provision };
}
