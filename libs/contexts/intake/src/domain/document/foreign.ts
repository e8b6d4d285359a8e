import { pendingStates, type DocumentEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { checkDesk } from '../actor.ts';
import { checkAddressee } from '../addressee.ts';
import type { DataOf } from './commands.ts';
import { fact } from './facts.ts';
import type { KnownDocument } from './state.ts';

type Step = DataOf<'RecordForeignStep'>;

/** All that was recorded of a step: told again otherwise, it would be another step. */
export const toldOf = ({ activity, group, resource, at }: Pick<Step, 'activity' | 'group' | 'resource' | 'at'>): string => JSON.stringify([activity, group, resource, at]);

/**
 * A step of another system's history: once by its id, whatever state the document is in, in that system's words. Where
 * the mapping takes it for one of our steps and the document stands so that it can be one, that follows.
 * @throws DomainError `foreign-step-differs`, those of history and of the addressee
 */
export function recordForeignStep(command: Step, document: KnownDocument): readonly DocumentEvent[] {
  const { actor, step, activity, group, resource, at } = command;
  const { facts } = document;
  checkDesk(actor, { desk: facts.desk, foreign: facts.foreign });
  const before = facts.foreignSteps.get(step);
  if (before === toldOf(command)) return [];
  if (before !== undefined) throw refuse('conflict', 'foreign-step-differs', 'La actuación ya se registró con otros datos: la historia importada no se reescribe.', { field: 'step' });
  const recorded = { document: facts.id, step, activity, ...(group !== undefined && { group }), ...(resource !== undefined && { resource }), at };
  return [...fact('ForeignStepRecorded', recorded), ...equivalent(command, document)];
}

/** What the step is in our terms; nothing if the mapping names nothing or the document's state has no place for it. */
function equivalent({ as, today }: Step, document: KnownDocument): readonly DocumentEvent[] {
  const { id, addressee } = document.facts;
  switch (as?.kind) {
    case undefined:
      return [];
    case 'routed':
      checkAddressee(as.organ, true);
      return routed(as.organ.id, today, document);
    case 'accepted':
      return document.status === 'routed' ? fact('DocumentAcceptedByOrgan', { document: id, organ: document.organ }) : [];
    case 'archived':
      return isOpen(document) ? fact('DocumentArchived', { document: id, organ: 'organ' in document ? document.organ : addressee }) : [];
    default:
      return never(as);
  }
}

function routed(organ: string, today: string, document: KnownDocument): readonly DocumentEvent[] {
  const { id } = document.facts;
  switch (document.status) {
    case 'received':
    case 'rejected':
      return fact('DocumentRouted', { document: id, organ, sameDay: today <= document.since });
    case 'routed':
    case 'accepted':
      return organ === document.organ ? [] : fact('DocumentRerouted', { document: id, from: document.organ, to: organ, reason: 'Según el sistema de origen' });
    default:
      return [];
  }
}

const isOpen = ({ status }: KnownDocument): boolean => status === 'answered' || pendingStates.includes(status);
