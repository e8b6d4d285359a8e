import { describe, expect, it } from '@jest/globals';
import type { Judged, Rule } from '#aggregates';
import { createCalendar } from '#calendar';
import { emptyDirectory } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const judged: Judged = { now: '2026-03-02T15:00:00.000Z', today: '2026-03-02', place: 'CUS', boundSince: '2012-04-13', calendar: createCalendar([]), directory: emptyDirectory };
const ruleOf = (id: string): Rule => rules.find((rule) => rule.id === id)!;
const standingAfter = (id: string, ...events: readonly object[]): string => {
  const rule = ruleOf(id);
  return rule.assess((events as RecordedEvent[]).reduce((state, event) => rule.fold(state, event, 'CUS'), rule.initial), judged).standing;
};
const told = (type: string, data: object) => ({ type, data, meta: { occurredAt: '2026-03-01T15:00:00.000Z' } });

describe('What the Resolution itself asks for', () => {
  it('binds every centre that is registered (DIR.III)', () => {
    expect(standingAfter('DIR.III')).toBe('breached');
    expect(standingAfter('DIR.III', told('CentreRegistered', { code: 'CUS' }))).toBe('kept');
  });
  it('is kept once the Directive is adopted (RM.3) and the Resolution published (RM.4)', () => {
    expect(standingAfter('RM.3', told('NormaAdopted', { id: 'dir-02-2012' }))).toBe('kept');
    expect(standingAfter('RM.4')).toBe('breached');
    expect(standingAfter('RM.4', told('NormaPublished', { id: 'rm-288-2012' }))).toBe('kept');
  });
  it('has an object that all the rest measures (DIR.I)', () => expect(standingAfter('DIR.I')).toBe('not-measurable'));
});
