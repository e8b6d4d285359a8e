import type { Waiting } from './model.ts';

export interface KindGroup {
  readonly kind: string;
  readonly waiting: readonly Waiting[];
  readonly overdue: number;
}

const endOfTime = '9999';
const dueOf = ({ wait }: Waiting): string => wait?.due ?? endOfTime;
const sinceOf = ({ wait, updatedAt }: Waiting): string => wait?.since ?? updatedAt;

/** The nearest due first; of what has no term, what waits longest. */
export const byUrgency = (a: Waiting, b: Waiting): number => dueOf(a).localeCompare(dueOf(b)) || sinceOf(a).localeCompare(sinceOf(b));

/** What waits, by kind: the kind of the most urgent comes first. */
export function byKind(waiting: readonly Waiting[]): readonly KindGroup[] {
  const groups = Map.groupBy(waiting.toSorted(byUrgency), ({ kind }) => kind);
  return [...groups].map(([kind, own]) => ({ kind, waiting: own, overdue: own.filter(({ overdue }) => overdue).length }));
}
