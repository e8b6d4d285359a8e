import { documentId, type DocumentReceived, type RegisterEvent } from '#contracts';
import { refuse } from '#kernel';
import { checkDesk } from '../actor.ts';
import { checkAddressee } from '../addressee.ts';
import type { ReceiveDocument } from './commands.ts';

/** The numbers given so far: 1 to `last`, none missing. */
export interface Register {
  readonly last: number;
}

export const initialRegister: Register = { last: 0 };

/**
 * Receives a document under the next number of the desk and year. A document is never refused for what it lacks
 * (TUO Ley 27444, art. 136.1): only a request that is itself wrong is.
 * @throws DomainError `other-centre`, `desk-not-implemented`, `supervisor-cannot-operate`, `procedure-unknown`, and those of the addressee and of history
 */
export function decide({ data }: ReceiveDocument, { last }: Register): readonly RegisterEvent[] {
  const { actor, organ, deskImplemented, procedureKnown, supervisor, ...given } = data;
  const foreign = given.origin !== undefined;
  checkDesk(actor, { desk: given.desk, foreign });
  if (!deskImplemented) throw refuse('conflict', 'desk-not-implemented', `El centro ${given.desk} no tiene mesa de partes: la OGAUC debe implementarla primero.`, { provision: 'DIR.5.1.2.b' });
  if (supervisor) throw refuse('forbidden', 'supervisor-cannot-operate', 'Quien supervisó esta mesa de partes no puede operarla.', { provision: 'DIR.4.5' });
  if (!procedureKnown) throw refuse('invalid', 'procedure-unknown', `No existe el tipo de trámite «${given.procedure}»: elija uno de la lista.`, { field: 'procedure' });
  checkAddressee(organ, foreign);
  const number = last + 1;
  const entry = { ...given, organ: organ.id, number, document: documentId({ ...given, number }) };
  return [{ type: 'DocumentReceived', data: entry.observation ? stopped(entry) : entry }];
}

/** While an observation is open no clock runs (TUO Ley 27444, art. 136.3). */
function stopped({ routeUntil: _route, dueDate: _date, dueAt: _at, ...entry }: DocumentReceived): DocumentReceived {
  return entry;
}

export const evolve = (_: Register, { data }: RegisterEvent): Register => ({ last: data.number });
