import { Id, input, LocalDate, publicText, type OrganLookup } from '#contracts';
import type { CommandActor } from '../actor.ts';

/** Document by which the organ designated, such as a memorando and its number. */
const act = publicText(200, 3);

export const DesignateDocumentCoordinatorInput = input({ person: Id, from: LocalDate, act });
export const ReplaceDocumentCoordinatorInput = input({ person: Id, from: LocalDate, act });
export const WithdrawDocumentCoordinatorInput = input({ on: LocalDate, reason: publicText(500, 5) });

interface By<T extends string, D> {
  readonly type: T;
  /** `organ` as it is on the date of the act. */
  readonly data: { readonly actor: CommandActor; readonly organ: OrganLookup } & D;
}

interface Charge {
  /** Account of the person. */
  readonly person: string;
  readonly from: string;
  readonly act: string;
}

export type DocumentCoordinatorCommand =
  | By<'DesignateDocumentCoordinator', Charge>
  | By<'ReplaceDocumentCoordinator', Charge>
  | By<'WithdrawDocumentCoordinator', { readonly on: string; readonly reason: string }>;

export type DataOf<T extends DocumentCoordinatorCommand['type']> = Extract<DocumentCoordinatorCommand, { type: T }>['data'];
