import type { Aggregate } from '#kernel';
import type { HolidayCommand } from './commands.ts';
import { decide, evolve, type Holiday, type HolidayEvent } from './decide.ts';

/** A row of the calendar: a non-working day of the nation, a department or a centre. */
export const holiday: Aggregate<Holiday, HolidayCommand, HolidayEvent> = {
  name: 'holiday',
  events: {
    HolidayDeclared: { version: 1, provision: 'TUO.148' },
    HolidayWithdrawn: { version: 1, provision: 'TUO.148' },
  },
  initialState: { status: 'absent' },
  decide,
  evolve,
};
