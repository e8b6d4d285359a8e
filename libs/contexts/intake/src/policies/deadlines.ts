import { documentEvents, type DocumentEvent } from '#contracts';
import type { RecordedEvent } from '#kernel';
import type { Timer, TimerChange } from '#platform';
import { document } from '../domain/document/index.ts';

const eventOf = (event: RecordedEvent): DocumentEvent | undefined => (event.type in documentEvents ? (event as RecordedEvent & DocumentEvent) : undefined);

const set = (key: string, dueAt: string | undefined): readonly TimerChange[] => (dueAt === undefined ? [] : [{ key, dueAt }]);
const clear = (key: string): readonly TimerChange[] => [{ key, cleared: true }];

/** Two working days to remedy; then the document is held not presented (TUO Ley 27444, art. 136.4). */
export const remedyTimer: Timer = {
  name: 'remedy',
  events: ['DocumentReceived', 'DocumentObserved', 'DocumentRemedied', 'DocumentHeldNotPresented', 'DocumentAnnulled', 'DocumentRemitted'],
  changes(recorded) {
    const event = eventOf(recorded);
    switch (event?.type) {
      case 'DocumentReceived':
        return set(event.data.document, event.data.observation?.remedyUntil);
      case 'DocumentObserved':
        return set(event.data.document, event.data.remedyUntil);
      case 'DocumentRemedied':
      case 'DocumentHeldNotPresented':
      case 'DocumentAnnulled':
      case 'DocumentRemitted':
        return clear(event.data.document);
      default:
        return [];
    }
  },
  fire: (id, remedyUntil, now) => ({ run: (execute) => execute(document, id, { type: 'HoldNotPresented', data: { now: now.toISOString(), remedyUntil } }) }),
};

/** The day on which the desk must route (TUO Ley 27444, art. 143.1). */
export const routingTimer: Timer = {
  name: 'routing',
  events: ['DocumentReceived', 'DocumentRemedied', 'DocumentRejectedByOrgan', 'DocumentObserved', 'DocumentRouted', 'DocumentAnnulled', 'DocumentRemitted', 'RoutingDeadlinePassed'],
  changes(recorded) {
    const event = eventOf(recorded);
    switch (event?.type) {
      case 'DocumentReceived':
      case 'DocumentRemedied':
      case 'DocumentRejectedByOrgan':
        return set(event.data.document, event.data.routeUntil);
      case 'DocumentObserved':
      case 'DocumentRouted':
      case 'DocumentAnnulled':
      case 'DocumentRemitted':
      case 'RoutingDeadlinePassed':
        return clear(event.data.document);
      default:
        return [];
    }
  },
  fire: (id, routeUntil, now) => ({ run: (execute) => execute(document, id, { type: 'PassRoutingDeadline', data: { now: now.toISOString(), routeUntil } }) }),
};

/** The term of the kind of trámite to answer. */
export const answerTimer: Timer = {
  name: 'answer',
  events: [
    'DocumentReceived',
    'DocumentRemedied',
    'DocumentRouted',
    'DocumentRerouted',
    'DocumentObserved',
    'DocumentAnswered',
    'DocumentArchived',
    'DocumentRemitted',
    'DocumentAnnulled',
    'DocumentHeldNotPresented',
    'AnswerDeadlinePassed',
  ],
  changes(recorded) {
    const event = eventOf(recorded);
    switch (event?.type) {
      case 'DocumentReceived':
      case 'DocumentRemedied':
      case 'DocumentRouted':
      case 'DocumentRerouted':
        return set(event.data.document, event.data.dueAt);
      case 'DocumentObserved':
      case 'DocumentAnswered':
      case 'DocumentArchived':
      case 'DocumentRemitted':
      case 'DocumentAnnulled':
      case 'DocumentHeldNotPresented':
      case 'AnswerDeadlinePassed':
        return clear(event.data.document);
      default:
        return [];
    }
  },
  fire: (id, dueAt, now) => ({ run: (execute) => execute(document, id, { type: 'PassAnswerDeadline', data: { now: now.toISOString(), dueAt } }) }),
};
