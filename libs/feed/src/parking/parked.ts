import { never, refuse, type Aggregate, type Command, type DomainEvent, type Json } from '#kernel';

/** A message as it is kept while it waits. */
export interface ParkedMessage {
  /** The same id parked again changes nothing. */
  readonly id: string;
  /** What has to stay in order: messages of one key wait for each other. */
  readonly key: string;
  /** Its place in the order that its key keeps, where it has one: that of its event in the log. */
  readonly position?: number;
  /** As it came, of whatever schema version: it is upcast when it is replayed. */
  readonly content: Json;
}

export interface Waiting extends ParkedMessage {
  /** Why it could not be handled; of a successor, the id of the one it waits behind. */
  readonly cause: { readonly reason: string } | { readonly behind: string };
}

/** What waits of each key, oldest first. A key without any is not there. */
export type Parked = Readonly<Record<string, readonly Waiting[]>>;

export type ParkedCommand =
  | Command<'ParkMessage', { readonly message: ParkedMessage; readonly reason: string }>
  | Command<'ParkSuccessor', { readonly message: ParkedMessage }>
  | Command<'FinishReplay', { readonly key: string; readonly id: string }>
  | Command<'FailReplay', { readonly key: string; readonly id: string; readonly reason: string }>
  | Command<'DiscardMessage', { readonly key: string; readonly id: string; readonly reason: string }>;

export type ParkedEvent =
  | DomainEvent<'MessageParked', Waiting>
  | DomainEvent<'MessageReplayed', { readonly key: string; readonly id: string }>
  | DomainEvent<'MessageReplayFailed', { readonly key: string; readonly id: string; readonly reason: string }>
  | DomainEvent<'MessageDiscarded', { readonly key: string; readonly id: string; readonly reason: string }>;

/** @throws DomainError `parked-message-unknown`, `parked-out-of-order`, `discard-without-reason` */
export function decide(command: ParkedCommand, state: Parked): readonly ParkedEvent[] {
  switch (command.type) {
    case 'ParkMessage': {
      const { message, reason } = command.data;
      return isWaiting(state, message) ? [] : [{ type: 'MessageParked', data: { ...message, cause: { reason } } }];
    }
    case 'ParkSuccessor': {
      const { message } = command.data;
      const [first] = waitingOf(state, message.key);
      // Nobody to wait behind any more: it is to be handled.
      return !first || isKnown(state, message) ? [] : [{ type: 'MessageParked', data: { ...message, cause: { behind: first.id } } }];
    }
    case 'FinishReplay':
      checkFirst(state, command.data);
      return [{ type: 'MessageReplayed', data: command.data }];
    case 'FailReplay':
      checkFirst(state, command.data);
      return [{ type: 'MessageReplayFailed', data: command.data }];
    case 'DiscardMessage': {
      const reason = command.data.reason.trim();
      if (!isWaiting(state, command.data)) throw unknown();
      if (reason === '') throw refuse('invalid', 'discard-without-reason', 'Diga por qué se descarta el mensaje.', { field: 'reason' });
      return [{ type: 'MessageDiscarded', data: { ...command.data, reason } }];
    }
    default:
      return never(command);
  }
}

export function evolve(state: Parked, event: ParkedEvent): Parked {
  const { key, id } = event.data;
  const waiting = waitingOf(state, key);
  switch (event.type) {
    case 'MessageParked':
      return { ...state, [key]: [...waiting, event.data] };
    case 'MessageReplayFailed': {
      const cause = { reason: event.data.reason };
      return { ...state, [key]: waiting.map((each) => (each.id === id ? { ...each, cause } : each)) };
    }
    case 'MessageReplayed':
    case 'MessageDiscarded': {
      const { [key]: _, ...others } = state;
      const left = waiting.filter((each) => each.id !== id);
      return left.length > 0 ? { ...others, [key]: left } : others;
    }
    default:
      return never(event);
  }
}

/** No norm asks for it: it is the platform's own bookkeeping. */
const kind = { version: 1, provision: 'OPERACION' };

/**
 * One stream a group, `parked-<group>`: whoever takes over a group learns by one read which keys wait. (A stream a key would
 * have to be looked for in the whole log.)
 */
export const parked: Aggregate<Parked, ParkedCommand, ParkedEvent> = {
  name: 'parked',
  initialState: {},
  events: { MessageParked: kind, MessageReplayed: kind, MessageReplayFailed: kind, MessageDiscarded: kind },
  decide,
  evolve,
};

/** Oldest first. Keys are anybody's words, those of JavaScript's own properties included. */
export const waitingOf = (state: Parked, key: string): readonly Waiting[] => (Object.hasOwn(state, key) ? state[key]! : []);

const isWaiting = (state: Parked, { key, id }: { readonly key: string; readonly id: string }): boolean => waitingOf(state, key).some((each) => each.id === id);

/** It waits, or comes again: what is before one that waits had its effect, or waits, or was discarded. */
function isKnown(state: Parked, message: ParkedMessage): boolean {
  const last = waitingOf(state, message.key).at(-1)?.position;
  return isWaiting(state, message) || (last !== undefined && message.position !== undefined && message.position <= last);
}

function checkFirst(state: Parked, message: { readonly key: string; readonly id: string }): void {
  if (!isWaiting(state, message)) throw unknown();
  if (waitingOf(state, message.key)[0]!.id !== message.id) throw refuse('conflict', 'parked-out-of-order', 'Hay mensajes anteriores de la misma clave en espera; van primero.');
}

const unknown = () => refuse('not-found', 'parked-message-unknown', 'El mensaje no está en espera: ya se procesó o se descartó.');
