/** The engine of the history did not do what it was asked. Its message is Spanish, says where, and holds no password. */
export class EventStoreDbError extends Error {
  override readonly name = 'EventStoreDbError';
  /** `url`: the connection string can't be used; `unreachable`: may pass by itself; `denied`: who we say we are is not let in. */
  readonly reason: 'url' | 'unreachable' | 'denied' | 'refused';

  constructor(reason: EventStoreDbError['reason'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

export const badUrl = (what: string, cause?: unknown): EventStoreDbError => new EventStoreDbError('url', `La dirección de EventStoreDB no sirve: ${what}`, cause);

export const closed = (): Error => new Error('the event store is closed');
