import { intakeEvents } from '#contracts';
import { declareContext } from '#serving';
import { coordinatorActs } from './http/coordinators.ts';
import { deskActs } from './http/desks.ts';
import { documentSteps } from './http/documents.ts';
import { expedienteActs } from './http/expedientes.ts';
import { uploadFile } from './http/files.ts';
import { importCases } from './http/import.ts';
import { receiveDocument } from './http/receive.ts';
import { registrarsView } from './http/registrars.ts';
import { applyErasures, erasuresView, eraseSubject } from './http/subjects.ts';
import { answerTimer, remedyTimer, routingTimer } from './policies/deadlines.ts';
import { desk } from './domain/desk/index.ts';
import { document } from './domain/document/index.ts';
import { documentCoordinator } from './domain/document-coordinator/index.ts';
import { expediente } from './domain/expediente/index.ts';
import { register } from './domain/register/index.ts';
import { subject } from './domain/subject/index.ts';
import { rules } from './rules.ts';
import { joinTimer, linkTimer, unlinkTimer } from './policies/expedientes.ts';

/** Mesa de partes: documents, expedientes, desks and those who own the organs' trays. */
export const intake = declareContext({
  name: 'intake',
  events: intakeEvents,
  aggregates: [register, document, expediente, desk, documentCoordinator, subject],
  rules,
  endpoints: [receiveDocument, ...documentSteps, ...deskActs, ...expedienteActs, ...coordinatorActs, uploadFile, eraseSubject, importCases],
  views: [erasuresView, registrarsView],
  timers: [remedyTimer, routingTimer, answerTimer, linkTimer, unlinkTimer, joinTimer],
  start: async (services) => {
    await applyErasures(services);
    return () => undefined;
  },
});

export { desk, ReceiveDocumentInput } from './domain/index.ts';
