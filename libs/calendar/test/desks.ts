import type { DeskHoursRow } from '../src/index.ts';

/** Desks for the specs: one that never breaks, one with a midday break, one that serves three days a week and later all five. */
export const DESK_ROWS: readonly DeskHoursRow[] = [
  desk('PUNO-1', '2010-01-01', [1, 2, 3, 4, 5], [{ open: '08:30', close: '17:00' }]),
  desk('PUNO-2', '2010-01-01', [1, 2, 3, 4, 5], [{ open: '08:30', close: '13:00' }, { open: '14:00', close: '17:00' }]),
  desk('TACNA-1', '2010-01-01', [1, 3, 5], [{ open: '08:00', close: '14:00' }]),
  desk('TACNA-1', '2024-01-01', [1, 2, 3, 4, 5], [{ open: '08:00', close: '16:30' }]),
];

function desk(centre: string, validFrom: string, days: number[], windows: { open: string; close: string }[]): DeskHoursRow {
  return { id: `${centre}-${validFrom}`, centre, week: [{ days, windows }], validFrom, source: 'Horario de prueba', verified: false };
}
