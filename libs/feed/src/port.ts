import type { EventBatch, FollowOptions } from '#event-store';

export interface SubscribeOptions extends FollowOptions {
  /** Name of the consumer; consumers of one name share the work where the adapter can spread it. */
  readonly group: string;
}

/**
 * How events reach those who do not own them: views, policies, other services. At least once; in order within a key
 * (the centre or the organ of an event). Asking for the next batch acknowledges the one before, so an effect is stored
 * before its events are let go; whoever keeps its own position passes it as `after` and may be given events again.
 */
export interface Feed {
  subscribe(options: SubscribeOptions): AsyncIterable<EventBatch>;
  /** Position up to which the feed could deliver now. */
  head(): Promise<number>;
}
