import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { videoDifusion } from './video-difusion.ts';

const id = 'CUS';
const inForce = { material: { status: 'approved', kind: 'video' }, known: true };
const communications = by({ id: 'm', role: 'communications' }, { id, facts: inForce });
const staff = by({ id: 'e', role: 'operator', centre: 'CUS' }, { id, facts: { open: true, inForce: ['video2026'] } });
const assigned = { type: 'VideoAssigned', data: { centre: 'CUS', by: 'm', video: 'video2026' } } as const;
const confirmed = { type: 'DifusionVideoConfirmed' as const, data: { centre: 'CUS', by: 'e', date: '2026-03-02', videos: ['video2026'] } };
const video = { video: 'video2026' };

describe('Institutional videos at a centre (DIR.5.5.h)', () => {
  it('are approved videos', () => {
    const assign = (facts: object) => given(videoDifusion).when(communications.asks('assign', video, { facts: { ...inForce, ...facts } }));
    assign({}).then(assigned);
    assign({ material: { status: 'withdrawn', kind: 'video' } }).thenRefused('material-not-approved');
    assign({ material: { status: 'not-approved' } }).thenRefused('material-not-approved');
    assign({ material: { status: 'approved', kind: 'afiche' } }).thenRefused('not-a-video');
    assign({ known: false }).thenRefused('centre-unknown');
    given(videoDifusion, assigned).when(communications.asks('assign', video)).thenRefused('already-assigned');
  });
  it('are confirmed day by day, not for a closed, future or confirmed day', () => {
    given(videoDifusion, assigned).when(staff.asks('confirm', { date: '2026-03-02' })).then(confirmed);
    given(videoDifusion, assigned).when(staff.asks('confirm', { date: '2026-03-01' }, { facts: { open: false, inForce: ['video2026'] } })).thenRefused('closed-day');
    given(videoDifusion, assigned).when(staff.asks('confirm', { date: '2026-03-03' })).thenRefused('date-in-future');
    given(videoDifusion, assigned, confirmed).when(staff.asks('confirm', { date: '2026-03-02' })).thenRefused('day-already-confirmed');
  });
  it('are confirmed while at least one is in force', () => {
    given(videoDifusion, assigned).when(staff.asks('confirm', { date: '2026-03-02' }, { facts: { open: true, inForce: [] } })).thenRefused('no-video-in-force');
    given(videoDifusion, assigned).when(communications.asks('unassign', video)).then({ type: 'VideoUnassigned', data: { centre: 'CUS', by: 'm', video: 'video2026' } });
    given(videoDifusion, assigned).when(communications.asks('unassign', { video: 'otro2026' })).thenRefused('video-unknown');
    given(videoDifusion).when(staff.asks('confirm', { date: '2026-03-02' })).thenRefused('video-difusion-unknown');
  });
});
