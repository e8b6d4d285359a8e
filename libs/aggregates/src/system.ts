import { limaDate } from '#calendar';
import type { RecordedEvent } from '#kernel';
import type { AskCommand } from './define.ts';

interface SystemAsk {
  readonly id: string;
  readonly now: Date;
  readonly facts?: unknown;
  readonly input?: object;
}

/** What a timer asks of an act whose `roles` are empty. */
export const systemAsks = (verb: string, { id, now, facts, input = {} }: SystemAsk): AskCommand => ({
  type: verb,
  data: { id, input, facts, actor: { id: 'timers', role: 'system' }, now: now.toISOString(), today: limaDate(now.toISOString()) },
});

/** Deadline of a timer that is due at once: before the event happened, by the clock that the timers keep. The log's engine has a clock of its own. */
export const atOnce = ({ meta }: Pick<RecordedEvent, 'meta'>): string => new Date(Date.parse(meta.occurredAt) - 1_000).toISOString();
