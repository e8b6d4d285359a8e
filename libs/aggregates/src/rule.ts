import type { Calendar } from '#calendar';
import type { Directory, OrganType } from '#contracts';
import type { RecordedEvent } from '#kernel';

/** How an obligation stands for a place. */
export type Assessment =
  | { readonly standing: 'kept'; readonly since?: string }
  /** `due`: last date or instant in time. */
  | { readonly standing: 'due'; readonly due: string; readonly why?: string }
  | { readonly standing: 'breached'; readonly since: string; readonly why: string }
  | { readonly standing: 'not-applicable' | 'not-measurable'; readonly why: string };

/** When, and of whom, it is judged. */
export interface Judged {
  readonly now: string;
  /** The date in Lima. */
  readonly today: string;
  /** Code of the centre or id of the organ; `nation`. */
  readonly place: string;
  /** First date on which the place is bound: the Directive's own, or the place's. */
  readonly boundSince: string;
  readonly calendar: Calendar;
  /** Centres, organs and dated policies. */
  readonly directory: Directory;
}

/**
 * What a provision obliges a centre, an organ or the nation to, and how that is seen in the events. Folded and judged by
 * pure functions: the board after a replay is the board that was.
 */
export interface Rule<S = unknown> {
  /** The provision, with a suffix where it obliges to several things: `DIR.4.3`, `DIR.4.3-specialists`. Never changes. */
  readonly id: string;
  readonly provision: string;
  /** es-PE: the obligation in a sentence. */
  readonly title: string;
  readonly of: 'nation' | 'centre' | 'organ';
  /** Kinds of organ that it obliges; línea and apoyo unless told. */
  readonly organs?: readonly OrganType[];
  /** Types of the events that it heeds. */
  readonly events: readonly string[];
  readonly initial: S;
  /** Raised whenever `fold` or the shape of its state changes. */
  readonly version: number;
  /** Places that an event concerns; the centre or organ whose history it is, unless told. */
  placesOf?(event: RecordedEvent): readonly string[];
  fold(state: S, event: RecordedEvent, place: string): S;
  assess(state: S, judged: Judged): Assessment;
}

export const nation = 'nation';

/** Keeps a rule's own types; lists of rules know nothing of them. */
export const rule = <S>(spec: Rule<S>): Rule => spec as unknown as Rule;
