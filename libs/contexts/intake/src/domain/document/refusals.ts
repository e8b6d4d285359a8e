import { stateNames } from '#contracts';
import { never, refuse, type DomainError } from '#kernel';
import type { IntakeDocument, KnownDocument } from './state.ts';

/** @throws DomainError `document-unknown` */
export function known(document: IntakeDocument): KnownDocument {
  if (document.status === 'unknown') throw unknownDocument();
  return document;
}

export const unknownDocument = (): DomainError => refuse('not-found', 'document-unknown', 'No existe un documento con ese número. Revise el centro, el año y el número.');

/** What a document's state does not allow, by that state: where the document is, and what is possible instead. */
export function outOfTurn(document: KnownDocument, provision = 'DIR.5.4'): DomainError {
  const because = (code: string, message: string) => refuse('conflict', code, message, { provision });
  switch (document.status) {
    case 'received':
      return because('not-routed', 'El documento está en la mesa de partes y aún no se ha derivado.');
    case 'observed':
      return because('observation-pending', `El documento está observado hasta el ${document.observation.remedyBy}: no se deriva ni se resuelve mientras no se subsane (TUO Ley 27444, art. 136.3).`);
    case 'routed':
      return because('already-routed', `El documento ya está derivado al órgano ${document.organ}, que lo tiene en su bandeja.`);
    case 'rejected':
      return because('back-at-desk', 'El órgano devolvió el documento a la mesa de partes, que debe derivarlo de nuevo.');
    case 'accepted':
      return because('held-by-organ', `El documento lo tiene el órgano ${document.organ}, que ya lo aceptó.`);
    case 'answered':
      return because('already-answered', `El órgano ${document.organ} ya atendió el documento: solo falta archivarlo.`);
    case 'archived':
    case 'not-presented':
    case 'returned':
    case 'remitted':
    case 'annulled':
      return because('document-finished', `El documento terminó su trámite: ${stateNames[document.status].toLowerCase()}.`);
    default:
      return never(document);
  }
}
