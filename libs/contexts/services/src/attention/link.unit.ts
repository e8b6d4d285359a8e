import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { linkedOn, linksView } from './link.ts';

const told = (type: string, data: object) => ({ type, data: { person: 'ana', centre: 'CUS', organ: 'dgpp', ...data } }) as unknown as RecordedEvent;
const after = (...events: RecordedEvent[]) => events.reduce<ReturnType<typeof linksView.fold>>((before, event) => linksView.fold(before, event, 'ana'), undefined)!;
const assigned = told('DependenciaTecnicaAssigned', { from: '2026-01-01', until: '2026-06-30' });
const on = (links: ReturnType<typeof after>) => ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map((date) => linkedOn(links, 'CUS', 'dgpp', date));

describe('The links of a specialist (DIR.4.4, DIR.4.7)', () => {
  it('are of their person', () => expect(linksView.keysOf(assigned)).toEqual(['ana']));
  it('hold from their first to their last date, at their centre and for their organ', () => {
    expect(on(after(assigned))).toEqual([false, true, true, false]);
    expect(linkedOn(after(assigned), 'PUN', 'dgpp', '2026-03-01')).toBe(false);
    expect(linkedOn(after(assigned), 'CUS', 'dgcp', '2026-03-01')).toBe(false);
  });
  it('follow a change of their term, and end before it', () => {
    expect(on(after(assigned, told('DependenciasTermChanged', { until: '2026-12-31' })))).toEqual([false, true, true, true]);
    expect(on(after(assigned, told('DependenciasEnded', { on: '2026-06-30' })))).toEqual([false, true, false, false]);
  });
  it('of a new one leave the earlier as it was', () => {
    const moved = after(assigned, told('DependenciasEnded', { on: '2026-02-01' }), told('DependenciaTecnicaAssigned', { centre: 'PUN', from: '2026-02-01', until: '2026-12-31' }));
    expect([linkedOn(moved, 'CUS', 'dgpp', '2026-01-31'), linkedOn(moved, 'CUS', 'dgpp', '2026-02-01'), linkedOn(moved, 'PUN', 'dgpp', '2026-02-01')]).toEqual([true, false, true]);
  });
  it('of implantadores and EAT may have no end (RM.2.e)', () => {
    expect(on(after(told('ImplantadorIntegrated', { from: '2026-01-01' })))).toEqual([false, true, true, true]);
    expect(on(after(told('EatIntegrated', { from: '2026-01-01' }), told('TeamMemberWithdrawn', { on: '2026-06-30' })))).toEqual([false, true, false, false]);
  });
});
