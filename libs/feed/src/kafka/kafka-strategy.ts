import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom, throwError, type Observable } from 'rxjs';
import type { Upcasters } from '#event-store';
import type { RecordedEvent } from '#kernel';
import { keepTrying } from '../keep-trying.ts';
import type { ParkingLot } from '../parking/parking-lot.ts';
import { withParking, type ParkingConsumer, type Patience, type Replay } from '../parking/with-parking.ts';
import { decode, typeOf, type IncomingMessage } from './cloud-event.ts';
import type { MemberOptions } from './member.ts';
import { ordered } from './ordered.ts';
import { messageOf, parkedForeign, parkedOf } from './parked-message.ts';

export interface KafkaStrategyOptions extends MemberOptions {
  readonly upcasters: Upcasters;
  /** Opens the group's lot; called again whenever its turn comes, since another member may have parked. */
  lot(): ParkingLot;
  readonly patience?: Patience;
  /** Whether a handler's failure is not the message's and will pass. */
  mayPass?(error: unknown): boolean;
  /** Told of what stops it for a while, once. Spanish. */
  onProblem?(error: Error): void;
}

/**
 * A NestJS transport: `@EventPattern('DocumentReceived')` is called with each event of the type, in the log's order, and may
 * be called again with the same. Where the stock transport stops a partition over a message that fails, this one parks it
 * with its successors. What no handler asks for goes by.
 */
export class KafkaStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: KafkaStrategyOptions;
  readonly #stop = new AbortController();
  #consumer: ParkingConsumer<IncomingMessage>;
  #lot: ParkingLot;
  #running: Promise<void> = Promise.resolve();
  #failure: string | undefined;

  constructor(options: KafkaStrategyOptions) {
    super();
    this.#options = options;
    this.#lot = options.lot();
    this.#consumer = this.#open();
  }

  /** Why it stands still, while it does. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** What waits, by key. */
  get lot(): ParkingLot {
    return this.#lot;
  }

  /** Handles what waits of a key, in order. */
  replay(key: string): Promise<Replay> {
    return this.#consumer.replay(key);
  }

  listen(callback: () => void): void {
    this.#running = keepTrying(this.#stop.signal, (progress) => this.#run(progress), (error) => this.#fail(error));
    callback();
  }

  /** Lets the message under way finish. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  on(): never {
    throw new Error('this transport tells no events of its own');
  }

  unwrap(): never {
    throw new Error('the client stays behind the transport');
  }

  #open(): ParkingConsumer<IncomingMessage> {
    const { mayPass, patience } = this.#options;
    const handling = { handle: (message: IncomingMessage) => this.#handle(message), park: parkedOf, unpark: messageOf, ...(mayPass && { mayPass }) };
    return withParking(handling, this.#lot, patience);
  }

  async #run(progress: () => void): Promise<void> {
    const { signal } = this.#stop;
    const onTurn = () => {
      this.#lot = this.#options.lot();
      this.#consumer = this.#open();
    };
    const onForeign = (message: IncomingMessage, why: Error) => this.#lot.park(parkedForeign(message), why.message);
    for await (const { messages } of ordered({ ...this.#options, signal, maxBatch: 100, onTurn, standingBy: () => (this.#failure = undefined), onForeign })) {
      for (const message of messages) if (this.#isAsked(message)) await this.#consumer.handle(message, signal);
      this.#failure = undefined;
      progress();
    }
  }

  #isAsked(message: IncomingMessage): boolean {
    return this.messageHandlers.has(typeOf(message));
  }

  async #handle(message: IncomingMessage): Promise<void> {
    const event: RecordedEvent = decode(message, this.#options.upcasters);
    const result: unknown = await this.messageHandlers.get(event.type)!(event, undefined);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  }

  #fail(error: Error): void {
    const known = this.#failure === error.message;
    this.#failure = error.message;
    if (!known) this.#options.onProblem?.(error);
  }
}

/** A handler's failure reaches the transport as it is: else who looks at what is parked reads "Internal server error". */
@Catch()
export class FailuresAsTheyAre implements RpcExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}
