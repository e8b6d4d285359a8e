import { setTimeout as delay } from 'node:timers/promises';
import { waitingOf, type ParkedMessage, type Waiting } from './parked.ts';
import type { ParkingLot } from './parking-lot.ts';

/** What is done with the messages of a group. */
export interface Handling<M> {
  /** The effect; rejects where it fails. A message may come again: the effect is to be idempotent. */
  handle(message: M): Promise<void>;
  /** The message as it is kept while it waits. */
  park(message: M): ParkedMessage;
  /** The message again, as a newer release may read it. Throws where it still cannot. */
  unpark(parked: Waiting): M;
  /** Whether the failure is not the message's and will pass (the database is away): then it is tried until it has. */
  mayPass?(error: unknown): boolean;
}

export interface Patience {
  /** Times that an effect is tried before the message is parked. */
  readonly attempts: number;
  /** Milliseconds before the second; they double. */
  readonly firstMs: number;
  readonly mostMs: number;
}

const patience: Patience = { attempts: 5, firstMs: 100, mostMs: 10_000 };

export interface Replay {
  readonly replayed: number;
  /** Why the replay stopped before the end. */
  readonly failure?: string;
}

/** A consumer that no message can stop. */
export interface ParkingConsumer<M> {
  /**
   * The message had its effect, or waits with those of its key. Rejects where neither could be done, or when told to stop:
   * then the message is not to be let go.
   */
  handle(message: M, signal?: AbortSignal): Promise<void>;
  /** Handles what waits of a key, in order, until one fails again. A person asks for it, where the group is at work. */
  replay(key: string): Promise<Replay>;
}

/** A message whose effect fails is tried again, then parked with its successors of the same key; the others go on. */
export function withParking<M>(handling: Handling<M>, lot: ParkingLot, { attempts, firstMs, mostMs }: Patience = patience): ParkingConsumer<M> {
  const oneByOne = locks();

  async function tryUntilParked(message: M, signal: AbortSignal | undefined): Promise<void> {
    for (let attempt = 1, wait = firstMs; ; attempt++, wait = Math.min(wait * 2, mostMs)) {
      try {
        return await handling.handle(message);
      } catch (error) {
        const passing = handling.mayPass?.(error) ?? false;
        if (!passing && attempt >= attempts) return lot.park(handling.park(message), reasonOf(error));
        await delay(wait, undefined, signal ? { signal } : {});
      }
    }
  }

  /** True if there was one and it had its effect. */
  async function replayFirst(key: string): Promise<boolean | string> {
    const [first] = waitingOf(await lot.waiting(), key);
    if (!first) return false;
    try {
      await handling.handle(handling.unpark(first));
    } catch (error) {
      await lot.replayFailed(key, first.id, reasonOf(error));
      return reasonOf(error);
    }
    await lot.replayed(key, first.id);
    return true;
  }

  return {
    handle(message, signal) {
      const parked = handling.park(message);
      return oneByOne(parked.key, async () => {
        if (!(await lot.parkBehind(parked))) await tryUntilParked(message, signal);
      });
    },
    async replay(key) {
      for (let replayed = 0; ; replayed++) {
        const done = await oneByOne(key, () => replayFirst(key));
        if (done !== true) return { replayed, ...(typeof done === 'string' && { failure: done }) };
      }
    },
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String((error as { message?: unknown })?.message ?? error));

/** Runs work of one key one after the other. */
function locks(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = result.catch(() => undefined).then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    tails.set(key, tail);
    return result;
  };
}
