import type { Aggregate } from '#kernel';
import type { CentreCommand } from './commands.ts';
import { decide, evolve, type Centre, type CentreEvent } from './decide.ts';

/** A service centre, or the desk of another system whose history was brought in. */
export const centre: Aggregate<Centre, CentreCommand, CentreEvent> = {
  name: 'centre',
  events: {
    CentreRegistered: { version: 1, provision: 'DIR.4.2' },
    CentreAmended: { version: 1, provision: 'DIR.4.2' },
  },
  initialState: { status: 'absent' },
  decide,
  evolve,
  placeOf: (code) => ({ centre: code }),
};
