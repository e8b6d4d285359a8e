import { isDeepStrictEqual } from 'node:util';
import { limaDate } from '#calendar';
import type { Chore, Day } from './chore.ts';
import { ogauc } from './posts.ts';
import type { Stage } from './stage.ts';

export interface Board {
  readonly rules: readonly { readonly id: string; readonly provision: string; readonly counts: Readonly<Record<string, number>> }[];
  readonly cells: readonly { readonly rule: string; readonly place: string; readonly standing: string; readonly why?: string }[];
}

const dayMs = 86_400_000;
const dateOf = (from: string, days: number): string => new Date(Date.parse(`${from}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** Working days after the month in which it is closed: reports, conformities, the bulletin. */
const closingDays = 8;

/** The days of a month, and those after it in which it is closed. */
export function daysOf(month: string, { calendar }: Stage['services']): readonly Day[] {
  const days: Day[] = [];
  let working = 0;
  for (let date = `${month}-01`, closing = false; !(closing && working >= closingDays); date = dateOf(date, 1)) {
    if (!closing && !date.startsWith(month)) [closing, working] = [true, 0];
    const works = calendar().isWorkingDay(date, {});
    if (works) working++;
    days.push({ date, working: works ? working : 0, closing });
  }
  return days;
}

/** Plays the month; what a chore's people are refused ends it, with the chore's name. */
export async function playMonth(stage: Stage, month: string, chores: readonly Chore[], onDay: (done: number) => void = () => undefined): Promise<void> {
  const days = daysOf(month, stage.services);
  for (const [i, day] of days.entries()) {
    await stage.at(day.date, '09:00');
    for (const { provision, when, run } of chores) {
      if (!when(day)) continue;
      stage.serving(provision);
      await run(stage, day).catch((error: unknown) => {
        throw new Error(`${provision}, el ${day.date}: ${(error as Error).message}`, { cause: error });
      });
      await stage.settle();
    }
    await stage.at(day.date, '17:30');
    onDay(i + 1);
  }
}

/** The Directive's board as it stands, as OGAUC sees it. */
export async function boardOf(stage: Stage): Promise<Board> {
  const { rules, cells } = await stage.as(ogauc).see<Board>(`directive?at=${await stage.services.store.head()}`);
  return { rules, cells };
}

/** The board after a replay of the whole log is the board that was. @throws Error */
export async function checkReplay(stage: Stage): Promise<Board> {
  const before = await boardOf(stage);
  await stage.services.views.rebuild();
  await stage.settle();
  const after = await boardOf(stage);
  if (!isDeepStrictEqual(before, after)) throw new Error(`El tablero reconstruido no es el que era, el ${limaDate(stage.clock.toISOString())}.`);
  return after;
}
