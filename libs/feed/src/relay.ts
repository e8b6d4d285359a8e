import type { EventBatch, EventLog } from '#event-store';
import { keepTrying } from './keep-trying.ts';

/** The time for which a relay is the one that publishes. */
export interface PublishingTurn {
  /** Everything up to here has been published. */
  readonly position: number;
  /** Aborted when it is another's turn. */
  readonly signal: AbortSignal;
  /** Resolves when the events are safe where they went, and everybody there knows that all up to `position` is. */
  publish(batch: Pick<EventBatch, 'events' | 'position'>): Promise<void>;
}

/** Where a relay publishes to. */
export interface Outlet {
  /** Turns, one after the other; between them another relay publishes. `standingBy` is told when that is so and all is well. */
  turns(signal: AbortSignal, standingBy: () => void): AsyncIterable<PublishingTurn>;
}

export interface RelayOptions {
  readonly log: EventLog;
  readonly outlet: Outlet;
  readonly maxBatch?: number;
  /** Told of what stops it for a while, once. */
  readonly onProblem?: (error: Error) => void;
}

export interface RelayStatus {
  readonly state: 'stopped' | 'standing-by' | 'publishing' | 'failed';
  /** Published up to here. */
  readonly position: number;
  /** Spanish, where Kafka failed. It is tried again by itself. */
  readonly failure?: string;
}

/** Publishes the log, in order and at least once. Of several one works, the others stand by. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #state: Exclude<RelayStatus['state'], 'failed'> = 'stopped';
  #position = 0;
  /** Until something works again. */
  #failure: string | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  start(): void {
    this.#state = 'standing-by';
    this.#running ??= keepTrying(this.#stop.signal, (progress) => this.#run(progress), (error) => this.#fail(error));
  }

  /** Lets the batch under way arrive, and another relay take over. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    this.#state = 'stopped';
    this.#failure = undefined;
  }

  status(): RelayStatus {
    const position = this.#position;
    return this.#failure === undefined ? { state: this.#state, position } : { state: 'failed', position, failure: this.#failure };
  }

  async #run(progress: () => void): Promise<void> {
    const { log, outlet, maxBatch = 1_000 } = this.#options;
    for await (const turn of outlet.turns(this.#stop.signal, () => (this.#failure = undefined))) {
      this.#state = 'publishing';
      this.#position = turn.position;
      const signal = AbortSignal.any([this.#stop.signal, turn.signal]);
      for await (const batch of log.follow({ after: turn.position, maxBatch, signal })) {
        if (batch.position > this.#position) await turn.publish(batch);
        this.#position = batch.position;
        this.#failure = undefined;
        progress();
      }
      if (!signal.aborted) throw new Error('El registro dejó de entregar eventos.');
      this.#state = 'standing-by';
    }
  }

  #fail(error: Error): void {
    const known = this.#failure === error.message;
    this.#state = 'standing-by';
    this.#failure = error.message;
    if (!known) this.#options.onProblem?.(error);
  }
}
