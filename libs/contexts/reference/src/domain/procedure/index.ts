import type { Aggregate } from '#kernel';
import type { ProcedureCommand } from './commands.ts';
import { decide, evolve, type Procedure, type ProcedureEvent } from './decide.ts';

/** A kind of trámite (tipo de trámite) with its terms: policy, not code. */
export const procedure: Aggregate<Procedure, ProcedureCommand, ProcedureEvent> = {
  name: 'procedure',
  events: {
    ProcedureDefined: { version: 1, provision: 'TUO.143' },
    ProcedureAmended: { version: 1, provision: 'TUO.143' },
  },
  initialState: { status: 'absent' },
  decide,
  evolve,
};
