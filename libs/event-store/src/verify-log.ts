import { setImmediate as turn } from 'node:timers/promises';
import type { RecordedEvent } from '#kernel';
import { DamagedLog } from './embedded/schema.ts';
import type { EventLog } from './port.ts';

/** What must hold of an event by itself; says in Spanish what does not, at once or later. Never repeats personal data. */
export type LogLaw = (event: RecordedEvent) => Problem | Promise<Problem>;

type Problem = string | undefined;

export interface LogFault {
  readonly position: number;
  /** Spanish. */
  readonly problem: string;
}

export interface LogReport {
  readonly events: number;
  readonly streams: number;
  /** Of the last event. */
  readonly position: number;
  /** The first 100. */
  readonly faults: readonly LogFault[];
  readonly faultCount: number;
}

export interface VerifyLogOptions {
  readonly laws?: readonly LogLaw[];
  readonly onProgress?: (position: number, head: number) => void;
  readonly signal?: AbortSignal;
}

/** Events a turn of the event loop: some 5 ms of reading and checking. */
const eventsPerTurn = 250;
const maxFaults = 100;

/**
 * Reads the whole log, as far as it goes now, and finds what it holds no longer or wrongly: events whose checksum or laws
 * fail, positions that are missing or out of order, revisions that skip. Holds each stream's name in memory meanwhile.
 * Rejects only where the log can't be read at all.
 */
export function verifyLog(log: EventLog, options: VerifyLogOptions = {}): Promise<LogReport> {
  return new Verification(log, options).run();
}

class Verification {
  readonly #log: EventLog;
  readonly #options: VerifyLogOptions;
  readonly #revisions = new Map<string, number>();
  readonly #faults: LogFault[] = [];
  /** Of the events at hand: laws that answer later, and what was found so far. */
  #asked: Promise<void>[] = [];
  #found: LogFault[] = [];
  #faultCount = 0;
  #events = 0;
  #position = 0;

  constructor(log: EventLog, options: VerifyLogOptions) {
    this.#log = log;
    this.#options = options;
  }

  async run(): Promise<LogReport> {
    const head = await this.#log.head();
    while (this.#position < head) {
      this.#options.signal?.throwIfAborted();
      const before = this.#position;
      await this.#slice(eventsPerTurn, head);
      await this.#settle();
      if (this.#position === before) break;
      this.#options.onProgress?.(this.#position, head);
      await turn();
    }
    if (this.#position < head) this.#fault(this.#position, `el registro termina en la posición ${this.#position} y debería llegar a la ${head}`);
    this.#tell();
    return { events: this.#events, streams: this.#revisions.size, position: this.#position, faults: this.#faults, faultCount: this.#faultCount };
  }

  /** One damaged event makes a whole slice unreadable: it is found by halves, told, and passed over. */
  async #slice(size: number, head: number): Promise<void> {
    const events = await this.#log.readAll(this.#position, size).catch((error: unknown) => {
      if (error instanceof DamagedLog) return error;
      throw error;
    });
    if (!(events instanceof DamagedLog)) {
      for (const event of events) if (event.position <= head) this.#check(event);
    } else if (size > 1) {
      await this.#slice(Math.ceil(size / 2), head);
    } else {
      this.#passOver(events);
    }
  }

  #passOver({ message, place }: DamagedLog): void {
    this.#events++;
    const position = place && place.position > this.#position ? place.position : this.#position + 1;
    this.#fault(position, message);
    if (place && place.revision === this.#next(place.stream)) this.#revisions.set(place.stream, place.revision);
    this.#position = position;
  }

  #check(event: RecordedEvent): void {
    const { position, stream, revision } = event;
    if (this.#log.contiguous && position !== this.#position + 1) this.#fault(position, missing(this.#position + 1, position - 1));
    const next = this.#next(stream);
    if (revision !== next) this.#fault(position, `la corriente ${stream} pasa a la revisión ${revision} cuando sigue la ${next}`);
    for (const law of this.#options.laws ?? []) {
      const problem = law(event);
      if (problem instanceof Promise) this.#asked.push(problem.then((known) => this.#hold(position, known)));
      else this.#hold(position, problem);
    }
    this.#revisions.set(stream, revision);
    this.#events++;
    this.#position = position;
  }

  #next(stream: string): number {
    return (this.#revisions.get(stream) ?? -1) + 1;
  }

  #hold(position: number, problem: Problem): void {
    if (problem !== undefined) this.#fault(position, problem);
  }

  #fault(position: number, problem: string): void {
    this.#found.push({ position, problem });
  }

  /** Laws of one slice that answer later are asked together: a store behind a network takes all their questions at once. */
  async #settle(): Promise<void> {
    if (this.#asked.length > 0) {
      await Promise.all(this.#asked);
      this.#asked = [];
      this.#found.sort((a, b) => a.position - b.position);
    }
    this.#tell();
  }

  #tell(): void {
    this.#faultCount += this.#found.length;
    this.#faults.push(...this.#found.slice(0, maxFaults - this.#faults.length));
    this.#found = [];
  }
}

const missing = (from: number, to: number): string => (from === to ? `falta la posición ${from}` : `faltan las posiciones ${from} a ${to}`);
