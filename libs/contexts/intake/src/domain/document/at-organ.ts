import type { DocumentEvent } from '#contracts';
import { refuse } from '#kernel';
import { checkHolder, checkOrgan, checkOrganOrOgauc } from '../actor.ts';
import { checkAddressee } from '../addressee.ts';
import { isOver } from '../moment.ts';
import type { DataOf } from './commands.ts';
import { dueData, fact } from './facts.ts';
import { outOfTurn } from './refusals.ts';
import { holderOf, type KnownDocument } from './state.ts';

type Decided = readonly DocumentEvent[];

export function accept({ actor }: DataOf<'AcceptDocument'>, document: KnownDocument): Decided {
  if (document.status !== 'routed') throw outOfTurn(document);
  checkOrgan(actor, document.organ, document.facts);
  return fact('DocumentAcceptedByOrgan', { document: document.facts.id, organ: document.organ });
}

/** Before accepting it, an organ may give a document back to the desk. */
export function reject({ actor, reason, today, routeUntil }: DataOf<'RejectDocument'>, document: KnownDocument): Decided {
  if (document.status !== 'routed') throw outOfTurn(document);
  checkOrgan(actor, document.organ, document.facts);
  return fact('DocumentRejectedByOrgan', { document: document.facts.id, organ: document.organ, reason, date: today, ...(routeUntil !== undefined && { routeUntil }) });
}

/** By the organ that holds it, or by OGAUC, which sees to the organs that have no coordinator. */
export function reroute({ actor, organ, reason, due }: DataOf<'RerouteDocument'>, document: KnownDocument): Decided {
  if (document.status !== 'routed' && document.status !== 'accepted') throw outOfTurn(document);
  checkOrganOrOgauc(actor, document.organ, document.facts);
  if (organ.id === document.organ) throw refuse('conflict', 'same-organ', `El documento ya lo tiene el órgano ${organ.id}: elija otro.`, { field: 'organ' });
  checkAddressee(organ, document.facts.foreign);
  return fact('DocumentRerouted', { document: document.facts.id, from: document.organ, to: organ.id, reason, ...dueData(due ?? document.facts.due) });
}

export function answer({ actor, now, kind, reference, folios }: DataOf<'AnswerDocument'>, document: KnownDocument): Decided {
  if (document.status !== 'accepted') throw document.status === 'routed' ? notAccepted(document.organ) : outOfTurn(document);
  const { facts, organ } = document;
  checkOrgan(actor, organ, facts);
  if (kind !== 'conocimiento' && reference === undefined) {
    throw refuse('invalid', 'answer-without-reference', 'Indique el número del documento con que se atiende, o elija la toma de conocimiento.', { field: 'reference' });
  }
  return fact('DocumentAnswered', {
    document: facts.id,
    organ,
    kind,
    folios,
    ...(reference !== undefined && { reference }),
    ...(facts.due && { onTime: !isOver(facts.due.at, now) }),
  });
}

export function archive({ actor }: DataOf<'ArchiveDocument'>, document: KnownDocument): Decided {
  if (document.status !== 'answered') throw document.status === 'accepted' ? notAnswered() : outOfTurn(document);
  checkOrgan(actor, document.organ, document.facts);
  return fact('DocumentArchived', { document: document.facts.id, organ: document.organ });
}

/** Another entity is competent: by whoever holds the document, desk or organ (TUO Ley 27444, art. 141). */
export function remit({ actor, entity, reference, toldBy }: DataOf<'RemitDocument'>, document: KnownDocument): Decided {
  const { status } = document;
  if (status !== 'received' && status !== 'rejected' && status !== 'routed' && status !== 'accepted') throw outOfTurn(document, 'TUO.141');
  checkHolder(actor, holderOf(document), document.facts);
  return fact('DocumentRemitted', {
    document: document.facts.id,
    ...('organ' in document && { organ: document.organ }),
    entity,
    ...(reference !== undefined && { reference }),
    toldBy,
  });
}

const notAccepted = (organ: string) => refuse('conflict', 'not-accepted', `El órgano ${organ} debe aceptar el documento antes de atenderlo.`, { provision: 'DIR.5.4' });
const notAnswered = () => refuse('conflict', 'not-answered', 'El documento se archiva después de atenderlo.', { provision: 'DIR.5.4' });
