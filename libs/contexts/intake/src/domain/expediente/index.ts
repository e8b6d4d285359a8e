import type { ExpedienteEvent } from '#contracts';
import type { Aggregate } from '#kernel';
import { deskOfDocument } from '../document/index.ts';
import type { ExpedienteCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { Expediente } from './state.ts';

/** The file of one case, called by the id of the document that opened it. */
export const expediente: Aggregate<Expediente, ExpedienteCommand, ExpedienteEvent> = {
  name: 'expediente',
  events: {
    ExpedienteOpened: { version: 1, provision: 'TUO.161' },
    DocumentFoliated: { version: 1, provision: 'TUO.163' },
    FoliosSevered: { version: 1, provision: 'TUO.163' },
    ExpedienteAbsorbed: { version: 1, provision: 'TUO.163' },
    ExpedienteJoinedTo: { version: 1, provision: 'TUO.163' },
    ExpedienteClosed: { version: 1, provision: 'TUO.161' },
  },
  initialState: { status: 'unknown' },
  decide,
  evolve,
  placeOf: (id) => ({ centre: deskOfDocument(id) }),
};
