/** `2026-12` → `2027-01`. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** A day of the month that follows, as a date. */
export const dayAfter = (month: string, day: number): string => `${nextMonth(month)}-${String(day).padStart(2, '0')}`;

/** The edition that a contribution about a month still goes into: its own, or the first that has not closed. */
export function editionFor(month: string, today: string, cutoffDay: number): string {
  let edition = month;
  while (dayAfter(edition, cutoffDay) < today) edition = nextMonth(edition);
  return edition;
}
