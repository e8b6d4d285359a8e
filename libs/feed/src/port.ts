import type { EventBatch, FollowOptions } from '#event-store';

export interface FeedOptions extends Omit<FollowOptions, 'after'> {
  /** Name of the consumer. One member of a group is served at a time; the others stand by and take over when it is gone. */
  readonly group: string;
  /** Asked whenever this member's turn comes: the position up to which the effects are stored, by whichever member. */
  after(): number | Promise<number>;
  /** Told when another member is served and all is well. */
  standingBy?(): void;
}

/**
 * How events reach those who do not own them: views, policies, other services. A consumer sees what one who follows the log
 * itself sees: the log's order, each position once in a turn, and how far it has come. Asking for the next batch acknowledges
 * the one before, so an effect is stored before its events are let go.
 */
export interface Feed {
  /** Members of a group take turns. Absent where each that follows is served. */
  readonly takesTurns?: true;
  follow(options: FeedOptions): AsyncIterable<EventBatch>;
}
