import { z } from 'zod';
import { AnswerKind, choice, DocumentId, Folios, input, Notice, OrganId, publicText, Sha256, text, type OrganLookup, type StoredFile } from '#contracts';
import type { CommandActor } from '../actor.ts';
import type { Due } from '../moment.ts';

const reason = publicText(500, 5);
const reference = publicText(120);
const addedFolios = z.int({ error: 'Escriba un número entero de folios.' }).min(0, { error: 'Los folios no pueden ser negativos.' }).max(100_000, { error: 'Los folios son 100 000 como máximo.' }).default(0);

/** Requirements that are missing, each in words. They are stored in clear. */
export const Requirements = z
  .array(publicText(500), { error: 'Escriba la lista de requisitos que faltan.' })
  .min(1, { error: 'Indique al menos un requisito que falta.' })
  .max(30, { error: 'Indique 30 requisitos como máximo.' });

export const ObserveDocumentInput = input({ requirements: Requirements });
export const RemedyDocumentInput = input({ addedFolios });
export const ReturnDocumentInput = input({ to: choice(['sender', 'representative']) });
export const RouteDocumentInput = input({ organ: OrganId });
export const RerouteDocumentInput = input({ organ: OrganId, reason });
export const AcceptDocumentInput = input({});
export const RejectDocumentInput = input({ reason });
export const AnswerDocumentInput = input({ kind: choice(AnswerKind.options), reference: reference.exactOptional(), folios: addedFolios });
export const ArchiveDocumentInput = input({});
export const RemitDocumentInput = input({ entity: publicText(200, 3), reference: reference.exactOptional(), toldBy: choice(Notice.options) });
export const CorrectFoliosInput = input({ folios: Folios, reason });
export const AnnulDocumentInput = input({ reason });
export const AttachFileInput = input({ sha256: Sha256, name: text(255) });
export const AddToExpedienteInput = input({ expediente: DocumentId });
export const LeaveExpedienteInput = input({ reason });

/** A command of a person (or of the importer), with what the server adds. */
interface By<T extends string, D = unknown> {
  readonly type: T;
  readonly data: { readonly actor: CommandActor } & D;
}

/** A command of a timer; `now` is when it fired. */
interface Timed<T extends string, D> {
  readonly type: T;
  readonly data: { readonly now: string } & D;
}

/** A term to answer within, computed by the calendar; absent = unchanged, or none. */
interface Clocked {
  readonly due?: Due;
}

/** A step of another system, and what it would be here. */
interface ForeignStep {
  readonly step: string;
  readonly activity: string;
  readonly group?: string;
  readonly resource?: string;
  readonly at: string;
  readonly as?: { readonly kind: 'routed'; readonly organ: OrganLookup } | { readonly kind: 'accepted' | 'archived' };
}

export type DocumentCommand =
  | By<'ObserveDocument', { readonly requirements: readonly string[]; readonly remedyBy: string; readonly remedyUntil: string }>
  /** `legalDate` of what was added; `routeUntil` and `due` run from it. */
  | By<'RemedyDocument', Clocked & { readonly now: string; readonly legalDate: string; readonly addedFolios: number; readonly routeUntil?: string }>
  | Timed<'HoldNotPresented', { readonly remedyUntil: string }>
  | By<'ReturnDocument', { readonly to: 'sender' | 'representative' }>
  | By<'RouteDocument', Clocked & { readonly organ: OrganLookup; readonly today: string }>
  | By<'RerouteDocument', Clocked & { readonly organ: OrganLookup; readonly reason: string }>
  | By<'AcceptDocument'>
  | By<'RejectDocument', { readonly reason: string; readonly today: string; readonly routeUntil?: string }>
  | By<'AnswerDocument', { readonly now: string; readonly kind: AnswerKind; readonly reference?: string; readonly folios: number }>
  | By<'ArchiveDocument'>
  | By<'RemitDocument', { readonly entity: string; readonly reference?: string; readonly toldBy: Notice }>
  | By<'CorrectFolios', { readonly folios: number; readonly reason: string }>
  | By<'AnnulDocument', { readonly reason: string }>
  | By<'AttachFile', { readonly file: StoredFile; readonly sealedName?: string }>
  | By<'AddToExpediente', { readonly expediente: string }>
  | By<'LeaveExpediente', { readonly reason: string }>
  /** `today` is the step's date in its own system; `as` what the mapping takes it for, if anything. */
  | By<'RecordForeignStep', ForeignStep & { readonly today: string }>
  | Timed<'PassAnswerDeadline', { readonly dueAt: string }>
  | Timed<'PassRoutingDeadline', { readonly routeUntil: string }>;

export type DataOf<T extends DocumentCommand['type']> = Extract<DocumentCommand, { type: T }>['data'];
