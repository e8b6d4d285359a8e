import type { Clock } from '#kernel';

/** A clock that a test owns. It runs on from where it was put, as real time passes, so that order is never lost. */
export class VirtualClock {
  #from: number;
  #since = performance.now();

  constructor(from: string) {
    this.#from = Date.parse(from);
  }

  readonly now: Clock = () => new Date(this.#from + (performance.now() - this.#since));

  /** Puts the clock at an instant, ISO 8601 with `Z` or an offset. */
  moveTo(instant: string): void {
    this.#from = Date.parse(instant);
    this.#since = performance.now();
  }
}

/** An instant by its date and hour of Lima, which keeps no daylight saving time: `lima('2026-03-02 09:30')`. */
export const lima = (local: string): string => new Date(`${local.replace(' ', 'T')}-05:00`).toISOString();
