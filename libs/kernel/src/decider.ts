import type { DomainEvent } from './event.ts';

export interface Command<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/**
 * The pure heart of an aggregate. No clock, no random, no I/O: time, ids and the actor arrive in the command.
 * `decide` returns what happened (nothing changed = no events) or throws a {@link DomainError}.
 * `evolve` never throws on what `decide` returned.
 */
export interface Decider<S, C extends Command, E extends DomainEvent> {
  readonly initialState: S;
  decide(command: C, state: S): readonly E[];
  evolve(state: S, event: E): S;
}

/** Ends every switch over a union: the compiler refuses a case that was forgotten. */
export function never(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
