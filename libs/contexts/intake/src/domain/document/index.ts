import { parseDocumentId, registerId, type DocumentEvent, type DocumentNumber } from '#contracts';
import { streamOf, type Aggregate } from '#kernel';
import { register } from '../register/index.ts';
import type { DocumentCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { unknownDocument } from './refusals.ts';
import type { IntakeDocument } from './state.ts';

/** A document's life after its reception, which its register's entry founds: stream `document-<desk>-<year>-<number>`. */
export const document: Aggregate<IntakeDocument, DocumentCommand, DocumentEvent> = {
  name: 'document',
  events: {
    DocumentReceived: { version: 1, provision: 'DIR.5.4' },
    DocumentObserved: { version: 1, provision: 'TUO.136.1' },
    DocumentRemedied: { version: 1, provision: 'TUO.136.1' },
    DocumentHeldNotPresented: { version: 1, provision: 'TUO.136.4' },
    DocumentReturned: { version: 1, provision: 'TUO.136.4' },
    DocumentRouted: { version: 1, provision: 'TUO.143.1' },
    DocumentRerouted: { version: 1, provision: 'DIR.5.4' },
    DocumentAcceptedByOrgan: { version: 1, provision: 'DIR.5.1.1.b' },
    DocumentRejectedByOrgan: { version: 1, provision: 'DIR.5.1.1.b' },
    DocumentAnswered: { version: 1, provision: 'DIR.5.1.1.b' },
    DocumentArchived: { version: 1, provision: 'DIR.5.4' },
    DocumentRemitted: { version: 1, provision: 'TUO.141' },
    FoliosCorrected: { version: 1, provision: 'DIR.5.4' },
    DocumentAnnulled: { version: 1, provision: 'DIR.5.4' },
    AnswerDeadlinePassed: { version: 1, provision: 'TUO.143' },
    RoutingDeadlinePassed: { version: 1, provision: 'TUO.143.1' },
    FileAttached: { version: 1, provision: 'DIR.5.4' },
    DocumentAddedToExpediente: { version: 1, provision: 'TUO.161' },
    DocumentLeftExpediente: { version: 1, provision: 'TUO.161' },
    ForeignStepRecorded: { version: 1, provision: 'DIR.5.4' },
  },
  initialState: { status: 'unknown' },
  decide,
  evolve,
  origin: (id) => {
    const { number, ...of } = numbered(id);
    return { stream: streamOf(register, registerId(of)), revision: number - 1 };
  },
  placeOf: (id) => ({ centre: deskOfDocument(id) }),
};

/** @throws DomainError `document-unknown` if it is no id of a document */
export const deskOfDocument = (id: string): string => numbered(id).desk;

function numbered(id: string): DocumentNumber {
  const parts = parseDocumentId(id);
  if (!parts) throw unknownDocument();
  return parts;
}
