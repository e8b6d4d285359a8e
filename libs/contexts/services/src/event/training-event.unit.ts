import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { trainingEvent } from './training-event.ts';

const id = 'CUS-e1aa';
const now = '2026-04-01T15:00:00.000Z';
const after = '2026-04-10T16:00:00.000Z';
const slot = { date: '2026-04-10', start: '09:00', end: '11:00', room: 'Auditorio', specialists: ['ana'] };
const known = { centre: true, organ: { id: 'dgpp', standing: 'in-force', type: 'linea' }, workingDay: true, matter: { standing: 'in-force', sistema: 'presupuesto', organ: 'dgpp' } };
const lead = by({ id: 'l', role: 'technical-lead', organ: 'dgpp' }, { id, now, facts: known });
const other = by({ id: 'x', role: 'technical-lead', organ: 'dgcp' }, { id, now, facts: known });
const centre = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id, now, facts: { round: 0 } });
const ogauc = by({ id: 'o', role: 'ogauc' }, { id, now });
const proposal = { name: 'Cierre contable', kind: 'capacitacion', matter: 'presupuesto', ...slot, capacity: 2 };
const of = (who: string) => ({ evento: id, organ: 'dgpp', by: who });
const proposed = { type: 'EventoProposed', data: { ...of('l'), round: 0, ...proposal, kind: 'capacitacion' as const } } as const;
const byCentro = { type: 'EventoCoordinatedByCentro', data: { ...of('c'), round: 0 } } as const;
const byOgauc = { type: 'EventoCoordinatedByOgauc', data: { ...of('o'), round: 0 } } as const;
const scheduled = { type: 'EventoScheduled', data: { ...of('l'), round: 0, ...slot, due: '2026-04-18T04:59:59Z' } } as const;
const inProgramme = [proposed, byCentro, byOgauc, scheduled] as const;
const enrolment = (participant: string) => ({ type: 'ParticipanteEnrolled', data: { ...of('c'), participant, sealed: 'v1.x' } }) as const;
const held = { type: 'EventoHeld', data: { ...of('c'), enrolled: 1 } } as const;
const enrol = (participant: string, at = now) => centre.asks('enrol', {}, { facts: { participant, sealed: 'v1.x' }, now: at });
const refused = (code: string, changed: object, facts: object = {}) => given(trainingEvent).when(lead.asks('propose', { ...proposal, ...changed }, { facts: { ...known, ...facts } })).thenRefused(code);

describe('An event for users (DIR.5.1.1.f)', () => {
  it('is proposed by an organ of línea or apoyo, at a centre, on a matter of the catalogue', () => {
    given(trainingEvent).when(lead.asks('propose', proposal)).then(proposed);
    refused('organ-gives-no-services', {}, { organ: { standing: 'in-force', type: 'asesoramiento' } });
    refused('centre-unknown', {}, { centre: false });
    refused('matter-unknown', {}, { matter: { standing: 'not-in-force' } });
  });
  it('ends after it begins, is still to come, and is on a working day unless it says why not', () => {
    refused('end-not-after-start', { end: '09:00' });
    refused('date-in-the-past', { date: '2026-03-31' });
    refused('specialist-repeated', { specialists: ['ana', 'ana'] });
    refused('non-working-day', {}, { workingDay: false });
    const nonWorkingReason = 'Feria del sábado en la plaza';
    given(trainingEvent).when(lead.asks('propose', { ...proposal, nonWorkingReason }, { facts: { ...known, workingDay: false } })).then({ ...proposed, data: { ...proposed.data, nonWorkingReason } });
    given(trainingEvent).when(lead.asks('propose', { ...proposal, nonWorkingReason })).then(proposed);
  });
  it('is coordinated with the centre and with OGAUC before it is scheduled', () => {
    const facts = { date: slot.date, due: scheduled.data.due };
    given(trainingEvent, proposed).when(centre.asks('coordinate-centre')).then(byCentro);
    given(trainingEvent, proposed).when(ogauc.asks('coordinate-ogauc')).then(byOgauc);
    given(trainingEvent, proposed, byCentro).when(centre.asks('coordinate-centre')).thenRefused('already-coordinated');
    expect(given(trainingEvent, proposed, byOgauc).when(lead.asks('schedule', {}, { facts })).thenRefused('not-coordinated').message).toMatch(/el centro/);
    expect(given(trainingEvent, proposed, byCentro).when(lead.asks('schedule', {}, { facts })).thenRefused('not-coordinated').message).toMatch(/la OGAUC/);
    given(trainingEvent, proposed, byCentro, byOgauc).when(lead.asks('schedule', {}, { facts })).then(scheduled);
    given(trainingEvent, proposed, byCentro, byOgauc).when(other.asks('schedule', {}, { facts })).thenRefused('event-of-another-organ');
    given(trainingEvent, proposed, byCentro, byOgauc).when(lead.asks('schedule', {}, { facts, now: after })).thenRefused('event-over');
    given(trainingEvent, proposed).when(centre.asks('coordinate-centre', {}, { facts: { round: 1 } })).thenRefused('event-moved');
    given(trainingEvent, proposed).when(by({ id: 'l', role: 'ogauc' }, { id }).asks('coordinate-ogauc')).thenRefused('own-act');
  });
  it('that moves is coordinated again', () => {
    const moved = { ...slot, date: '2026-04-15', reason: 'El auditorio está en obras' };
    const { state } = play(trainingEvent, [lead.asks('reschedule', moved)], [...inProgramme, enrolment('s_1')]);
    expect(state).toMatchObject({ status: 'proposed', slot: { round: 1, date: '2026-04-15' }, participants: { s_1: 'v1.x' } });
    expect(state).not.toHaveProperty('byCentre');
    expect(state).not.toHaveProperty('byOgauc');
    given(trainingEvent, ...inProgramme).when(other.asks('reschedule', moved)).thenRefused('event-of-another-organ');
    given(trainingEvent, ...inProgramme).when(lead.asks('reschedule', { ...moved, date: '2026-04-20' }, { now: after })).thenRefused('event-over');
  });
  it('is cancelled with a reason, and those enrolled are told', () => {
    const cancelled = { type: 'EventoCancelled', data: { ...of('l'), reason: 'Sin expositor', enrolled: 1 } } as const;
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(lead.asks('cancel', { reason: 'Sin expositor' })).then(cancelled);
    given(trainingEvent, ...inProgramme, enrolment('s_1'), cancelled).when(centre.asks('notify-cancellation', { means: 'telefono' })).then({ type: 'EventoCancellationNotified', data: { ...of('c'), means: 'telefono', notified: 1 } });
    given(trainingEvent, proposed, { ...cancelled, data: { ...cancelled.data, enrolled: 0 } }).when(centre.asks('notify-cancellation', { means: 'telefono' })).thenRefused('nobody-enrolled');
    given(trainingEvent, ...inProgramme, cancelled).when(enrol('s_2')).thenRefused('status-not-allowed');
  });
  it('takes enrolments up to its capacity, each person once, until it is over', () => {
    given(trainingEvent, ...inProgramme).when(enrol('s_1')).then(enrolment('s_1'));
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(enrol('s_1')).thenRefused('already-enrolled');
    given(trainingEvent, ...inProgramme, enrolment('s_1'), enrolment('s_2')).when(enrol('s_3')).thenRefused('event-full');
    given(trainingEvent, ...inProgramme).when(enrol('s_1', after)).thenRefused('event-over');
    given(trainingEvent, proposed).when(enrol('s_1')).thenRefused('status-not-allowed');
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(centre.asks('withdraw-enrolment', { participant: 's_1' })).thenTypes('ParticipanteWithdrawn');
    given(trainingEvent, ...inProgramme).when(centre.asks('withdraw-enrolment', { participant: 's_1' })).thenRefused('participant-unknown');
  });
  it('is held once it is over; who attended is told only then, of those enrolled', () => {
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(centre.asks('record-held', {}, { now: '2026-04-10T15:59:59.999Z' })).thenRefused('event-not-over');
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(centre.asks('record-held', {}, { now: after })).then(held);
    given(trainingEvent, ...inProgramme, enrolment('s_1')).when(centre.asks('register-attendance', { attended: ['s_1'] })).thenRefused('status-not-allowed');
    given(trainingEvent, ...inProgramme, enrolment('s_1'), held).when(centre.asks('register-attendance', { attended: ['s_1', 's_1'] })).then({ type: 'ParticipantesRegistered', data: { ...of('c'), attended: ['s_1'] } });
    expect(given(trainingEvent, ...inProgramme, enrolment('s_1'), held).when(centre.asks('register-attendance', { attended: ['s_1', 's_9'] })).thenRefused('participant-unknown').problem.field).toBe('attended.1');
  });
  it('is never over its capacity, never scheduled uncoordinated, and never coordinated by who proposed it: whatever happens', () => {
    const who = fc.constantFrom('l', 'c', 'o');
    const acts = who.chain((person) =>
      fc.constantFrom(
        by({ id: person, role: 'technical-lead', organ: 'dgpp' }, { id, now, facts: known }).asks('propose', proposal),
        by({ id: person, role: 'centre-coordinator', centre: 'CUS' }, { id, now, facts: { round: 0 } }).asks('coordinate-centre'),
        by({ id: person, role: 'centre-coordinator', centre: 'CUS' }, { id, now, facts: { round: 1 } }).asks('coordinate-centre'),
        by({ id: person, role: 'ogauc' }, { id, now }).asks('coordinate-ogauc'),
        lead.asks('schedule', {}, { facts: {} }),
        lead.asks('reschedule', { ...slot, reason: 'Cambio de sala' }),
        enrol('s_1'),
        enrol('s_2'),
        enrol('s_3'),
        centre.asks('withdraw-enrolment', { participant: 's_1' }),
      ),
    );
    let schedules = 0;
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (commands) => {
        const { events, state } = play(trainingEvent, commands);
        if (state.status !== 'never-proposed') expect(Object.keys(state.participants).length).toBeLessThanOrEqual(2);
        const proposer = events[0]?.data.by;
        events.forEach(({ type, data }, i) => {
          if (type.startsWith('EventoCoordinated')) expect(data.by).not.toBe(proposer);
          if (type !== 'EventoScheduled') return;
          schedules++;
          const round = events.slice(0, i).filter((event) => event.type.startsWith('EventoCoordinated') && 'round' in event.data && event.data.round === (data as { round: number }).round);
          expect(new Set(round.map((event) => event.type)).size).toBe(2);
        });
      }),
      { numRuns: 2_000 },
    );
    expect(schedules).toBeGreaterThan(0);
  });
});
