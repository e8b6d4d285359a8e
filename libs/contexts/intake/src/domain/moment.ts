import { refuse } from '#kernel';

/** Last date, and last instant of it that is still in time. */
export interface Due {
  readonly date: string;
  readonly at: string;
}

const second = (instant: string): number => Math.floor(Date.parse(instant) / 1_000);

/** Whether a term is over. Its last instant is still in time, to the end of that second. */
export const isOver = (until: string, now: string): boolean => second(now) > second(until);

/** A timer never fires early. @throws DomainError `deadline-not-reached` */
export function checkOver(until: string, now: string): void {
  if (!isOver(until, now)) throw refuse('conflict', 'deadline-not-reached', `El plazo aún no vence: corre hasta ${until}.`);
}
