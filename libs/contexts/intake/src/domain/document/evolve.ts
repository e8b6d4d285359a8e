import type { DocumentEvent, DocumentReceived } from '#contracts';
import { never } from '#kernel';
import { dueOf } from './facts.ts';
import { toldOf } from './foreign.ts';
import type { AtDesk, Facts, IntakeDocument, KnownDocument } from './state.ts';

export function evolve(state: IntakeDocument, event: DocumentEvent): IntakeDocument {
  if (event.type === 'DocumentReceived') return received(event.data);
  return state.status === 'unknown' ? state : next(state, event);
}

const none: Facts['foreignSteps'] = new Map();

function received(data: DocumentReceived): KnownDocument {
  const facts: Facts = {
    id: data.document,
    desk: data.desk,
    foreign: data.origin !== undefined,
    folios: data.folios,
    observed: data.observation !== undefined,
    everRouted: false,
    everAccepted: false,
    passed: [],
    files: data.files.map(({ sha256 }) => sha256),
    addressee: data.organ,
    foreignSteps: none,
  };
  if (data.observation) return { facts, status: 'observed', observation: data.observation };
  return { facts: clocked(facts, data), status: 'received', ...atDesk(data.legalDate, data.routeUntil) };
}

function next(document: KnownDocument, event: Exclude<DocumentEvent, { type: 'DocumentReceived' }>): KnownDocument {
  const { facts } = document;
  switch (event.type) {
    case 'DocumentObserved': {
      const { requirements, remedyBy, remedyUntil } = event.data;
      return { facts: { ...stopped(facts), observed: true }, status: 'observed', observation: { requirements, remedyBy, remedyUntil } };
    }
    case 'DocumentRemedied':
      return { facts: { ...clocked(facts, event.data), folios: event.data.folios }, status: 'received', ...atDesk(event.data.legalDate, event.data.routeUntil) };
    case 'DocumentHeldNotPresented':
      return { facts, status: 'not-presented' };
    case 'DocumentReturned':
      return { facts, status: 'returned' };
    case 'DocumentRouted':
      return { facts: { ...clocked(facts, event.data), everRouted: true }, status: 'routed', organ: event.data.organ };
    case 'DocumentRerouted':
      return { facts: clocked(facts, event.data), status: 'routed', organ: event.data.to };
    case 'DocumentAcceptedByOrgan':
      return { facts: { ...facts, everAccepted: true }, status: 'accepted', organ: event.data.organ };
    case 'DocumentRejectedByOrgan':
      return { facts, status: 'rejected', ...atDesk(event.data.date, event.data.routeUntil) };
    case 'DocumentAnswered':
      return { facts, status: 'answered', organ: event.data.organ };
    case 'DocumentArchived':
      return { facts, status: 'archived', organ: event.data.organ };
    case 'DocumentRemitted':
      return { facts, status: 'remitted', entity: event.data.entity };
    case 'DocumentAnnulled':
      return { facts, status: 'annulled' };
    case 'FoliosCorrected':
      return { ...document, facts: { ...facts, folios: event.data.folios } };
    case 'AnswerDeadlinePassed':
      return { ...document, facts: { ...facts, passed: [...facts.passed, `answer ${event.data.dueAt}`] } };
    case 'RoutingDeadlinePassed':
      return { ...document, facts: { ...facts, passed: [...facts.passed, `routing ${event.data.routeUntil}`] } };
    case 'FileAttached':
      return { ...document, facts: { ...facts, files: [...facts.files, event.data.file.sha256] } };
    case 'DocumentAddedToExpediente':
      return { ...document, facts: { ...facts, expediente: event.data.expediente } };
    case 'DocumentLeftExpediente': {
      const { expediente: _left, ...rest } = facts;
      return { ...document, facts: rest };
    }
    case 'ForeignStepRecorded':
      return { ...document, facts: { ...facts, foreignSteps: new Map(facts.foreignSteps).set(event.data.step, toldOf(event.data)) } };
    default:
      return never(event);
  }
}

const atDesk = (since: string, routeUntil: string | undefined): AtDesk => ({ since, ...(routeUntil !== undefined && { routeUntil }) });

/** The clock stops: no term runs (TUO Ley 27444, art. 136.3). */
function stopped({ due: _stopped, ...facts }: Facts): Facts {
  return facts;
}

/** The term that the event tells, or the one that ran before. */
function clocked(facts: Facts, data: { readonly dueDate?: string; readonly dueAt?: string }): Facts {
  const due = dueOf(data);
  return due ? { ...facts, due } : facts;
}
