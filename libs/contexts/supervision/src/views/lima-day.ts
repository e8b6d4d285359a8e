import { limaDate } from '#calendar';

const known = new Map<string, string>();

/** Date in Lima of an instant. The offset never changes within an hour, so the hour's answer is remembered. */
export function limaDay(instant: string): string {
  const hour = instant.slice(0, 13);
  let date = known.get(hour);
  if (date === undefined) {
    if (known.size > 10_000) known.clear();
    date = limaDate(instant);
    known.set(hour, date);
  }
  return date;
}
