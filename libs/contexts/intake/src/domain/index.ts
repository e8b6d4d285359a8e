export type { CommandActor, Holder } from './actor.ts';
export type { Due } from './moment.ts';
export { register } from './register/index.ts';
export { ReceiveDocumentInput, type ReceiveDocument } from './register/commands.ts';
export type { Register } from './register/decide.ts';
export { deskOfDocument, document } from './document/index.ts';
export {
  AcceptDocumentInput,
  AddToExpedienteInput,
  AnnulDocumentInput,
  AnswerDocumentInput,
  ArchiveDocumentInput,
  AttachFileInput,
  CorrectFoliosInput,
  LeaveExpedienteInput,
  ObserveDocumentInput,
  RejectDocumentInput,
  RemedyDocumentInput,
  RemitDocumentInput,
  RerouteDocumentInput,
  ReturnDocumentInput,
  RouteDocumentInput,
  type DocumentCommand,
} from './document/commands.ts';
export { holderOf, type IntakeDocument, type KnownDocument } from './document/state.ts';
export { desk } from './desk/index.ts';
export {
  ChangeDeskHoursInput,
  CloseDeskInput,
  CloseFindingInput,
  ImplementMesaDePartesInput,
  OpenDeskInput,
  OperatorInput,
  RaiseFindingInput,
  ReportDeskDidNotOpenInput,
  SuperviseMesaDePartesInput,
  type DeskCommand,
} from './desk/commands.ts';
export { continuous8h } from './desk/hours.ts';
export type { Desk, ImplementedDesk } from './desk/state.ts';
export { expediente } from './expediente/index.ts';
export {
  CloseExpedienteInput,
  FoliateDocumentInput,
  JoinExpedienteInput,
  OpenExpedienteInput,
  SeverFoliosInput,
  type ExpedienteCommand,
} from './expediente/commands.ts';
export { bodiesOf, foliosPerBody, isJoinable, type Expediente } from './expediente/state.ts';
export { documentCoordinator } from './document-coordinator/index.ts';
export {
  DesignateDocumentCoordinatorInput,
  ReplaceDocumentCoordinatorInput,
  WithdrawDocumentCoordinatorInput,
  type DocumentCoordinatorCommand,
} from './document-coordinator/commands.ts';
export type { DocumentCoordinator } from './document-coordinator/decide.ts';
