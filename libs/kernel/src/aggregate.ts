import type { Command, Decider } from './decider.ts';
import type { DomainEvent } from './event.ts';

/** What the platform must know of an event type besides its shape. */
export interface EventKind {
  /** Newest version of the payload's schema. */
  readonly version: number;
  /** The provision that the event fulfils, such as `DIR.5.4`. */
  readonly provision: string;
}

/** Whose history an event belongs to: the key of order and of access. */
export interface Place {
  readonly centre?: string;
  readonly organ?: string;
}

/** A decider with its place in the log: stream `<name>-<id>`. */
export interface Aggregate<S, C extends Command, E extends DomainEvent> extends Decider<S, C, E> {
  readonly name: string;
  readonly events: { readonly [T in E['type']]: EventKind };
  readonly placeOf?: (id: string) => Place;
  /**
   * The event that founded it, where another stream holds that event (a document is founded by its register's entry).
   * It is folded before the own stream.
   */
  readonly origin?: (id: string) => { readonly stream: string; readonly revision: number };
  /** `last`: the last event alone tells the whole state, so that loading never grows with history. */
  readonly reads?: 'all' | 'last';
}

/** An aggregate whose state, commands and events are known to itself alone. */
export type AnyAggregate = Aggregate<never, never, never>;

export const streamOf = (aggregate: { readonly name: string }, id: string): string => `${aggregate.name}-${id}`;
