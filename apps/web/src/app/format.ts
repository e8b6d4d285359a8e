/** Words for times and numbers, es-PE, always in Lima's time: the entity's official hour prevails. */
const zone = 'America/Lima';
const instant = new Intl.DateTimeFormat('es-PE', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const clock = new Intl.DateTimeFormat('es-PE', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' });
const shortClock = new Intl.DateTimeFormat('es-PE', { timeZone: zone, timeStyle: 'short', hourCycle: 'h23' });
// A date of the calendar has no zone: it is read and written in UTC, so that it never moves.
const day = new Intl.DateTimeFormat('es-PE', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat('es-PE', { timeZone: 'UTC', day: 'numeric', month: 'numeric' });
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
const plain = new Intl.NumberFormat('es-PE');
const relative = new Intl.RelativeTimeFormat('es-PE', { numeric: 'always', style: 'long' });

/** `24 nov. 2026, 08:05` */
export const dateTime = (iso: string): string => instant.format(new Date(iso));
/** `08:05:31` */
export const timeOfDay = (iso: string | number): string => clock.format(new Date(iso));
/** `08:05` */
export const hourMinute = (iso: string): string => shortClock.format(new Date(iso));
/** `mar., 24 nov. 2026`, of a date such as `2026-11-24`. */
export const calendarDay = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));
/** `24/11`, `1/1` */
export const dayMonth = (date: string): string => shortDay.format(new Date(`${date}T00:00:00Z`));
/** The date in Lima at an instant, `2026-11-24`. */
export const limaDate = (instantOf: string | number): string => isoDay.format(new Date(instantOf));
/** `8,577` */
export const count = (n: number): string => plain.format(n);

const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const;

/** `hace 3 horas`; under a minute, `hace un momento`. */
export function ago(iso: string, now: number): string {
  const ms = now - Date.parse(iso);
  const unit = units.find(([, size]) => ms >= size);
  return unit === undefined ? 'hace un momento' : relative.format(-Math.floor(ms / unit[1]), unit[0]);
}

/** `N.º 123-2026` */
export const documentNumber = ({ number, year }: { readonly number: number; readonly year: number }): string => `N.º ${number}-${year}`;

/** `1 folio`, `3 folios`. */
export const counted = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

/** `640 KB`, `2.1 MB` (decimal). */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Text without accents and in lower case, to search by. */
export const searchable = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
