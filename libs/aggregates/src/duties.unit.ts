import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '#calendar';
import { emptyDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { monthlyDuty, previousMonth, recurringDuty, standingDuty, taskDuty, type Judged, type Rule } from './index.ts';

let position = 0;
const told = (type: string, at: string, data: object = {}): RecordedEvent => ({
  id: `e${++position}`, type, data, stream: 's-1', revision: 0, position, recordedAt: at,
  meta: { schemaVersion: 1, occurredAt: at, actor: { kind: 'person', id: 'p', role: 'ogauc' }, provision: 'DIR.4.3', correlationId: 'c', causationId: 'c' },
});
const judged = (today: string, more: Partial<Judged> = {}): Judged => ({ now: `${today}T15:00:00.000Z`, today, place: 'CUS', boundSince: '2012-04-13', calendar: createCalendar([]), directory: emptyDirectory, ...more });
const after = (rule: Rule, ...events: readonly RecordedEvent[]) => events.reduce((state, event) => rule.fold(state, event, 'CUS'), rule.initial);
const named = { id: 'R', provision: 'DIR.4.3', title: 'Algo', of: 'centre', version: 1 } as const;
const key = ({ key: of }: { readonly key?: unknown }) => String(of);

describe('A duty to have something in force', () => {
  const rule = standingDuty({ ...named, begins: { Begun: key }, ends: { Ended: key }, missing: 'Falta' });

  it('is breached since the place was bound, until the first', () => {
    expect(rule.assess(rule.initial, judged('2026-03-02'))).toEqual({ standing: 'breached', since: '2012-04-13', why: 'Falta' });
    expect(rule.assess(after(rule, told('Begun', '2026-01-05T15:00:00.000Z', { key: 'a' })), judged('2026-03-02'))).toEqual({ standing: 'kept', since: '2026-01-05T15:00:00.000Z' });
  });
  it('is kept while one of several is left, and breached since the last was lost', () => {
    const two = [told('Begun', '2026-01-05T15:00:00.000Z', { key: 'a' }), told('Begun', '2026-01-06T15:00:00.000Z', { key: 'b' }), told('Ended', '2026-02-01T15:00:00.000Z', { key: 'a' })];
    expect(rule.assess(after(rule, ...two), judged('2026-03-02'))).toEqual({ standing: 'kept', since: '2026-01-06T15:00:00.000Z' });
    expect(rule.assess(after(rule, ...two, told('Ended', '2026-02-02T15:00:00.000Z', { key: 'b' })), judged('2026-03-02'))).toMatchObject({ standing: 'breached', since: '2026-02-02T15:00:00.000Z' });
  });
  it('is kept exactly while somebody is in', () => {
    const step = fc.record({ key: fc.constantFrom('a', 'b', 'c'), begins: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const held = new Set<string>();
        for (const { key: each, begins } of steps) if (begins) held.add(each); else held.delete(each);
        const state = after(rule, ...steps.map(({ key: each, begins }) => told(begins ? 'Begun' : 'Ended', '2026-01-05T15:00:00.000Z', { key: each })));
        expect(rule.assess(state, judged('2026-03-02')).standing).toBe(held.size > 0 ? 'kept' : 'breached');
      }),
    );
  });
});

describe('A duty to do each case in time', () => {
  const rule = taskDuty({ ...named, opens: { Asked: (data) => ({ key: key(data), due: String(data.due) }) }, closes: { Answered: key }, overdue: 'Sin responder' });
  const asked = (of: string, due: string) => told('Asked', '2026-03-01T15:00:00.000Z', { key: of, due });

  it('does not apply before the first case', () => expect(rule.assess(rule.initial, judged('2026-03-02'))).toMatchObject({ standing: 'not-applicable' }));
  it('is due by the first term, breached once it has passed, kept when all is done', () => {
    const open = [asked('a', '2026-03-05T04:59:59.000Z'), asked('b', '2026-03-04T04:59:59.000Z')];
    expect(rule.assess(after(rule, ...open), judged('2026-03-02'))).toEqual({ standing: 'due', due: '2026-03-04T04:59:59.000Z' });
    expect(rule.assess(after(rule, ...open), judged('2026-03-04'))).toEqual({ standing: 'breached', since: '2026-03-04T04:59:59.000Z', why: 'Sin responder' });
    const answered = ['a', 'b'].map((of) => told('Answered', '2026-03-02T16:00:00.000Z', { key: of }));
    expect(rule.assess(after(rule, ...open, ...answered), judged('2026-03-09'))).toEqual({ standing: 'kept', since: '2026-03-02T16:00:00.000Z' });
  });
  it('is not moved by an answer to what nobody asked', () => {
    const state = after(rule, asked('a', '2026-03-05T04:59:59.000Z'));
    expect(rule.fold(state, told('Answered', '2026-03-02T16:00:00.000Z', { key: 'z' }), 'CUS')).toBe(state);
  });
});

describe('A duty to do something again and again', () => {
  const rule = recurringDuty({ ...named, fulfilledBy: ['Done'], everyDays: 10, missing: 'No consta' });
  it('is kept for its days, then breached', () => {
    const state = after(rule, told('Done', '2026-03-01T15:00:00.000Z'));
    expect(rule.assess(state, judged('2026-03-10'))).toMatchObject({ standing: 'kept' });
    expect(rule.assess(state, judged('2026-03-12'))).toEqual({ standing: 'breached', since: '2026-03-11T15:00:00.000Z', why: 'No consta' });
  });
  it('is due, for who is bound since lately', () => expect(rule.assess(rule.initial, judged('2026-03-05', { boundSince: '2026-03-01' }))).toMatchObject({ standing: 'due', due: '2026-03-11T05:00:00.000Z' }));
});

describe('A monthly duty', () => {
  const rule = monthlyDuty({ ...named, fulfilledBy: { Published: ({ month }) => String(month) }, untilDay: 10, missing: 'Falta el boletín' });

  it('is judged on the month that ended: due until its day, then breached', () => {
    expect(rule.assess(rule.initial, judged('2026-03-10'))).toEqual({ standing: 'due', due: '2026-03-10', why: '2026-02' });
    expect(rule.assess(rule.initial, judged('2026-03-11'))).toEqual({ standing: 'breached', since: '2026-03-10', why: 'Falta el boletín (2026-02)' });
    expect(rule.assess(after(rule, told('Published', '2026-03-11T15:00:00.000Z', { month: '2026-02' })), judged('2026-03-12'))).toEqual({ standing: 'kept' });
  });
  it('does not bind for a month before the place was bound', () => expect(rule.assess(rule.initial, judged('2026-03-11', { boundSince: '2026-03-01' }))).toMatchObject({ standing: 'not-applicable' }));
  it('knows the month before January', () => expect(previousMonth('2026-01-31')).toBe('2025-12'));
});
