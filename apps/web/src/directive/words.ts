import { calendarDay, dateTime } from '../app/format.ts';
import type { Cell, Of, Standing } from './model.ts';

interface StandingWords {
  readonly name: string;
  readonly many: string;
  /** Told apart without colour. */
  readonly sign: string;
}

export const standingWords: Readonly<Record<Standing, StandingWords>> = {
  kept: { name: 'Cumplida', many: 'Cumplidas', sign: '✓' },
  due: { name: 'Por vencer', many: 'Por vencer', sign: '◷' },
  breached: { name: 'Incumplida', many: 'Incumplidas', sign: '✕' },
  'not-applicable': { name: 'No aplica', many: 'No aplican', sign: '–' },
  'not-measurable': { name: 'No se puede medir', many: 'No se pueden medir', sign: '?' },
};

export const sectionNames: Readonly<Record<Of, string>> = { nation: 'Nación', centre: 'Centros', organ: 'Órganos' };

/** Dates and instants both tell how an obligation stands. */
export const when = (told: string): string => (told.length === 10 ? calendarDay(told) : dateTime(told));

const dayOf = new Intl.DateTimeFormat('es-PE', { timeZone: 'America/Lima', day: '2-digit', month: '2-digit', year: '2-digit' });
const short = (told: string): string => (told.length === 10 ? `${told.slice(8)}/${told.slice(5, 7)}/${told.slice(2, 4)}` : dayOf.format(new Date(told)));

/** The date that matters, as short as a cell: `13/04/12`. */
export function shortDate({ standing, due, since }: Cell): string {
  if (standing === 'due' && due !== undefined) return short(due);
  return standing === 'breached' && since !== undefined ? short(since) : '';
}

/** How it stands, in a sentence. */
export function cellWords({ standing, due, since, why }: Cell): string {
  const { name } = standingWords[standing];
  const date = due !== undefined ? ` hasta ${when(due)}` : since !== undefined ? ` desde ${when(since)}` : '';
  const head = standing === 'due' && due !== undefined ? `Vence el ${when(due)}` : `${name}${date}`;
  return why === undefined || why === '' ? head : `${head}: ${why}`;
}
