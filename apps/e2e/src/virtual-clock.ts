import type { Clock } from '#kernel';

/** A clock that a test owns. It stands still, so that a test of the last second needs no luck, until it is told to run. */
export class VirtualClock {
  #at: number;
  #since: number | undefined;
  #tell: (now: Date) => void = () => undefined;

  constructor(from: string) {
    this.#at = Date.parse(from);
  }

  readonly now: Clock = () => new Date(this.#at + (this.#since === undefined ? 0 : performance.now() - this.#since));

  /** Puts the clock at an instant, ISO 8601 with `Z` or an offset, and stops it there. */
  moveTo(instant: string): void {
    this.#at = Date.parse(instant);
    this.#since = undefined;
    this.#tell(this.now());
  }

  /** Somebody elsewhere keeps time by this clock, and is told at once. */
  tell(listener: (now: Date) => void): void {
    this.#tell = listener;
    listener(this.now());
  }

  /** Lets it go on as real time does. */
  run(): void {
    this.#since = performance.now();
  }
}

/** An instant by its date and hour of Lima, which keeps no daylight saving time: `lima('2026-03-02 09:30')`. */
export const lima = (local: string): string => new Date(`${local.replace(' ', 'T')}-05:00`).toISOString();
