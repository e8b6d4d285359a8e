import type { HoursWindow } from '#contracts';
import { refuse } from '#kernel';

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** @throws DomainError `hours-reversed`, `hours-overlap` */
export function checkHours(windows: readonly HoursWindow[]): void {
  for (const { weekday, open, close } of windows) {
    if (open >= close) throw refuse('invalid', 'hours-reversed', `El horario del día ${weekday} cierra antes de abrir.`, { field: 'hours' });
  }
  const sorted = windows.toSorted((a, b) => a.weekday - b.weekday || minutes(a.open) - minutes(b.open));
  const crossed = sorted.find((window, i) => sorted[i - 1]?.weekday === window.weekday && (sorted[i - 1]?.close ?? '') >= window.open);
  if (crossed) throw refuse('invalid', 'hours-overlap', `Los tramos del día ${crossed.weekday} se cruzan.`, { field: 'hours' });
}

/** Whether every weekday served has eight hours without a break (TUO Ley 27444, art. 149). A warning, not a rule: the text is unverified. */
export function continuous8h(windows: readonly HoursWindow[]): boolean {
  const days = new Set(windows.map(({ weekday }) => weekday));
  return days.size > 0 && [...days].every((day) => windows.some(({ weekday, open, close }) => weekday === day && minutes(close) - minutes(open) >= 8 * 60));
}
