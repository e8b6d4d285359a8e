import { failureOf, isKeySpent } from './failure.ts';

/**
 * One intent of a person and its idempotency key. The key is kept until the command is known to be carried out: a lost
 * answer may hide that it was, and a refusal after that (of what was changed meanwhile) says nothing of it.
 */
export interface Intent {
  key(): string;
  settle(outcome: { readonly error?: unknown }): void;
}

export interface KeyPlace {
  read(): string | undefined;
  write(key: string | undefined): void;
}

/** A place for the key that lives as long as the form on the screen. */
export function memoryPlace(): KeyPlace {
  let kept: string | undefined;
  return { read: () => kept, write: (key) => void (kept = key) };
}

export function newIntent(place: KeyPlace = memoryPlace(), newKey: () => string = () => crypto.randomUUID()): Intent {
  return {
    key() {
      const key = place.read() ?? newKey();
      place.write(key);
      return key;
    },
    settle({ error }) {
      if (error === undefined || isKeySpent(failureOf(error))) place.write(undefined);
    },
  };
}
