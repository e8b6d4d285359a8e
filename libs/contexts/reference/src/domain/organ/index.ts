import type { Aggregate } from '#kernel';
import type { OrganCommand } from './commands.ts';
import { decide, evolve, type Organ, type OrganEvent } from './decide.ts';

/** An organ of the ministry through its names, to its end and its successor. */
export const organ: Aggregate<Organ, OrganCommand, OrganEvent> = {
  name: 'organ',
  events: {
    OrganRegistered: { version: 1, provision: 'DIR.5.1.1' },
    OrganAmended: { version: 1, provision: 'DIR.5.1.1' },
    OrganClosed: { version: 1, provision: 'DIR.5.1.1' },
  },
  initialState: { status: 'absent' },
  decide,
  evolve,
  placeOf: (id) => ({ organ: id }),
};
