import { ViewsBehind } from './errors.ts';

interface Waiter {
  readonly wanted: number;
  readonly timer: NodeJS.Timeout;
  done(): void;
  failed(error: Error): void;
}

/** Those who wait for the views to see a position: read your own writes. */
export class Waiters {
  #waiters = new Set<Waiter>();
  #position = 0;

  /** Rejects with {@link ViewsBehind} after `timeoutMs`. */
  add(wanted: number, timeoutMs: number): Promise<void> {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => this.#end(waiter, () => failed(new ViewsBehind(this.#position, wanted))), timeoutMs);
      const waiter: Waiter = { wanted, timer, done, failed };
      this.#waiters.add(waiter);
    });
  }

  reached(position: number): void {
    this.#position = position;
    for (const waiter of this.#waiters) if (waiter.wanted <= position) this.#end(waiter, waiter.done);
  }

  /** Nobody knows when the views go on. */
  giveUp(): void {
    for (const waiter of this.#waiters) this.#end(waiter, () => waiter.failed(new ViewsBehind(this.#position, waiter.wanted)));
  }

  #end(waiter: Waiter, answer: () => void): void {
    clearTimeout(waiter.timer);
    this.#waiters.delete(waiter);
    answer();
  }
}
