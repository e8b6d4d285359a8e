import type { QueryPlan } from '../query-plan.ts';
import type { Comparable, Range } from '../view.ts';
import { pathOf } from './state.ts';

/** A part of an answer: one stretch of an index, read in its order. */
export interface Segment {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

/**
 * The answer is the segments one after the other. What follows a cursor is the rest of those with its value, then those
 * beyond it: asked for together (`$or`), they would not be read from the index in order.
 */
export function segmentsOf({ equal, by, range, descending, after }: QueryPlan): readonly Segment[] {
  const base = { 'state.removed': false, ...Object.fromEntries(equal.map(([field, value]) => [pathOf(field), value])) };
  const direction = descending ? -1 : 1;
  const byId = { _id: direction } as const;
  const idsBeyond = after && { _id: { [descending ? '$lt' : '$gt']: after.id } };
  if (by === undefined) return [{ filter: { ...base, ...idsBeyond }, sort: byId }];
  const path = pathOf(by);
  const within = bounds(range);
  const sort = { [path]: direction, ...byId } as const;
  const where = (condition: object): Record<string, unknown> => (Object.keys(condition).length > 0 ? { ...base, [path]: condition } : base);
  if (!after) return [{ filter: where(within), sort }];
  const ties: Segment = { filter: { ...where({ ...within, $eq: after.value }), ...idsBeyond }, sort: byId };
  return [ties, ...valuesBeyond(after.value, descending).map((condition) => ({ filter: { ...where(within), $and: [{ [path]: condition }] }, sort }))];
}

/** Absent values come before all others; MongoDB compares values of one type alone. */
function valuesBeyond(value: Comparable | null, descending: boolean): readonly object[] {
  if (value === null) return descending ? [] : [{ $ne: null }];
  return descending ? [{ $lt: value }, { $eq: null }] : [{ $gt: value }];
}

const bounds = (range: Range): Record<string, Comparable> =>
  Object.fromEntries(Object.entries(range).filter((entry): entry is [string, Comparable] => entry[1] !== undefined).map(([name, value]) => [`$${name}`, value]));
