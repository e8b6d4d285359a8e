import type { DeskEvent } from '#contracts';
import type { Aggregate } from '#kernel';
import type { DeskCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Desk } from './state.ts';

/** The mesa de partes of a centre, called by the centre's code. */
export const desk: Aggregate<Desk, DeskCommand, DeskEvent> = {
  name: 'desk',
  events: {
    MesaDePartesImplemented: { version: 1, provision: 'DIR.5.1.2.b' },
    OperatorAssigned: { version: 1, provision: 'DIR.5.4' },
    OperatorRemoved: { version: 1, provision: 'DIR.5.4' },
    DeskHoursChanged: { version: 1, provision: 'DIR.5.1.2.b' },
    DeskOpened: { version: 1, provision: 'DIR.5.4' },
    DeskClosed: { version: 1, provision: 'DIR.5.4' },
    DeskDidNotOpen: { version: 1, provision: 'TUO.145' },
    MesaDePartesSupervised: { version: 1, provision: 'DIR.4.5' },
    FindingRaised: { version: 1, provision: 'DIR.4.5' },
    FindingClosed: { version: 1, provision: 'DIR.4.5' },
  },
  initialState: { status: 'absent' },
  decide,
  evolve,
  placeOf: (centre) => ({ centre }),
};
