import { isDefinite } from './failure.ts';

/**
 * One intent of a person and its idempotency key. The key outlives a lost connection, where nobody knows whether the
 * command was written, and is given up after a definite answer, where the next attempt is another intent.
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
      if (error === undefined || isDefinite(error)) place.write(undefined);
    },
  };
}
