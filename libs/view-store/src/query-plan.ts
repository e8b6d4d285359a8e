import { refuse } from '#kernel';
import type { Comparable, Range, ViewIndex, ViewQuery } from './view.ts';

/** Where the next page begins: after this value of the ordering field (`null`: the field is absent) and this id. */
export interface Cursor {
  readonly value: Comparable | null;
  readonly id: string;
}

export interface QueryPlan {
  readonly equal: readonly (readonly [field: string, value: Comparable])[];
  /** Field that orders the answer before the id does. */
  readonly by?: string;
  readonly range: Range;
  readonly descending: boolean;
  readonly limit: number;
  readonly after?: Cursor;
}

/**
 * How every adapter answers a query: equalities on all fields of a declared index but perhaps the last, which may carry
 * the range and the order; the id breaks ties. Without an order the ids give it. Absent values come before all others.
 * Throws an error for a query that no index serves: found in the first test, not in the first slow day.
 */
export function planQuery(collection: { readonly name: string; readonly indexes: readonly ViewIndex[] }, query: ViewQuery): QueryPlan {
  const conditions = Object.entries(query.where ?? {});
  const equal = conditions.filter((entry): entry is [string, Comparable] => typeof entry[1] !== 'object');
  const ranges = conditions.filter((entry): entry is [string, Range] => typeof entry[1] === 'object');
  const by = query.orderBy ?? ranges[0]?.[0];
  const unserved = ranges.length > 1 || (ranges[0] && ranges[0][0] !== by) || !isServed(collection.indexes, equal.map(([field]) => field), by);
  if (unserved) throw new Error(`view ${collection.name} has no index for [${conditions.map(([field]) => field)}] ordered by ${by ?? 'id'}`);
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > 1_000) {
    throw refuse('invalid', 'page-limit', 'El tamaño de página debe ser un número entero entre 1 y 1000.', { field: 'limit' });
  }
  return {
    equal,
    ...(by && { by }),
    range: ranges[0]?.[1] ?? {},
    descending: query.descending ?? false,
    limit: query.limit,
    ...(query.cursor !== undefined && { after: readCursor(query.cursor) }),
  };
}

function isServed(indexes: readonly ViewIndex[], equal: readonly string[], by: string | undefined): boolean {
  if (equal.length === 0 && by === undefined) return true;
  return indexes.some(({ fields }) => {
    const rest = by === undefined ? fields : fields.slice(0, -1);
    const ordered = by === undefined || fields.at(-1) === by;
    return ordered && rest.length === equal.length && rest.every((field) => equal.includes(field));
  });
}

/** Cursor of the page that follows a document. */
export const writeCursor = (plan: QueryPlan, last: { readonly id: string; readonly document: object }): string => cursorAfter(plan.by === undefined ? null : comparable(last.document, plan.by), last.id);

/** Cursor of the page that follows a document with this value of the field that orders; good for every query in that order. */
export const cursorAfter = (value: Comparable | null, id: string): string => Buffer.from(JSON.stringify([value, id])).toString('base64url');

function readCursor(cursor: string): Cursor {
  try {
    const [value, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (typeof id === 'string' && more.length === 0 && (value === null || isComparable(value))) return { value, id };
  } catch {
    // Said below, in the caller's terms.
  }
  throw refuse('invalid', 'page-cursor', 'El cursor de página no es válido; use el que devolvió la página anterior.', { field: 'cursor' });
}

const isComparable = (value: unknown): value is Comparable => ['string', 'number', 'boolean'].includes(typeof value);

/** What a document carries in an indexed field; `null` when it carries nothing that can be compared. */
export function comparable(document: object, field: string): Comparable | null {
  const value: unknown = (document as Record<string, unknown>)[field];
  return isComparable(value) ? value : null;
}
