import { describe, expect, it } from '@jest/globals';
import type { Judged, Rule } from '#aggregates';
import { createCalendar } from '#calendar';
import { emptyDirectory, foldDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const directory = foldDirectory(emptyDirectory, { type: 'PolicySet', data: { name: 'desk-open-days', value: 5, from: '2012-04-13', norm: 'x', verified: false } });
const judged = (today: string): Judged => ({ now: `${today}T15:00:00.000Z`, today, place: 'CUS', boundSince: '2012-04-13', calendar: createCalendar([]), directory });
const ruleOf = (id: string): Rule => rules.find((rule) => rule.id === id)!;
const told = (type: string, occurredAt: string, data: object = {}) => ({ type, data, meta: { occurredAt } }) as unknown as RecordedEvent;
const after = (rule: Rule, ...events: readonly RecordedEvent[]) => events.reduce((state, event) => rule.fold(state, event, 'CUS'), rule.initial);

describe('What the board of the Directive says of a Mesa de Partes', () => {
  it('is that it attends the public while it opens (DIR.5.1.2.b)', () => {
    const state = after(ruleOf('DIR.5.1.2.b'), told('DeskOpened', '2026-03-02T13:30:00.000Z'));
    expect(ruleOf('DIR.5.1.2.b').assess(state, judged('2026-03-06'))).toMatchObject({ standing: 'kept' });
    expect(ruleOf('DIR.5.1.2.b').assess(state, judged('2026-03-09'))).toMatchObject({ standing: 'breached' });
  });

  it('is that it routes in time, until a document is left over, and again once it was routed (DIR.5.4)', () => {
    const rule = ruleOf('DIR.5.4');
    const late = told('RoutingDeadlinePassed', '2026-03-03T05:00:00.000Z', { document: 'CUS-2026-000001', routeUntil: '2026-03-03T04:59:59Z' });
    expect(rule.assess(rule.initial, judged('2026-03-02'))).toEqual({ standing: 'kept' });
    expect(rule.assess(after(rule, late), judged('2026-03-04'))).toMatchObject({ standing: 'breached', since: '2026-03-03T04:59:59Z' });
    expect(rule.assess(after(rule, late, told('DocumentRouted', '2026-03-04T15:00:00.000Z', { document: 'CUS-2026-000001' })), judged('2026-03-04'))).toEqual({ standing: 'kept' });
    // No clock runs while it is observed: one that was never remedied stayed a breach for ever.
    expect(rule.assess(after(rule, late, told('DocumentObserved', '2026-03-04T15:00:00.000Z', { document: 'CUS-2026-000001' })), judged('2026-03-09'))).toEqual({ standing: 'kept' });
  });

  it('does not keep anything of documents that are routed in time', () => {
    const rule = ruleOf('DIR.5.4');
    expect(rule.fold(rule.initial, told('DocumentRouted', '2026-03-02T15:00:00.000Z', { document: 'CUS-2026-000002' }), 'CUS')).toBe(rule.initial);
  });
});
