import { limaDate } from '#calendar';
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
