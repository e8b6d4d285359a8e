import { expect } from '@jest/globals';
import { DomainError, type Command, type Decider, type DomainEvent } from '#kernel';

interface Then<E extends DomainEvent> {
  /** These events, exactly. */
  then(...events: E[]): void;
  /** Events of these types, in this order, whatever their data. */
  thenTypes(...types: E['type'][]): void;
  /** Nothing changed. */
  thenNothing(): void;
  /** A refusal with this code. */
  thenRefused(code: string): DomainError;
}

/** A specification: given these events, when this command, then these events or this refusal. */
export function given<S, C extends Command, E extends DomainEvent>(decider: Decider<S, C, E>, ...events: E[]): { when(command: C): Then<E> } {
  const state = events.reduce((before, event) => decider.evolve(before, event), decider.initialState);
  return {
    when: (command) => ({
      then: (...expected) => expect(decider.decide(command, state)).toEqual(expected),
      thenTypes: (...types) => expect(decider.decide(command, state).map(({ type }) => type)).toEqual(types),
      thenNothing: () => expect(decider.decide(command, state)).toEqual([]),
      thenRefused: (code) => {
        const refusal = refusalOf(() => decider.decide(command, state));
        expect(refusal?.code).toBe(code);
        return refusal as DomainError;
      },
    }),
  };
}

/** The state after all that these commands recorded. Commands that are refused change nothing. */
export function play<S, C extends Command, E extends DomainEvent>(decider: Decider<S, C, E>, commands: Iterable<C>, from: readonly E[] = []): { state: S; events: readonly E[] } {
  const events = [...from];
  let state = events.reduce((before, event) => decider.evolve(before, event), decider.initialState);
  for (const command of commands) {
    let decided: readonly E[] = [];
    const refusal = refusalOf(() => (decided = decider.decide(command, state)));
    if (refusal) continue;
    state = decided.reduce((before, event) => decider.evolve(before, event), state);
    events.push(...decided);
  }
  return { state, events };
}

/** The domain's refusal, if it refuses. Any other error is a defect and goes on. */
export function refusalOf(run: () => unknown): DomainError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
