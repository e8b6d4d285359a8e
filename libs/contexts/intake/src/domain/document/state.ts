import type { Observation } from '#contracts';
import { never } from '#kernel';
import type { Holder } from '../actor.ts';
import type { Due } from '../moment.ts';

/** What is true of a document wherever it stands. */
export interface Facts {
  readonly id: string;
  readonly desk: string;
  /** Another system's history. */
  readonly foreign: boolean;
  readonly folios: number;
  /** Once only in its life (TUO Ley 27444, art. 136.1). */
  readonly observed: boolean;
  readonly everRouted: boolean;
  readonly everAccepted: boolean;
  /** Term to answer; absent while an observation is open, or if there is none. */
  readonly due?: Due;
  /** Instants whose passing was recorded. */
  readonly passed: readonly string[];
  readonly files: readonly string[];
  readonly expediente?: string;
  /** Whom the person addressed. */
  readonly addressee: string;
  /** Another system's steps by their id, each with what was recorded of it. */
  readonly foreignSteps: ReadonlyMap<string, string>;
}

/** At the desk: to be routed on `since` (a date of Lima), and no later than `routeUntil` if that is timed. */
export interface AtDesk {
  readonly since: string;
  readonly routeUntil?: string;
}

export type Situation =
  | ({ readonly status: 'received' } & AtDesk)
  | { readonly status: 'observed'; readonly observation: Observation }
  | { readonly status: 'routed'; readonly organ: string }
  | ({ readonly status: 'rejected' } & AtDesk)
  | { readonly status: 'accepted'; readonly organ: string }
  | { readonly status: 'answered'; readonly organ: string }
  | { readonly status: 'archived'; readonly organ: string }
  | { readonly status: 'not-presented' }
  | { readonly status: 'returned' }
  | { readonly status: 'remitted'; readonly entity: string }
  | { readonly status: 'annulled' };

export type KnownDocument = { readonly facts: Facts } & Situation;
export type IntakeDocument = { readonly status: 'unknown' } | KnownDocument;

/** Who has the document: always exactly one. It is the organ's from the moment that the desk routes it. */
export function holderOf(document: KnownDocument): Holder {
  switch (document.status) {
    case 'received':
    case 'observed':
    case 'rejected':
    case 'not-presented':
    case 'annulled':
      return { kind: 'desk', id: document.facts.desk };
    case 'routed':
    case 'accepted':
    case 'answered':
    case 'archived':
      return { kind: 'organ', id: document.organ };
    case 'returned':
      return { kind: 'sender' };
    case 'remitted':
      return { kind: 'entity', id: document.entity };
    default:
      return never(document);
  }
}
