import type { Cell, Matrix, Of, PlaceEntry, RuleEntry, Standing } from './model.ts';

/** In the order in which people must look at them. */
export const standings: readonly Standing[] = ['breached', 'due', 'kept', 'not-applicable', 'not-measurable'];

export interface Asked {
  readonly standing?: Standing | undefined;
  readonly provision?: string | undefined;
  readonly place?: string | undefined;
}

export interface Section {
  readonly of: Of;
  readonly rules: readonly RuleEntry[];
  readonly places: readonly PlaceEntry[];
  cell(rule: string, place: string): Cell | undefined;
}

const key = (rule: string, place: string): string => `${rule} ${place}`;

/** The matrix as nation, centres and organs, with only the rows and columns that hold something of what was asked for. */
export function arrange({ rules, places, cells }: Matrix, { standing, provision, place }: Asked): readonly Section[] {
  const shown = new Map(
    cells.filter((cell) => (standing === undefined || cell.standing === standing) && (place === undefined || cell.place === place)).map((cell) => [key(cell.rule, cell.place), cell]),
  );
  return (['nation', 'centre', 'organ'] as const).map((of) => {
    const own = rules.filter((rule) => rule.of === of && (provision === undefined || rule.provision === provision));
    const here = places.filter((each) => each.of === of);
    const has = (rule: RuleEntry, at: PlaceEntry) => shown.has(key(rule.id, at.place));
    const kept = own.filter((rule) => here.some((at) => has(rule, at)));
    return { of, rules: kept, places: here.filter((at) => kept.some((rule) => has(rule, at))), cell: (rule, at) => shown.get(key(rule, at)) };
  });
}

export function countsOf(cells: readonly Cell[]): Readonly<Record<Standing, number>> {
  const counts = { kept: 0, due: 0, breached: 0, 'not-applicable': 0, 'not-measurable': 0 };
  for (const { standing } of cells) counts[standing] += 1;
  return counts;
}

/** `DIR.5.10` comes after `DIR.5.9`. */
const byNumber = new Intl.Collator('es', { numeric: true });
export const provisionsOf = (rules: readonly RuleEntry[]): readonly string[] => [...new Set(rules.map(({ provision }) => provision))].sort(byNumber.compare);

/** What a place is obliged to, what is breached first. */
export function obligationsOf({ rules, cells }: Matrix, place: string): readonly (readonly [RuleEntry, Cell])[] {
  const own = cells.filter((cell) => cell.place === place);
  const pairs = rules.flatMap((rule) => own.filter((cell) => cell.rule === rule.id).map((cell) => [rule, cell] as const));
  return pairs.toSorted(([a, x], [b, y]) => standings.indexOf(x.standing) - standings.indexOf(y.standing) || byNumber.compare(a.id, b.id));
}
