import type { DocumentCoordinatorEvent } from '#contracts';
import type { Aggregate } from '#kernel';
import type { DocumentCoordinatorCommand } from './commands.ts';
import { decide, evolve, type DocumentCoordinator } from './decide.ts';

/** Who owns an organ's tray, called by the organ's id: one in charge at a time (DIR.5.1.1.b). */
export const documentCoordinator: Aggregate<DocumentCoordinator, DocumentCoordinatorCommand, DocumentCoordinatorEvent> = {
  name: 'document-coordinator',
  events: {
    DocumentCoordinatorDesignated: { version: 1, provision: 'DIR.5.1.1.b' },
    DocumentCoordinatorReplaced: { version: 1, provision: 'DIR.5.1.1.b' },
    DocumentCoordinatorWithdrawn: { version: 1, provision: 'DIR.5.1.1.b' },
  },
  initialState: { status: 'never-designated' },
  decide,
  evolve,
  placeOf: (organ) => ({ organ }),
};
