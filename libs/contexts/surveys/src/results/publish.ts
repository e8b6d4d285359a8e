/** What is counted, and of which place and group it is. */
export interface Figure<C> {
  readonly centre: string;
  /** What figures of several centres may be added up by: a service and quarter. */
  readonly group: string;
  readonly n: number;
  readonly counts: C;
}

export type Shown<C> = Figure<C> | { readonly centre: string; readonly group: string; readonly hidden: true };

/** Of a group: all centres that are shown, and those that are not, together. */
export interface GroupTotal<C> {
  readonly group: string;
  readonly n: number;
  readonly counts: C;
  /** Centres that are in it without being shown by themselves. */
  readonly pooled: number;
}

export interface Publication<C> {
  readonly figures: readonly Shown<C>[];
  readonly totals: readonly GroupTotal<C>[];
}

/**
 * What may be shown of figures, none of which tells of fewer than k: a figure below k is hidden, and is part of a total only
 * where at least two hidden ones make k together. No two sums that are shown hold the same hidden figure, so none follows from
 * subtracting one from another.
 */
export function publish<C>(figures: readonly Figure<C>[], minimum: number, add: (a: C, b: C) => C): Publication<C> {
  const present = figures.filter(({ n }) => n > 0);
  const shown = present.map((figure): Shown<C> => (figure.n >= minimum ? figure : { centre: figure.centre, group: figure.group, hidden: true }));
  const totals = [...Map.groupBy(present, ({ group }) => group)].flatMap(([group, all]) => totalOf(group, all, minimum, add));
  return { figures: shown, totals };
}

function totalOf<C>(group: string, all: readonly Figure<C>[], minimum: number, add: (a: C, b: C) => C): GroupTotal<C>[] {
  const shown = all.filter(({ n }) => n >= minimum);
  const hidden = all.filter(({ n }) => n < minimum);
  const pool = hidden.length >= 2 && sum(hidden) >= minimum ? hidden : [];
  const summed = [...shown, ...pool];
  if (summed.length === 0) return [];
  return [{ group, n: sum(summed), counts: summed.map(({ counts }) => counts).reduce(add), pooled: pool.length }];
}

const sum = (figures: readonly { readonly n: number }[]): number => figures.reduce((total, { n }) => total + n, 0);
