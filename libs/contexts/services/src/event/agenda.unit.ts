import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { centreAgenda } from './agenda.ts';
import { clash, type Slot } from './slot.ts';

const slot: Slot = { round: 0, date: '2026-04-01', start: '09:00', end: '11:00', room: 'Auditorio', specialists: ['ana'] };
const centre = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id: 'CUS' });
const reserve = (evento: string, changed: Partial<Slot> = {}, free: Record<string, number> = {}) => centre.asks('reserve', { evento, slot: { ...slot, ...changed }, free });
const reserved = { type: 'AgendaReserved', data: { centre: 'CUS', evento: 'CUS-e1aa', ...slot } } as const;

describe('The agenda of a centre (DIR.5.1.1.f)', () => {
  it('keeps one room and one specialist for one event at a time', () => {
    given(centreAgenda).when(reserve('CUS-e1aa')).then(reserved);
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', { specialists: ['luis'], room: 'AUDITORIO', start: '10:59', end: '12:00' })).thenRefused('agenda-clash');
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', { room: 'Sala 2', specialists: ['luis', 'ana'] })).thenRefused('agenda-clash');
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', { room: 'Sala 2', specialists: ['luis'] })).thenTypes('AgendaReserved');
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', { start: '11:00', end: '12:00' })).thenTypes('AgendaReserved');
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', { date: '2026-04-02' })).thenTypes('AgendaReserved');
  });
  it('reserves a round of an event once, and follows it to a later one alone', () => {
    given(centreAgenda, reserved).when(reserve('CUS-e1aa')).thenNothing();
    given(centreAgenda, reserved).when(reserve('CUS-e1aa', { round: 1, date: '2026-04-02' })).thenTypes('AgendaReserved');
    given(centreAgenda, { type: 'AgendaReserved', data: { ...reserved.data, round: 2 } }).when(reserve('CUS-e1aa', { round: 1 })).thenRefused('event-moved');
  });
  it('gives up what nobody needs any more: that round, and no other', () => {
    given(centreAgenda, reserved).when(reserve('CUS-e2aa', {}, { 'CUS-e1aa': 0 })).thenTypes('AgendaReleased', 'AgendaReserved');
    given(centreAgenda, { type: 'AgendaReserved', data: { ...reserved.data, round: 1 } }).when(reserve('CUS-e2aa', {}, { 'CUS-e1aa': 0 })).thenRefused('agenda-clash');
  });
  it('never holds two reservations that clash, whatever is asked', () => {
    const hour = fc.integer({ min: 8, max: 17 }).map((h) => String(h).padStart(2, '0'));
    const asked = fc.record({
      evento: fc.constantFrom('CUS-e1aa', 'CUS-e2aa', 'CUS-e3aa', 'CUS-e4aa'),
      round: fc.integer({ min: 0, max: 3 }),
      date: fc.constantFrom('2026-04-01', '2026-04-02'),
      from: hour,
      hours: fc.integer({ min: 1, max: 4 }),
      room: fc.constantFrom('Auditorio', 'auditorio', 'Sala 2'),
      specialists: fc.uniqueArray(fc.constantFrom('ana', 'luis', 'eva'), { minLength: 1 }),
      free: fc.dictionary(fc.constantFrom('CUS-e1aa', 'CUS-e2aa'), fc.integer({ min: 0, max: 3 })),
    });
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 20 }), (all) => {
        const commands = all.map(({ evento, from, hours, free, ...rest }) => reserve(evento, { ...rest, start: `${from}:00`, end: `${String(Number(from) + hours).padStart(2, '0')}:00` }, free));
        const slots = Object.values(play(centreAgenda, commands).state.slots);
        slots.forEach((a, i) => slots.slice(i + 1).forEach((b) => expect(clash(a, b)).toBe(false)));
      }),
    );
  });
});
