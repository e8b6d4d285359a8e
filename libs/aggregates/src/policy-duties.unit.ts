import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '#calendar';
import { emptyDirectory, foldDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { monthlyDuty, recurringDuty, taskDuty } from './duties.ts';
import type { Judged, Rule } from './rule.ts';

const named = { id: 'x', provision: 'x', title: 'x', of: 'organ', version: 1 } as const;
const policy = (name: string, value: number, from: string) => ({ type: 'PolicySet', data: { name, value, from, norm: 'x', verified: false } });
const directory = [policy('pagina-days', 30, '2012-04-13'), policy('pagina-days', 10, '2026-03-01'), policy('boletin-publication-day', 15, '2012-04-13')].reduce(foldDirectory, emptyDirectory);
const judged = (today: string, place = 'nation', known = directory): Judged => ({ now: `${today}T15:00:00.000Z`, today, place, boundSince: '2012-04-13', calendar: createCalendar([]), directory: known });
const at = (type: string, occurredAt: string, data: object = {}) => ({ type, data, meta: { occurredAt } }) as unknown as RecordedEvent;
const folded = (rule: Rule, place: string, ...events: RecordedEvent[]) => events.reduce((state, event) => rule.fold(state, event, place), rule.initial);

describe('A duty whose term is a dated policy', () => {
  const rule = recurringDuty({ ...named, fulfilledBy: ['Done'], everyDays: 'pagina-days', missing: 'Falta' });
  const state = folded(rule, 'nation', at('Done', '2026-02-15T15:00:00.000Z'));
  it('is judged by the value of the day on which it is judged', () => {
    expect(rule.assess(state, judged('2026-02-28'))).toMatchObject({ standing: 'kept' });
    expect(rule.assess(state, judged('2026-03-01'))).toMatchObject({ standing: 'breached', why: 'Falta' });
  });
  it('can’t be measured without a value', () => {
    expect(rule.assess(state, judged('2026-02-28', 'nation', emptyDirectory))).toMatchObject({ standing: 'not-measurable' });
  });
  it('may say until which day of the month', () => {
    const monthly = monthlyDuty({ ...named, fulfilledBy: { Done: ({ month }) => month as string }, untilDay: 'boletin-publication-day', missing: 'Falta' });
    expect(monthly.assess(monthly.initial, judged('2026-03-15'))).toMatchObject({ standing: 'due', due: '2026-03-15' });
    expect(monthly.assess(monthly.initial, judged('2026-03-16'))).toMatchObject({ standing: 'breached' });
    expect(monthly.assess(folded(monthly, 'nation', at('Done', '2026-03-20T00:00:00.000Z', { month: '2026-02' })), judged('2026-03-21'))).toEqual({ standing: 'kept' });
  });
});

describe('A task that concerns several places', () => {
  const rule = taskDuty({
    ...named,
    opens: { Assigned: ({ task, to, due }, _, place) => (place === to ? { key: task as string, due: due as string } : undefined) },
    closes: { Assigned: ({ task, to }, place) => (place === to ? undefined : (task as string)) },
    overdue: 'Falta',
  });
  const assigned = (to: string) => at('Assigned', '2026-03-02T15:00:00.000Z', { task: 't', to, due: '2026-03-10T04:59:59Z' });
  it('is open at the one to which it was given last', () => {
    const events = [assigned('dgpp'), assigned('dgcp')];
    expect(rule.assess(folded(rule, 'dgcp', ...events), judged('2026-03-12', 'dgcp'))).toMatchObject({ standing: 'breached', since: '2026-03-10T04:59:59Z' });
    expect(rule.assess(folded(rule, 'dgpp', ...events), judged('2026-03-12', 'dgpp'))).toMatchObject({ standing: 'kept' });
  });
});
