import { limaInstant } from '#calendar';

const dayMs = 86_400_000;

/** Civil dates, so counted in days and never in hours. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);

/** Last instant of a date in Lima. */
export const endOf = (date: string): string => limaInstant(date, '23:59:59');

/** First instant of a date in Lima. */
export const startOf = (date: string): string => limaInstant(date, '00:00:00');

/** A time in force: from a date on, until before another. */
export interface Term {
  readonly from: string;
  /** First date no longer in force. */
  readonly end?: string;
}

export const inForceOn = ({ from, end }: Term, date: string): boolean => from <= date && (end === undefined || date < end);

export const overlap = (a: Term, b: Term): boolean => (a.end === undefined || b.from < a.end) && (b.end === undefined || a.from < b.end);
