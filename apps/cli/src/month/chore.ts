import type { Stage } from './stage.ts';

/** A day of the simulated month. */
export interface Day {
  readonly date: string;
  /** Which working day of its month it is, from 1; 0 where it is none. */
  readonly working: number;
  /** Of the month itself, or of the days after it in which it is closed. */
  readonly closing: boolean;
}

/** Something that people do for a provision. */
export interface Chore {
  readonly provision: string;
  when(day: Day): boolean;
  run(stage: Stage, day: Day): Promise<void>;
}

export const chore = (provision: string, when: Chore['when'], run: Chore['run']): Chore => ({ provision, when, run });

/** On the nth working day of the month. */
export const onDay = (nth: number) => ({ working, closing }: Day): boolean => !closing && working === nth;
/** On the nth working day after it. */
export const afterwards = (nth: number) => ({ working, closing }: Day): boolean => closing && working === nth;
export const daily = ({ working }: Day): boolean => working > 0;

const atOnce = 8;

/** The same for each, some at a time. */
export async function each<T>(all: readonly T[], work: (one: T, index: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) await Promise.all(all.slice(from, from + atOnce).map((one, i) => work(one, from + i)));
}
