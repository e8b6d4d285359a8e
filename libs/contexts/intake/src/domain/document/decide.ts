import type { DocumentEvent } from '#contracts';
import { never } from '#kernel';
import { addToExpediente, attachFile, correctFolios, leaveExpediente, passAnswerDeadline, passRoutingDeadline } from './anywhere.ts';
import { annul, giveBack, holdNotPresented, observe, remedy, route } from './at-desk.ts';
import { accept, answer, archive, reject, remit, reroute } from './at-organ.ts';
import type { DocumentCommand } from './commands.ts';
import { recordForeignStep } from './foreign.ts';
import { known } from './refusals.ts';
import type { IntakeDocument } from './state.ts';

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: DocumentCommand, state: IntakeDocument): readonly DocumentEvent[] {
  const document = known(state);
  switch (command.type) {
    case 'ObserveDocument':
      return observe(command.data, document);
    case 'RemedyDocument':
      return remedy(command.data, document);
    case 'HoldNotPresented':
      return holdNotPresented(command.data, document);
    case 'ReturnDocument':
      return giveBack(command.data, document);
    case 'RouteDocument':
      return route(command.data, document);
    case 'RerouteDocument':
      return reroute(command.data, document);
    case 'AcceptDocument':
      return accept(command.data, document);
    case 'RejectDocument':
      return reject(command.data, document);
    case 'AnswerDocument':
      return answer(command.data, document);
    case 'ArchiveDocument':
      return archive(command.data, document);
    case 'RemitDocument':
      return remit(command.data, document);
    case 'CorrectFolios':
      return correctFolios(command.data, document);
    case 'AnnulDocument':
      return annul(command.data, document);
    case 'AttachFile':
      return attachFile(command.data, document);
    case 'AddToExpediente':
      return addToExpediente(command.data, document);
    case 'LeaveExpediente':
      return leaveExpediente(command.data, document);
    case 'RecordForeignStep':
      return recordForeignStep(command.data, document);
    case 'PassAnswerDeadline':
      return passAnswerDeadline(command.data, document);
    case 'PassRoutingDeadline':
      return passRoutingDeadline(command.data, document);
    default:
      return never(command);
  }
}
