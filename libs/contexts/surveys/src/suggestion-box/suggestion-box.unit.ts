import { describe, it } from '@jest/globals';
import { by, given, play } from '#testing';
import { suggestionBox } from './suggestion-box.ts';

const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id: 'CUS', facts: { known: true, interval: 30 } });
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'CUS', facts: { known: true, interval: 30 } });
const install = coordinator.asks('install', { on: '2026-02-01', place: 'En la entrada' });
const open = (on: string, acta = '0') => coordinator.asks('open', { on, count: 2, acta: acta.repeat(64) });
const withdraw = ogauc.asks('withdraw', { on: '2026-03-01', reason: 'Mudanza' });
const after = (...commands: (typeof install)[]) => play(suggestionBox, commands).events;

describe('The suggestion box of a centre (DIR.5.5.e)', () => {
  it('is one, and says until when it has to be opened', () => {
    given(suggestionBox).when(install).then({ type: 'BuzonInstalled', data: { centre: 'CUS', place: 'En la entrada', on: '2026-02-01', openBy: '2026-03-04T04:59:59.000Z', by: 'c' } });
    given(suggestionBox, ...after(install)).when(install).thenRefused('status-not-allowed');
    given(suggestionBox).when(coordinator.asks('install', { on: '2026-02-01', place: 'En la entrada' }, { facts: { known: false, interval: 30 } })).thenRefused('centre-unknown');
    given(suggestionBox).when(coordinator.asks('install', { on: '2026-03-03', place: 'En la entrada' })).thenRefused('box-date-invalid');
  });
  it('is opened on a later date each time, with an acta of its own', () => {
    given(suggestionBox, ...after(install)).when(open('2026-02-20')).then({ type: 'BuzonOpened', data: { centre: 'CUS', on: '2026-02-20', count: 2, acta: '0'.repeat(64), openBy: '2026-03-23T04:59:59.000Z', by: 'c' } });
    for (const wrong of ['2026-01-31', '2026-03-03']) given(suggestionBox, ...after(install)).when(open(wrong)).thenRefused('box-date-invalid');
    given(suggestionBox, ...after(install, open('2026-02-20'))).when(open('2026-02-20', '1')).thenRefused('box-date-invalid');
    given(suggestionBox, ...after(install, open('2026-02-20'))).when(open('2026-02-21')).thenRefused('acta-used');
    given(suggestionBox).when(open('2026-02-20')).thenRefused('suggestion-box-unknown');
  });
  it('is withdrawn, and another is put there later', () => {
    given(suggestionBox, ...after(install)).when(withdraw).thenTypes('BuzonWithdrawn');
    given(suggestionBox, ...after(install, withdraw)).when(install).thenRefused('box-date-invalid');
    given(suggestionBox, ...after(install, withdraw)).when(coordinator.asks('install', { on: '2026-03-02', place: 'En la entrada' })).thenTypes('BuzonInstalled');
  });
});
