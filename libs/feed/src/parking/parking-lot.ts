import { Executor, type EventStore } from '#event-store';
import { systemClock, type Actor, type Clock } from '#kernel';
import { decide, evolve, parked, waitingOf, type Parked, type ParkedCommand, type ParkedMessage } from './parked.ts';

/** Where a group's messages wait that could not be handled, with those that came after them. */
export interface ParkingLot {
  /** All that waits, by key, oldest first. */
  waiting(): Promise<Parked>;
  park(message: ParkedMessage, reason: string): Promise<void>;
  /** Behind another of its key, unless it comes again. False, and nothing changed, if none waits: then it is to be handled. */
  parkBehind(message: ParkedMessage): Promise<boolean>;
  /** Only of the first of its key. */
  replayed(key: string, id: string): Promise<void>;
  replayFailed(key: string, id: string, reason: string): Promise<void>;
  /** A person lets it go, and says why. Rejects with a DomainError without a reason, or when it does not wait. */
  discard(key: string, id: string, reason: string, actor: Actor): Promise<void>;
}

type Execute = (command: ParkedCommand, actor: Actor) => Promise<Parked>;

const consumer: Actor = { kind: 'system', id: 'consumer', role: 'consumer' };

function lotOf(state: () => Promise<Parked>, execute: Execute): ParkingLot {
  return {
    waiting: state,
    park: async (message, reason) => void (await execute({ type: 'ParkMessage', data: { message, reason } }, consumer)),
    async parkBehind(message) {
      if (waitingOf(await state(), message.key).length === 0) return false;
      return waitingOf(await execute({ type: 'ParkSuccessor', data: { message } }, consumer), message.key).length > 0;
    },
    replayed: async (key, id) => void (await execute({ type: 'FinishReplay', data: { key, id } }, consumer)),
    replayFailed: async (key, id, reason) => void (await execute({ type: 'FailReplay', data: { key, id, reason } }, consumer)),
    discard: async (key, id, reason, actor) => void (await execute({ type: 'DiscardMessage', data: { key, id, reason } }, actor)),
  };
}

/** Forgets with the process: for tests. */
export function memoryParkingLot(): ParkingLot {
  let state = parked.initialState;
  return lotOf(
    async () => state,
    async (command) => (state = decide(command, state).reduce(evolve, state)),
  );
}

/**
 * Keeps what waits as events of the log. Make one whenever a turn of the group begins: it remembers what it has read, and
 * another member may have parked since.
 */
export function durableParkingLot(store: EventStore, group: string, clock: Clock = systemClock): ParkingLot {
  const executor = new Executor(store, clock);
  return lotOf(
    async () => (await executor.load(parked, group)).state,
    async (command, actor) => (await executor.execute(parked, group, command, { actor, correlationId: `parked-${group}` })).state,
  );
}
