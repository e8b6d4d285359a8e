import type { Ask, AskActor, AskCommand } from '#aggregates';

interface More {
  readonly id?: string;
  readonly facts?: unknown;
  readonly now?: string;
}

/** Someone who asks for acts in a specification: `by(ogauc).asks('endorse', { … })`. */
export const by = (actor: AskActor, usual: More = {}) => ({
  asks(verb: string, input: object = {}, more: More = {}): AskCommand {
    const { id = 'x', facts, now = '2026-03-02T15:00:00.000Z' } = { ...usual, ...more };
    const today = new Date(Date.parse(now) - 5 * 3_600_000).toISOString().slice(0, 10);
    return { type: verb, data: { id, input, facts, actor, now, today } satisfies Ask };
  },
});
