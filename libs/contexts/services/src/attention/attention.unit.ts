import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { attention } from './attention.ts';
import { attentionMonths, metaProgress } from './counts.ts';
import type { Known } from './facts.ts';

const known: Known = { centre: true, organ: { id: 'dgpp', standing: 'in-force', type: 'linea' }, matter: { standing: 'in-force', sistema: 'presupuesto', organ: 'dgpp' }, cutoff: '2026-03-09', metas: {} };
const id = 'CUS-a1b2';
const ana = by({ id: 'ana', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, { id, facts: known });
const luis = by({ id: 'luis', role: 'specialist', centre: 'CUS', organ: 'dgcp' }, { id, facts: known });
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id });
const quick = { kind: 'consulta', matter: 'presupuesto', entity: 'Municipalidad de Urcos', modality: 'presencial', attendees: 1, noAttendance: false, pending: false };
const whose = { atencion: id, centre: 'CUS', specialist: 'ana', organ: 'dgpp', date: '2026-03-02' };
const what = { kind: 'consulta', sistema: 'presupuesto', entity: 'Municipalidad de Urcos', modality: 'presencial', attendees: 1 } as const;
const left = { type: 'AtencionRecorded', data: { ...whose, ...what, due: '2026-03-10T04:59:59Z' } } as const;
const escalated = { type: 'AtencionEscalated', data: { ...whose, to: 'dgcp', reason: 'Caso nuevo', by: 'ana' } } as const;
const closed = { type: 'AtencionClosed', data: { ...whose, resolvedBy: 'centre', by: 'ana' } } as const;
const metas = { A: { name: 'Atender consultas', unit: 'consulta', counts: 'attentions', target: 10, kind: 'consulta' }, B: { name: 'Capacitar', unit: 'persona', counts: 'attendees', target: 10, kind: 'capacitacion' } } as const;
const asks = (more: object, facts: Partial<Known> = {}) => ana.asks('record', { ...quick, ...more }, { facts: { ...known, ...facts } });
const refused = (code: string, more: object, facts: Partial<Known> = {}) => given(attention).when(asks(more, facts)).thenRefused(code);

describe('An attention (DIR.4.1, DIR.4.4)', () => {
  it('is recorded by a specialist in one step, and is closed with it', () => void given(attention).when(ana.asks('record', quick)).then({ type: 'AtencionRecorded', data: { ...whose, ...what } }, closed));
  it('stays open when it says so, until the cut-off', () => void given(attention).when(asks({ pending: true })).then(left));
  it('is of the own centre, by a specialist of an organ of línea or apoyo', () => {
    refused('other-centre', {}, { centre: false });
    refused('no-link-in-force', {}, { linked: false });
    given(attention).when(asks({}, { linked: true })).thenTypes('AtencionRecorded', 'AtencionClosed');
    refused('organ-gives-no-services', {}, { organ: { id: 'ogaj', standing: 'in-force', type: 'asesoramiento' } });
  });
  it('is not of the future, nor recorded after the cut-off', () => {
    refused('date-in-the-future', { date: '2026-03-03' });
    refused('cutoff-passed', { date: '2026-02-20' }, { cutoff: '2026-03-01' });
    refused('cutoff-unknown', { date: '2026-02-20' }, { cutoff: undefined });
    given(attention).when(asks({}, { cutoff: undefined })).thenTypes('AtencionRecorded', 'AtencionClosed');
    given(attention).when(asks({ date: '2026-02-20' }, { cutoff: '2026-03-02' })).thenTypes('AtencionRecorded', 'AtencionClosed');
  });
  it('has a matter of the catalogue', () => {
    refused('matter-unknown', {}, { matter: { standing: 'unknown' } });
    refused('matter-not-in-force', {}, { matter: { standing: 'not-in-force' } });
    refused('matter-is-a-service', {}, { matter: { standing: 'service' } });
  });
  it('of another organ is warned of, and recorded with its reason', () => {
    const other = { matter: { standing: 'in-force', tema: 'devengado', sistema: 'contabilidad', organ: 'dgcp' } } as const;
    expect(refused('matter-of-another-organ', {}, other).problem.field).toBe('otherOrganReason');
    const [recorded] = play(attention, [asks({ otherOrganReason: 'No había otro especialista' }, other)]).events;
    expect(recorded?.data).toMatchObject({ tema: 'devengado', sistema: 'contabilidad', otherOrgan: { organ: 'dgcp', reason: 'No había otro especialista' } });
  });
  it('says whom it attended', () => {
    refused('attended-missing', { entity: undefined });
    refused('person-missing', { documentNumber: '12345678' });
    refused('document-missing', { person: 'Rosa Quispe' });
    const { events } = play(attention, [asks({ entity: undefined, person: 'Rosa Quispe', documentNumber: '12345678' }, { sealed: { subject: 's_1', sealed: 'v1.x' } })]);
    expect(JSON.stringify(events)).not.toMatch(/Rosa|12345678/);
    expect(events[0]?.data).toMatchObject({ subject: 's_1', sealed: 'v1.x' });
  });
  it('has no attendees only as Asistencia cero', () => {
    refused('attendees-zero', { attendees: 0 });
    refused('attendance-contradicts', { noAttendance: true });
    const { state, events } = play(attention, [asks({ attendees: 0, noAttendance: true, kind: 'capacitacion' })]);
    expect([state.status, events.map(({ type }) => type)]).toEqual(['no-attendance', ['AtencionRecorded']]);
  });
  it('is not of a service that is suspended at the centre (DIR.5.1.2.a)', () => {
    refused('service-suspended', {}, { suspendedSince: '2026-03-02' });
    given(attention).when(asks({ date: '2026-03-01' }, { suspendedSince: '2026-03-02' })).thenTypes('AtencionRecorded', 'AtencionClosed');
  });
  it('names a meta of the POI of the own organ: the only one that fits, or the one chosen (DIR.4.10)', () => {
    const metaOf = (more: object, facts: Partial<Known>) => (play(attention, [asks(more, facts)]).events[0]?.data as { meta?: string }).meta;
    expect(metaOf({}, { metas })).toBe('A');
    expect(metaOf({}, { metas: { ...metas, A: { ...metas.A, withdrawn: true } } })).toBeUndefined();
    refused('meta-unknown', { meta: 'Z' }, { metas });
    refused('meta-of-another-service', { meta: 'B' }, { metas });
    refused('meta-missing', {}, { metas: { ...metas, C: { ...metas.B, kind: 'consulta' } } });
    expect(metaOf({ meta: 'C' }, { metas: { ...metas, C: { ...metas.B, kind: 'consulta' } } })).toBe('C');
  });
  it('is closed by its specialist or the coordinator; after the cut-off, with a reason', () => {
    given(attention, left).when(ana.asks('close', {})).then(closed);
    given(attention, left).when(luis.asks('close', {})).thenRefused('attention-of-another');
    given(attention, left).when(coordinator.asks('close', { answer: 'Se orientó' })).then({ type: 'AtencionClosed', data: { ...closed.data, answer: 'Se orientó', by: 'c' } });
    const late = '2026-03-10T05:00:00.000Z';
    given(attention, left).when(ana.asks('close', {}, { now: '2026-03-10T04:59:59.900Z' })).then(closed);
    given(attention, left).when(ana.asks('close', {}, { now: late })).thenRefused('closed-late-without-reason');
    given(attention, left).when(ana.asks('close', { late: 'Estaba de comisión' }, { now: late })).then({ type: 'AtencionClosed', data: { ...closed.data, late: 'Estaba de comisión' } });
    given(attention, left, closed).when(ana.asks('close', {})).thenRefused('status-not-allowed');
  });
  it('that is a consulta may be passed on to the organ that is competent', () => {
    const facts = { id: 'dgcp', standing: 'in-force', type: 'linea' };
    given(attention, left).when(ana.asks('escalate', { to: 'dgcp', reason: 'Caso nuevo' }, { facts })).then(escalated);
    given(attention, { type: 'AtencionRecorded', data: { ...left.data, kind: 'informacion' } }).when(ana.asks('escalate', { to: 'dgcp', reason: 'Caso nuevo' }, { facts })).thenRefused('only-consultas');
    given(attention, left).when(ana.asks('escalate', { to: 'ogaj', reason: 'Caso nuevo' }, { facts: { standing: 'in-force', type: 'asesoramiento' } })).thenRefused('organ-gives-no-services');
    given(attention, left, escalated).when(ana.asks('close', {}, { now: '2026-06-01T15:00:00.000Z' })).then({ type: 'AtencionClosed', data: { ...closed.data, resolvedBy: 'organ' } });
  });
  it('is annulled with a reason, once', () => {
    const annulled = { type: 'AtencionAnnulled', data: { ...whose, reason: 'Duplicada', by: 'c' } } as const;
    given(attention, left).when(coordinator.asks('annul', { reason: 'Duplicada' })).then(annulled);
    given(attention, left).when(luis.asks('annul', { reason: 'Duplicada' })).thenRefused('attention-of-another');
    given(attention, left, annulled).when(ana.asks('annul', { reason: 'Duplicada' })).thenRefused('status-not-allowed');
    given(attention).when(ana.asks('annul', { reason: 'Duplicada' })).thenRefused('attention-unknown');
  });
});

describe('What is counted of an attention', () => {
  const acts = fc.constantFrom(
    asks({ pending: true, attendees: 3, meta: 'A' }, { metas }),
    asks({ attendees: 3, meta: 'A' }, { metas }),
    asks({ attendees: 0, noAttendance: true, meta: 'A' }, { metas }),
    ana.asks('escalate', { to: 'dgcp', reason: 'Caso nuevo' }, { facts: { standing: 'in-force', type: 'linea' } }),
    ana.asks('close', {}),
    luis.asks('close', {}),
    coordinator.asks('annul', { reason: 'Duplicada' }),
  );
  it('follows its state: nothing of what was annulled, one outcome for a consulta, and the progress of its meta (DIR.4.10)', () => {
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 8 }), (commands) => {
        const { state } = play(attention, commands);
        const of = { state } as Parameters<typeof attentionMonths.contributions>[0];
        const [month, ...others] = attentionMonths.contributions(of);
        const progress = metaProgress.contributions(of);
        expect(others).toEqual([]);
        if (state.status === 'never-recorded' || state.status === 'annulled') return expect([month, progress]).toEqual([undefined, []]);
        expect(month).toMatchObject({ key: 'CUS 2026-03', counts: { all: 1, attendees: state.attendees, 'presupuesto consulta': 1 } });
        const outcomes = ['resolved', 'answered', 'escalated', 'open'].filter((name) => month!.counts[name]);
        if (state.status === 'no-attendance') return expect([outcomes, progress]).toEqual([[], []]);
        expect(outcomes).toHaveLength(1);
        expect(progress).toEqual([{ key: 'dgpp 2026 A', counts: { attentions: 1, attendees: 3 } }]);
      }),
    );
  });
});
