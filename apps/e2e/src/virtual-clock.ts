import type { Clock } from '#kernel';

/** Where a clock stands, or went on from at an instant of real time; both in milliseconds of the epoch. */
export interface ClockState {
  readonly at: number;
  readonly since?: number;
}

export const timeOf = ({ at, since }: ClockState): Date => new Date(since === undefined ? at : at + Date.now() - since);

/** A clock that a test owns. It stands still, so that a test of the last second needs no luck, until it is told to run. */
export class VirtualClock {
  #state: ClockState;
  #tell: (state: ClockState) => void = () => undefined;

  constructor(from: string) {
    this.#state = { at: Date.parse(from) };
  }

  readonly now: Clock = () => timeOf(this.#state);

  /** Puts the clock at an instant, ISO 8601 with `Z` or an offset, and stops it there. */
  moveTo(instant: string): void {
    this.#set({ at: Date.parse(instant) });
  }

  /** Lets it go on as real time does. */
  run(): void {
    this.#set({ at: this.now().getTime(), since: Date.now() });
  }

  /** Somebody elsewhere keeps time by this clock, and is told at once. */
  tell(listener: (state: ClockState) => void): void {
    this.#tell = listener;
    listener(this.#state);
  }

  #set(state: ClockState): void {
    this.#state = state;
    this.#tell(state);
  }
}

/** An instant by its date and hour of Lima, which keeps no daylight saving time: `lima('2026-03-02 09:30')`. */
export const lima = (local: string): string => new Date(`${local.replace(' ', 'T')}-05:00`).toISOString();
