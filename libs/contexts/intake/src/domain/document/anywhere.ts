import { pendingStates, type DocumentEvent } from '#contracts';
import { refuse } from '#kernel';
import { checkHolder } from '../actor.ts';
import { checkOver } from '../moment.ts';
import type { DataOf } from './commands.ts';
import { fact } from './facts.ts';
import { outOfTurn } from './refusals.ts';
import { holderOf, type KnownDocument } from './state.ts';

type Decided = readonly DocumentEvent[];

const maxFiles = 200;
const isPending = ({ status }: KnownDocument): boolean => pendingStates.includes(status);

/** Upward only: foliation never shrinks. What was counted too high is annulled and registered again. */
export function correctFolios({ actor, folios, reason }: DataOf<'CorrectFolios'>, document: KnownDocument): Decided {
  const { facts } = document;
  if (!isPending(document)) throw outOfTurn(document);
  checkHolder(actor, holderOf(document), facts);
  if (folios === facts.folios) return [];
  if (folios < facts.folios) throw refuse('invalid', 'folios-shrink', `La foliación no disminuye: el documento tiene ${facts.folios} folios. Si se registró de más, anúlelo y regístrelo de nuevo.`, { field: 'folios', provision: 'DIR.5.4' });
  if (facts.expediente !== undefined) throw refuse('conflict', 'folios-fixed', `Los folios ya están numerados en el expediente ${facts.expediente}: desglose el documento antes de corregirlos.`, { provision: 'TUO.163' });
  return fact('FoliosCorrected', { document: facts.id, before: facts.folios, folios, reason });
}

/** The same content again is no news. */
export function attachFile({ actor, file, sealedName }: DataOf<'AttachFile'>, document: KnownDocument): Decided {
  const { facts } = document;
  if (!isPending(document) && document.status !== 'answered') throw outOfTurn(document);
  checkHolder(actor, holderOf(document), facts);
  if (facts.files.includes(file.sha256)) return [];
  if (facts.files.length >= maxFiles) throw refuse('conflict', 'too-many-files', `Un documento lleva ${maxFiles} archivos como máximo.`);
  return fact('FileAttached', { document: facts.id, file, ...(sealedName !== undefined && { sealedName }) });
}

/** One expediente a document. A document that is annulled or was given back has none. */
export function addToExpediente({ actor, expediente }: DataOf<'AddToExpediente'>, document: KnownDocument): Decided {
  const { facts, status } = document;
  if (!isPending(document) && status !== 'answered' && status !== 'archived') throw outOfTurn(document);
  checkHolder(actor, holderOf(document), facts);
  if (facts.expediente === expediente) return [];
  if (facts.expediente !== undefined) throw refuse('conflict', 'in-another-expediente', `El documento ya está en el expediente ${facts.expediente}.`, { provision: 'TUO.161' });
  return fact('DocumentAddedToExpediente', { document: facts.id, expediente });
}

export function leaveExpediente({ actor, reason }: DataOf<'LeaveExpediente'>, document: KnownDocument): Decided {
  const { facts } = document;
  checkHolder(actor, holderOf(document), facts);
  if (facts.expediente === undefined) return [];
  return fact('DocumentLeftExpediente', { document: facts.id, expediente: facts.expediente, reason });
}

/** Once a deadline, and only of the term that runs now. */
export function passAnswerDeadline({ now, dueAt }: DataOf<'PassAnswerDeadline'>, document: KnownDocument): Decided {
  const { due, id, passed } = document.facts;
  if (!isPending(document) || due?.at !== dueAt || passed.includes(`answer ${dueAt}`)) return [];
  checkOver(dueAt, now);
  return fact('AnswerDeadlinePassed', { document: id, dueDate: due.date, dueAt });
}

/** The desk still has it, and the day is over (TUO Ley 27444, art. 143.1). */
export function passRoutingDeadline({ now, routeUntil }: DataOf<'PassRoutingDeadline'>, document: KnownDocument): Decided {
  const { id, passed } = document.facts;
  if ((document.status !== 'received' && document.status !== 'rejected') || document.routeUntil !== routeUntil) return [];
  if (passed.includes(`routing ${routeUntil}`)) return [];
  checkOver(routeUntil, now);
  return fact('RoutingDeadlinePassed', { document: id, routeUntil });
}
