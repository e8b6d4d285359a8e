import { describe, expect, it } from '@jest/globals';
import type { Assessment, Judged } from '#aggregates';
import { emptyDirectory, type Directory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const yearly = { name: 'survey-interval-days', value: 365, from: '2012-04-13', norm: 'x', verified: false } as const;
const directory: Directory = { ...emptyDirectory, policies: new Map([['survey-interval-days', [yearly]]]) };
const judgedOn = (date: string): Judged => ({ now: `${date}T15:00:00.000Z`, today: date, place: 'CUS', boundSince: '2012-04-13', calendar: undefined as never, directory });
const event = (type: string, data: object, at = '2026-03-02'): RecordedEvent => ({ type, data, meta: { occurredAt: `${at}T15:00:00.000Z` } }) as RecordedEvent;

function standing(id: string, date: string, ...events: RecordedEvent[]): Assessment {
  const rule = rules.find((each) => each.id === id)!;
  const heeded = events.filter(({ type }) => rule.events.includes(type));
  return rule.assess(heeded.reduce((state, each) => rule.fold(state, each, 'CUS'), rule.initial), judgedOn(date));
}

describe('The rules of surveys', () => {
  const launched = event('EncuestaLaunched', {});
  it.each(['DIR.5.1.2.e', 'RM.1.II.e'])('oblige OGAUC to apply one, again and again (%s)', (id) => {
    expect(standing(id, '2026-03-01')).toMatchObject({ standing: 'breached', since: '2013-04-13T05:00:00.000Z' });
    expect(standing(id, '2026-12-01', launched)).toMatchObject({ standing: 'kept' });
    expect(standing(id, '2027-04-01', launched)).toMatchObject({ standing: 'breached', since: '2027-03-02T15:00:00.000Z' });
  });
  it('oblige a centre with a low score to carry its plan out (DIR.5.1.2.e)', () => {
    const opened = event('PlanMejoraOpened', { plan: 'CUS-pv1', due: '2026-06-01T04:59:59.000Z' });
    expect(standing('DIR.5.1.2.e-plan', '2026-04-01')).toMatchObject({ standing: 'not-applicable' });
    expect(standing('DIR.5.1.2.e-plan', '2026-04-01', opened)).toMatchObject({ standing: 'due' });
    expect(standing('DIR.5.1.2.e-plan', '2026-07-01', opened)).toMatchObject({ standing: 'breached' });
    expect(standing('DIR.5.1.2.e-plan', '2026-07-01', opened, event('PlanMejoraClosed', { plan: 'CUS-pv1' }))).toMatchObject({ standing: 'kept' });
  });
});

describe('The rules of suggestions (DIR.5.5.e)', () => {
  const installed = event('BuzonInstalled', { openBy: '2026-04-01T04:59:59.000Z' });
  const withdrawn = event('BuzonWithdrawn', {}, '2026-03-20');
  it('oblige a centre to have its box', () => {
    expect(standing('DIR.5.5.e', '2026-03-10')).toMatchObject({ standing: 'breached' });
    expect(standing('DIR.5.5.e', '2026-03-10', installed)).toMatchObject({ standing: 'kept' });
    expect(standing('DIR.5.5.e', '2026-03-21', installed, withdrawn)).toMatchObject({ standing: 'breached', since: '2026-03-20T15:00:00.000Z' });
  });
  it('oblige it to open the box in time, each time', () => {
    const opened = event('BuzonOpened', { openBy: '2026-05-01T04:59:59.000Z' }, '2026-03-31');
    expect(standing('DIR.5.5.e-opening', '2026-03-10', installed)).toMatchObject({ standing: 'due', due: '2026-04-01T04:59:59.000Z' });
    expect(standing('DIR.5.5.e-opening', '2026-04-10', installed)).toMatchObject({ standing: 'breached' });
    expect(standing('DIR.5.5.e-opening', '2026-04-10', installed, opened)).toMatchObject({ standing: 'due', due: '2026-05-01T04:59:59.000Z' });
    expect(standing('DIR.5.5.e-opening', '2026-05-10', installed, opened)).toMatchObject({ standing: 'breached' });
    expect(standing('DIR.5.5.e-opening', '2026-05-10', installed, withdrawn).standing).not.toBe('breached');
  });
  it('oblige it to act upon each suggestion, unless OGAUC withholds it', () => {
    const dropped = event('SugerenciaDropped', { suggestion: 'CUS-1', due: '2026-04-01T04:59:59.000Z' });
    const moderated = (shown: boolean) => event('SugerenciaModerated', { suggestion: 'CUS-1', shown });
    expect(standing('DIR.5.5.e-action', '2026-04-10', dropped, moderated(true))).toMatchObject({ standing: 'breached' });
    expect(standing('DIR.5.5.e-action', '2026-04-10', dropped, moderated(false))).toMatchObject({ standing: 'kept' });
    expect(standing('DIR.5.5.e-action', '2026-04-10', dropped, event('SugerenciaActioned', { suggestion: 'CUS-1' }))).toMatchObject({ standing: 'kept' });
  });
});
