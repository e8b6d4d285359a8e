import type { RegisterEvent } from '#contracts';
import type { Aggregate } from '#kernel';
import type { ReceiveDocument } from './commands.ts';
import { decide, evolve, initialRegister, type Register } from './decide.ts';

/** The register of a desk and year, `<desk>-<year>`: one event a number, so that a number is a revision and none can be missing. */
export const register: Aggregate<Register, ReceiveDocument, RegisterEvent> = {
  name: 'register',
  events: { DocumentReceived: { version: 1, provision: 'DIR.5.4' } },
  initialState: initialRegister,
  decide,
  evolve,
  reads: 'last',
  placeOf: (id) => ({ centre: id.slice(0, id.lastIndexOf('-')) }),
};
