import type { Applied } from './view.ts';

/** Those who are told of stored batches, in order; one that throws is reported and keeps nobody from hearing. */
export class Listeners {
  readonly #listeners = new Set<(applied: Applied) => void>();
  readonly #onProblem: (error: Error) => void;

  constructor(onProblem: (error: Error) => void = () => undefined) {
    this.#onProblem = onProblem;
  }

  /** Returns how to stop. */
  add(listener: (applied: Applied) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(applied: Applied): void {
    for (const listener of this.#listeners) {
      try {
        listener(applied);
      } catch (error) {
        this.#onProblem(error as Error);
      }
    }
  }
}
