/** One figure: what was asked of it and what a run gave. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The least (or most) that the project asks, if it asks anything of this one. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

export const percentile = (values: readonly number[], p: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))] ?? 0;

/** Runs the contenders in turn, A B A B …, so that a drift of the machine's speed touches all; medians of each. */
export async function inTurn<K extends string>(rounds: number, contenders: Readonly<Record<K, () => Promise<number>>>): Promise<Record<K, number>> {
  const names = Object.keys(contenders) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await contenders[name]());
  }
  return Object.fromEntries(names.map((name) => [name, median(results[name])])) as Record<K, number>;
}

export const meets = ({ value, target }: Figure): boolean | undefined => {
  if (!target) return undefined;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
};

const numbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

export function lineOf(figure: Figure): string {
  const { name, value, unit, target } = figure;
  const asked = target ? ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : '';
  const verdict = { true: 'reached', false: 'NOT REACHED', undefined: '' }[String(meets(figure)) as 'true'];
  return `${name.padEnd(72)} ${numbers.format(value).padStart(10)} ${unit.padEnd(10)} ${asked.padStart(10)}  ${verdict}`;
}

/** Runs the benchmarks that are named, or all, and prints each figure as it comes. */
export async function measured(all: Readonly<Record<string, () => Promise<Figure[]>>>, wanted: readonly string[]): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(all)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    process.stdout.write(`\n# ${name}\n`);
    for (const figure of await bench()) {
      figures.push(figure);
      process.stdout.write(`${lineOf(figure)}\n`);
    }
  }
  return figures;
}
