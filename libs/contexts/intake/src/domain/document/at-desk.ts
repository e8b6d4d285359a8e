import type { DocumentEvent } from '#contracts';
import { refuse } from '#kernel';
import { checkDesk } from '../actor.ts';
import { checkAddressee } from '../addressee.ts';
import { isOver, checkOver } from '../moment.ts';
import type { DataOf } from './commands.ts';
import { dueData, fact } from './facts.ts';
import { outOfTurn } from './refusals.ts';
import type { KnownDocument } from './state.ts';

type Decided = readonly DocumentEvent[];

/** Once only, and before the document leaves the desk (TUO Ley 27444, art. 136.1). */
export function observe({ actor, requirements, remedyBy, remedyUntil }: DataOf<'ObserveDocument'>, document: KnownDocument): Decided {
  const { facts } = document;
  checkDesk(actor, facts);
  if (facts.observed) throw refuse('conflict', 'already-observed', 'El documento ya fue observado: se observa en un solo acto y por una sola vez.', { provision: 'TUO.136.1' });
  if (facts.everRouted) throw refuse('conflict', 'observation-too-late', 'El documento ya se derivó: la mesa de partes solo puede observarlo antes.', { provision: 'TUO.136.1' });
  if (document.status !== 'received') throw outOfTurn(document, 'TUO.136.1');
  return fact('DocumentObserved', { document: facts.id, requirements, remedyBy, remedyUntil });
}

/** In time to the last second of the term. The clocks run again, from the legal date of what was added. */
export function remedy({ actor, now, legalDate, addedFolios, routeUntil, due }: DataOf<'RemedyDocument'>, document: KnownDocument): Decided {
  const { facts } = document;
  checkDesk(actor, facts);
  if (document.status === 'not-presented' || (document.status === 'observed' && isOver(document.observation.remedyUntil, now))) throw tooLate();
  if (document.status !== 'observed') throw notObserved();
  return fact('DocumentRemedied', { document: facts.id, legalDate, folios: facts.folios + addedFolios, ...(routeUntil !== undefined && { routeUntil }), ...dueData(due) });
}

/** Fired by the term of an observation; a term that was remedied, or another's, is no news. */
export function holdNotPresented({ now, remedyUntil }: DataOf<'HoldNotPresented'>, document: KnownDocument): Decided {
  if (document.status !== 'observed' || document.observation.remedyUntil !== remedyUntil) return [];
  checkOver(remedyUntil, now);
  return fact('DocumentHeldNotPresented', { document: document.facts.id, remedyUntil });
}

export function giveBack({ actor, to }: DataOf<'ReturnDocument'>, document: KnownDocument): Decided {
  checkDesk(actor, document.facts);
  if (document.status !== 'not-presented') throw refuse('conflict', 'not-held-not-presented', 'Solo se devuelve con sus anexos el documento que se tuvo por no presentado.', { provision: 'TUO.136.4' });
  return fact('DocumentReturned', { document: document.facts.id, to });
}

/** Due on the day that it came in (TUO Ley 27444, arts. 128 and 143.1). Later it is allowed, and on record. */
export function route({ actor, organ, today, due }: DataOf<'RouteDocument'>, document: KnownDocument): Decided {
  const { facts } = document;
  checkDesk(actor, facts);
  if (document.status !== 'received' && document.status !== 'rejected') throw outOfTurn(document);
  checkAddressee(organ, facts.foreign);
  return fact('DocumentRouted', { document: facts.id, organ: organ.id, sameDay: today <= document.since, ...dueData(due ?? facts.due) });
}

/** Registered by mistake. Once an organ has accepted the document it is no mistake of the desk's any more. */
export function annul({ actor, reason }: DataOf<'AnnulDocument'>, document: KnownDocument): Decided {
  const { facts, status } = document;
  checkDesk(actor, facts);
  if (status !== 'received' && status !== 'observed' && status !== 'routed' && status !== 'rejected') throw outOfTurn(document);
  if (facts.everAccepted) throw refuse('conflict', 'annulled-too-late', 'Un órgano ya aceptó el documento: no puede anularse su registro.', { provision: 'DIR.5.4' });
  return fact('DocumentAnnulled', { document: facts.id, reason });
}

const tooLate = () =>
  refuse('conflict', 'remedy-too-late', 'El plazo para subsanar venció: el documento se tiene por no presentado. La persona puede recogerlo y presentarlo de nuevo.', { provision: 'TUO.136.4' });

const notObserved = () => refuse('conflict', 'not-observed', 'El documento no tiene una observación pendiente que subsanar.', { provision: 'TUO.136.1' });
