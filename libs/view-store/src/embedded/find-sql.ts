import type { Collection } from '../port.ts';
import type { QueryPlan } from '../query-plan.ts';
import type { Comparable } from '../view.ts';
import { columnOf, tableOf } from './schema.ts';

/**
 * An absent value is stored as the least of all numbers: unlike NULL it compares, so that pages go on over it and no
 * range or equality ever meets it.
 */
export const absent = Number.NEGATIVE_INFINITY;

export const toSql = (value: Comparable | null): string | number => (value === null ? absent : typeof value === 'boolean' ? Number(value) : value);

const operators = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** One row more than the page holds is asked for: it tells whether there is a next page. */
export function findSql(collection: Collection, plan: QueryPlan): { readonly sql: string; readonly values: readonly (string | number)[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const where = (condition: string, ...given: readonly (Comparable | null)[]) => {
    conditions.push(condition);
    values.push(...given.map(toSql));
  };
  for (const [field, value] of plan.equal) where(`${columnOf(collection, field)} = ?`, value);
  const by = plan.by === undefined ? undefined : columnOf(collection, plan.by);
  for (const [name, value] of Object.entries(plan.range)) where(`${by} ${operators[name as keyof typeof operators]} ?`, value as Comparable);
  if (plan.range.gt === undefined && plan.range.gte === undefined && Object.keys(plan.range).length > 0) where(`${by} > ?`, null);
  const beyond = plan.descending ? '<' : '>';
  if (plan.after && by) where(`(${by}, id) ${beyond} (?, ?)`, plan.after.value, plan.after.id);
  else if (plan.after) where(`id ${beyond} ?`, plan.after.id);
  const direction = plan.descending ? 'DESC' : 'ASC';
  const order = [...(by ? [by] : []), 'id'].map((column) => `${column} ${direction}`).join(', ');
  const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
  return { sql: `SELECT id, body FROM ${tableOf(collection)}${filter} ORDER BY ${order} LIMIT ?`, values: [...values, plan.limit + 1] };
}
