import { Temporal } from 'temporal-polyfill';

// Own names, not the platform's locale data: those change between versions, and a reprint may not.
const weekdays = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];
const months = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'setiembre', 'octubre', 'noviembre', 'diciembre'];

/** `2026-11-24` → `martes 24 de noviembre de 2026`. */
export function longDate(date: string): string {
  const { dayOfWeek, day, month, year } = Temporal.PlainDate.from(date);
  return `${weekdays[dayOfWeek - 1]} ${day} de ${months[month - 1]} de ${year}`;
}

/** An instant (ISO 8601 with offset) as the clock of Lima showed it: `martes 24 de noviembre de 2026, 09:05:30 horas`. */
export function limaTime(instant: string): string {
  const lima = Temporal.Instant.from(instant).toZonedDateTimeISO('America/Lima');
  return `${longDate(lima.toPlainDate().toString())}, ${lima.toPlainTime().toString({ smallestUnit: 'second', roundingMode: 'trunc' })} horas`;
}
