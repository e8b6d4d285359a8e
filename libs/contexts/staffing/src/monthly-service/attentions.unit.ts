import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { activitiesOf, attentionMonths, type AttentionMonth } from './attentions.ts';

const event = (type: string, atencion: string, more: object = {}) => ({ type, data: { atencion, specialist: 'p1', date: '2026-03-05', kind: 'consulta', ...more } }) as RecordedEvent;
const monthOf = (...events: RecordedEvent[]): AttentionMonth => events.reduce<AttentionMonth | undefined>((before, each) => attentionMonths.fold(before, each, 'p1 2026-03'), undefined)!;

describe('The attentions of a month (DIR.5.2.e)', () => {
  it('are kept by specialist and month of their date', () => expect(attentionMonths.keysOf(event('AtencionRecorded', 'CUS-1'))).toEqual(['p1 2026-03']));
  it('are counted by kind, matter and meta, the most frequent first', () => {
    const month = monthOf(event('AtencionRecorded', 'CUS-1', { sistema: 'presupuesto', meta: 'm1' }), event('AtencionRecorded', 'CUS-2'), event('AtencionRecorded', 'CUS-3'));
    expect(activitiesOf(month)).toMatchObject({ attentions: 3, activities: [{ kind: 'consulta', count: 2 }, { kind: 'consulta', sistema: 'presupuesto', meta: 'm1', count: 1 }] });
  });
  it('no longer count once annulled', () => {
    const left = monthOf(event('AtencionRecorded', 'CUS-1'), event('AtencionRecorded', 'CUS-11'), event('AtencionAnnulled', 'CUS-1'));
    expect(activitiesOf(left)).toEqual(activitiesOf(monthOf(event('AtencionRecorded', 'CUS-11'))));
    expect(activitiesOf(left).digest).not.toBe(activitiesOf(monthOf(event('AtencionRecorded', 'CUS-1'))).digest);
  });
});
