import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { internalTraining } from './training.ts';

const lead = by({ id: 't', role: 'technical-lead', organ: 'dgpp' }, { id: 'dgpp.cierre', now: '2026-03-02T15:00:00.000Z' });
const common = { training: 'dgpp.cierre', organ: 'dgpp' } as const;
const planned = { sistema: 'presupuesto', topic: 'Cierre presupuestal', on: '2026-03-02', hours: 4 } as const;
const scheduled = { type: 'CapacitacionInternaScheduled', data: { ...common, ...planned, by: 't' } } as const;
const held = { type: 'CapacitacionInternaHeld', data: { ...common, sistema: 'presupuesto', on: '2026-03-02', hours: 4 } } as const;
const facts = { nextBy: '2026-08-29', strangers: [] };
const attendance = { on: '2026-03-02', attendees: ['ana', 'luis'] };
const registered = { type: 'AsistenciaInternaRegistered' as const, data: { ...common, sistema: 'presupuesto' as const, attendees: ['ana', 'luis'], on: '2026-03-02', nextBy: '2026-08-29' } };

describe('The training of specialists (DIR.5.1.1.c)', () => {
  it('is scheduled, held, attended, in this order', () => {
    given(internalTraining).when(lead.asks('schedule', planned)).then(scheduled);
    given(internalTraining, scheduled).when(lead.asks('hold', { on: '2026-03-02', hours: 4 })).then(held);
    given(internalTraining, scheduled).when(lead.asks('hold', { on: '2026-03-03', hours: 4 })).thenRefused('date-in-future');
    given(internalTraining, scheduled).when(lead.asks('register-attendance', attendance, { facts })).thenRefused('status-not-allowed');
    given(internalTraining, scheduled, held).when(lead.asks('register-attendance', attendance, { facts })).then(registered);
    given(internalTraining, scheduled, held).when(lead.asks('cancel', { reason: 'Feriado' })).thenRefused('status-not-allowed');
    given(internalTraining, scheduled).when(lead.asks('cancel', { reason: 'Feriado' })).thenTypes('CapacitacionInternaCancelled');
  });
  it('is of the organ’s own specialists, each once', () => {
    given(internalTraining, scheduled, held).when(lead.asks('register-attendance', attendance, { facts: { ...facts, strangers: ['luis'] } })).thenRefused('not-a-specialist-of-organ');
    given(internalTraining, scheduled, held).when(lead.asks('register-attendance', { ...attendance, on: '2026-03-01' }, { facts })).thenRefused('other-date');
    given(internalTraining, scheduled, held, registered).when(lead.asks('register-attendance', attendance, { facts })).thenNothing();
  });
  it('evaluates and certifies whoever attended', () => {
    given(internalTraining, scheduled, held, registered).when(lead.asks('evaluate', { person: 'ana', score: 17 })).thenTypes('EvaluacionInternaRecorded');
    given(internalTraining, scheduled, held, registered).when(lead.asks('evaluate', { person: 'rosa', score: 17 })).thenRefused('did-not-attend');
    given(internalTraining, scheduled, held, registered, { type: 'EvaluacionInternaRecorded', data: { ...common, person: 'ana', score: 17 } }).when(lead.asks('evaluate', { person: 'ana', score: 20 })).thenRefused('already-evaluated');
    given(internalTraining, scheduled, held, registered).when(lead.asks('certify', { person: 'ana' })).then({ type: 'CertificadoInternoIssued', data: { ...common, person: 'ana', hours: 4 } });
    given(internalTraining, scheduled, held).when(lead.asks('certify', { person: 'ana' })).thenRefused('did-not-attend');
  });
});
