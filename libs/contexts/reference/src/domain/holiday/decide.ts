import { checkHoliday } from '#calendar';
import type { HolidayRow, ReferenceEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { same } from '../row.ts';
import type { HolidayCommand } from './commands.ts';

export type HolidayEvent = ReferenceEvent<'HolidayDeclared' | 'HolidayWithdrawn'>;
export type Holiday = { readonly status: 'absent' } | { readonly status: 'declared' | 'withdrawn'; readonly row: HolidayRow };

/** @throws DomainError of the commands, and those of the calendar for a row that can't be applied */
export function decide({ type, data }: HolidayCommand, state: Holiday): readonly HolidayEvent[] {
  switch (type) {
    case 'DeclareHoliday':
      return declare(data, state);
    case 'WithdrawHoliday':
      if (state.status === 'absent') throw refuse('not-found', 'holiday-unknown', 'No existe un día no laborable con ese código.');
      return state.status === 'withdrawn' ? [] : [{ type: 'HolidayWithdrawn', data: { id: data.id, at: data.now, reason: data.reason } }];
    default:
      return never(type);
  }
}

export function evolve(state: Holiday, event: HolidayEvent): Holiday {
  switch (event.type) {
    case 'HolidayDeclared':
      return { status: 'declared', row: event.data.row };
    case 'HolidayWithdrawn':
      return state.status === 'absent' ? state : { status: 'withdrawn', row: state.row };
    default:
      return never(event);
  }
}

/** A code is used once: what was computed with a row must find it again. */
function declare({ row, now }: { readonly row: HolidayRow; readonly now?: string }, state: Holiday): readonly HolidayEvent[] {
  checkHoliday(row);
  if (state.status === 'absent') return [{ type: 'HolidayDeclared', data: { id: row.id, row: now === undefined ? row : { ...row, knownSince: now } } }];
  const { knownSince: _told, ...told } = row;
  const { knownSince: _known, ...known } = state.row;
  if (same(told, known)) return [];
  throw refuse('conflict', 'holiday-already-declared', 'Ese código de día no laborable ya se usó: retírelo y declare otro con un código nuevo.', { field: 'id' });
}
