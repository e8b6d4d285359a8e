import type { Holiday } from '../api/reference.ts';
import { calendarDay } from '../app/format.ts';

const months = ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'setiembre', 'octubre', 'noviembre', 'diciembre'];

/** When a holiday falls, in words. */
export function whenOf({ rule }: Pick<Holiday, 'rule'>): string {
  const { type, month = 1, day = 1, offset = 0, date = '', from = '', to = '' } = rule;
  if (type === 'fixed') return `Cada ${day} de ${months[month - 1] ?? ''}`;
  if (type === 'date') return calendarDay(date);
  if (type === 'range') return `Del ${calendarDay(from)} al ${calendarDay(to)}`;
  return `Cada año, ${Math.abs(offset)} ${Math.abs(offset) === 1 ? 'día' : 'días'} ${offset < 0 ? 'antes' : 'después'} del Domingo de Pascua`;
}

/** Where it rules. */
export function whereOf({ scope }: Pick<Holiday, 'scope'>): string {
  if (scope.level === 'department') return `Departamento ${scope.department ?? ''}`;
  return scope.level === 'centre' ? `Centro ${scope.centre ?? ''}` : 'Todo el país';
}
