import { DocumentId, input, publicText } from '#contracts';
import type { CommandActor, Holder } from '../actor.ts';

const reason = publicText(500, 5);

export const OpenExpedienteInput = input({ document: DocumentId });
export const FoliateDocumentInput = input({ document: DocumentId });
export const SeverFoliosInput = input({ document: DocumentId, reason });
export const JoinExpedienteInput = input({ other: DocumentId });
export const CloseExpedienteInput = input({ reason });

interface By<T extends string, D = unknown> {
  readonly type: T;
  /** `holder`: who has the document that opened the expediente; `foreign`: another system's history. */
  readonly data: { readonly actor: CommandActor; readonly holder: Holder; readonly foreign: boolean } & D;
}

/** A document as it was looked up. */
interface Sheet {
  readonly id: string;
  readonly folios: number;
  readonly expediente?: string;
}

/**
 * The expediente's side. A document's own side is `AddToExpediente` and `LeaveExpediente`; both are repeatable, and a
 * document enters the expediente first. To join, `AbsorbExpediente` goes to the one that receives, then
 * `JoinExpediente` to the one that joins: one that received another never joins, so that no circle can close.
 */
export type ExpedienteCommand =
  | By<'OpenExpediente', { readonly document: Sheet }>
  | By<'FoliateDocument', { readonly document: Sheet }>
  | By<'SeverFolios', { readonly document: string; readonly reason: string }>
  | By<'AbsorbExpediente', { readonly other: { readonly id: string; readonly folios: number; readonly joinable: boolean } }>
  | By<'JoinExpediente', { readonly other: string }>
  | By<'CloseExpediente', { readonly reason: string }>;

export type DataOf<T extends ExpedienteCommand['type']> = Extract<ExpedienteCommand, { type: T }>['data'];
