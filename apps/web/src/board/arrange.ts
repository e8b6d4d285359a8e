import type { CentreTile } from '#contracts';
import { searchable } from '../app/format.ts';

export const orders = {
  name: 'Nombre',
  overdue: 'Más vencidos',
  pending: 'Más pendientes',
  waiting: 'Espera más larga',
  silence: 'Más tiempo sin señal',
} as const;
export type Order = keyof typeof orders;

export const filters = {
  all: 'Todos',
  overdue: 'Con vencidos',
  observed: 'Con observados',
  closed: 'Cerrados en su horario',
} as const;
export type Filter = keyof typeof filters;

/** Earlier first; a centre without the date comes last where a wait is sought, and first where silence is. */
const byDate = (date: (tile: CentreTile) => string | undefined, absent: string) => (a: CentreTile, b: CentreTile) => ((date(a) ?? absent) < (date(b) ?? absent) ? -1 : (date(a) ?? absent) > (date(b) ?? absent) ? 1 : 0);

const compare: Readonly<Record<Order, (a: CentreTile, b: CentreTile) => number>> = {
  name: () => 0,
  overdue: (a, b) => b.overdue - a.overdue || b.pending - a.pending,
  pending: (a, b) => b.pending - a.pending,
  waiting: byDate(({ oldestWaiting }) => oldestWaiting?.receivedAt, '9'),
  silence: byDate(({ lastSign }) => lastSign, '0'),
};

const passes: Readonly<Record<Filter, (tile: CentreTile) => boolean>> = {
  all: () => true,
  overdue: ({ overdue }) => overdue > 0,
  observed: ({ observed }) => observed > 0,
  closed: ({ desk }) => desk.withinHours && !desk.open,
};

export interface Arrangement {
  readonly order: Order;
  readonly filter: Filter;
  readonly search: string;
  /** INEI code of a department, or empty. */
  readonly department: string;
}

/** The tiles to show and their order; equals keep the order of their names. */
export function arrange(tiles: readonly CentreTile[], { order, filter, search, department }: Arrangement): readonly CentreTile[] {
  const wanted = searchable(search.trim());
  return tiles
    .filter((tile) => passes[filter](tile) && searchable(`${tile.name} ${tile.centre}`).includes(wanted) && (department === '' || tile.department === department))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'es'))
    .toSorted(compare[order]);
}

export type Measure = 'pending' | 'overdue';

/** A measure summed by department. Departments without a centre are absent: nothing is known of them. */
export function byDepartment(tiles: readonly CentreTile[], measure: Measure): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const tile of tiles) if (!tile.foreign && tile.department !== '') sums.set(tile.department, (sums.get(tile.department) ?? 0) + tile[measure]);
  return sums;
}

/** Lower limits of the map's five steps for a highest value: 0, then four of equal width, rounded so that people can read them. */
export function steps(highest: number): readonly number[] {
  const width = Math.max(1, Math.ceil(highest / 4));
  return [0, 1, ...[1, 2, 3].map((n) => n * width + 1)];
}
