import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '#calendar';
import { emptyDirectory, foldDirectory } from '#contracts';
import type { Assessment, Judged } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import { rules } from './rules.ts';

const sourced = { source: 'x', verified: false };
const centre = (code: string, department: string) => ({ type: 'CentreRegistered', data: { code, name: code, department, foreign: false, ...sourced } });
const policies = { 'directiva-days': 90, 'informacion-days': 30, 'pagina-days': 30, 'boletin-cutoff-day': 5, 'boletin-publication-day': 15, 'video-working-days': 1 };
const directory = [centre('CUS', '08'), centre('PUN', '21'), ...Object.entries(policies).map(([name, value]) => ({ type: 'PolicySet', data: { name, value, from: '2012-04-13', norm: 'x', verified: false } }))].reduce(foldDirectory, emptyDirectory);

const happened = (type: string, at: string, data: object = {}, place: object = {}) => ({ type, data, recordedAt: at, meta: { occurredAt: `${at}T15:00:00.000Z`, ...place } }) as unknown as RecordedEvent;

/** How a rule judges a place after these events, each of which the rule itself says whom it concerns. */
function judge(id: string, place: string, today: string, ...events: RecordedEvent[]): Assessment {
  const rule = rules.find((each) => each.id === id)!;
  const concerns = (event: RecordedEvent) => rule.placesOf?.(event) ?? [rule.of === 'nation' ? 'nation' : event.meta[rule.of]!];
  const state = events.filter((event) => rule.events.includes(event.type) && concerns(event).includes(place)).reduce((before, event) => rule.fold(before, event, place), rule.initial);
  const judged: Judged = { now: `${today}T15:00:00.000Z`, today, place, boundSince: '2012-04-13', calendar: createCalendar([]), directory };
  return rule.assess(state, judged);
}

const at = { centre: 'CUS' };
const due = '2026-03-10T04:59:59.000Z';

describe('What the Directive obliges to in communications', () => {
  it('has rules for every provision, each with an id of its own', () => {
    const provisions = ['DIR.5.1.1.d', 'DIR.5.1.1.e', ...['a', 'b', 'c', 'd', 'f', 'g', 'h'].map((letter) => `DIR.5.5.${letter}`)];
    expect([...new Set(rules.map(({ provision }) => provision))].sort()).toEqual(provisions.sort());
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
  it('organs send something again and again (DIR.5.1.1.d)', () => {
    const sent = happened('DirectivaSent', '2026-01-05', {}, { organ: 'dgpp' });
    expect(judge('DIR.5.1.1.d', 'dgpp', '2026-03-01', sent)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.1.1.d', 'dgpp', '2026-04-06', sent)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.1.1.d', 'dgcp', '2026-03-01', sent)).toMatchObject({ standing: 'breached' });
  });
  it('organs answer consultas in time, those that were given them last (DIR.5.1.1.e)', () => {
    const first = happened('ConsultaAssigned', '2026-03-01', { consulta: 'c', organ: 'dgpp', due });
    const second = happened('ConsultaAssigned', '2026-03-02', { consulta: 'c', organ: 'dgcp', previous: 'dgpp', due });
    const answered = happened('ConsultaAnswered', '2026-03-09', { consulta: 'c', organ: 'dgcp' });
    expect(judge('DIR.5.1.1.e', 'dgpp', '2026-03-12', first)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.1.1.e', 'dgpp', '2026-03-12', first, second)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.1.1.e', 'dgcp', '2026-03-12', first, second)).toMatchObject({ standing: 'breached', since: due });
    expect(judge('DIR.5.1.1.e', 'dgcp', '2026-03-12', first, second, answered)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.1.1.e', 'dgpip', '2026-03-12', first)).toMatchObject({ standing: 'not-applicable' });
  });
  it('centres channel information (DIR.5.5.a)', () => {
    const remitted = happened('InformacionRemitted', '2026-03-01', at, at);
    expect(judge('DIR.5.5.a', 'CUS', '2026-03-20', remitted)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.a', 'CUS', '2026-04-20', remitted)).toMatchObject({ standing: 'breached' });
  });
  it('centres tell the media what they may, and each other case is attended to (DIR.5.5.b)', () => {
    const told = happened('DifusionRecorded', '2026-03-01', at, at);
    const detected = happened('DifusionWithoutAutorizacionDetected', '2026-03-03', { difusion: 'n', on: '2026-03-02' }, at);
    const closed = happened('DifusionWithoutAutorizacionClosed', '2026-03-04', { difusion: 'n' }, at);
    expect(judge('DIR.5.5.b', 'CUS', '2026-03-05')).toMatchObject({ standing: 'not-applicable' });
    expect(judge('DIR.5.5.b', 'CUS', '2026-03-05', told)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.b', 'CUS', '2026-03-05', told, detected)).toMatchObject({ standing: 'breached', since: '2026-03-02' });
    expect(judge('DIR.5.5.b', 'CUS', '2026-03-05', told, detected, closed)).toMatchObject({ standing: 'kept' });
    const requested = happened('AutorizacionRequested', '2026-03-05', { autorizacion: 'a', due });
    expect(judge('DIR.5.5.b-answer', 'nation', '2026-03-06', requested)).toMatchObject({ standing: 'due', due });
    expect(judge('DIR.5.5.b-answer', 'nation', '2026-03-20', requested)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.b-answer', 'nation', '2026-03-20', requested, happened('AutorizacionDenied', '2026-03-06', { autorizacion: 'a' }))).toMatchObject({ standing: 'kept' });
  });
  it('centres have the protocol in force, and a new version asks again (DIR.5.5.c)', () => {
    const issued = (on: string, due: string) => happened('ProtocoloIssued', on, { centres: ['CUS', 'PUN'], due });
    const had = happened('ProtocoloAcknowledged', '2026-03-02', at);
    const first = issued('2026-03-01', due);
    expect(judge('DIR.5.5.c', 'nation', '2026-03-01')).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.c', 'nation', '2026-03-02', first)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.c-protocol', 'CUS', '2026-03-12', first, had)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.c-protocol', 'PUN', '2026-03-12', first, had)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.c-protocol', 'CUS', '2026-03-12', first, had, issued('2026-03-11', '2026-03-20T04:59:59.000Z'))).toMatchObject({ standing: 'due' });
  });
  it('requests of the press are channelled and answered (DIR.5.5.c)', () => {
    const received = happened('PedidoMedioReceived', '2026-03-02', { pedido: 'p', due }, at);
    const channeled = happened('PedidoMedioChanneled', '2026-03-03', { pedido: 'p', due: '2026-03-12T04:59:59.000Z' }, at);
    expect(judge('DIR.5.5.c-channel', 'CUS', '2026-03-12', received)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.c-channel', 'CUS', '2026-03-12', received, channeled)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.c-answer', 'nation', '2026-03-13', channeled)).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.c-answer', 'nation', '2026-03-13', channeled, happened('PedidoMedioAnswered', '2026-03-04', { pedido: 'p' }, at))).toMatchObject({ standing: 'kept' });
  });
  it('every centre has material, and removes what was withdrawn (DIR.5.5.c)', () => {
    const delivered = (centre: string) => happened('MaterialDelivered', '2026-03-01', { centre, material: 'm' }, { centre });
    expect(judge('DIR.5.5.c-material', 'nation', '2026-03-02', delivered('CUS'))).toMatchObject({ standing: 'breached', why: 'Sin material entregado: PUN' });
    expect(judge('DIR.5.5.c-material', 'nation', '2026-03-02', delivered('CUS'), delivered('PUN'))).toEqual({ standing: 'kept' });
    const withdrawn = happened('MaterialWithdrawn', '2026-03-02', { material: 'm', centres: ['CUS', 'PUN'], due });
    expect(judge('DIR.5.5.c-material', 'nation', '2026-03-03', delivered('CUS'), delivered('PUN'), withdrawn)).toMatchObject({ standing: 'breached', since: '2026-03-02T15:00:00.000Z' });
    const removed = happened('MaterialRemovalConfirmed', '2026-03-03', { material: 'm', ...at });
    expect(judge('DIR.5.5.c-removal', 'CUS', '2026-03-12', withdrawn, removed)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.c-removal', 'PUN', '2026-03-12', withdrawn, removed)).toMatchObject({ standing: 'breached' });
  });
  it('the page has somebody who answers for it and is fresh (DIR.5.5.d)', () => {
    expect(judge('DIR.5.5.d-responsable', 'nation', '2026-03-02', happened('PaginaResponsableNamed', '2026-03-01'))).toMatchObject({ standing: 'kept' });
    for (const type of ['PaginaUpdated', 'PaginaReviewed']) {
      expect(judge('DIR.5.5.d', 'nation', '2026-03-30', happened(type, '2026-03-01'))).toMatchObject({ standing: 'kept' });
      expect(judge('DIR.5.5.d', 'nation', '2026-04-02', happened(type, '2026-03-01'))).toMatchObject({ standing: 'breached' });
    }
  });
  it('the noticeboard has its three sections and nothing expired (DIR.5.5.f)', () => {
    const installed = happened('MuralInstalled', '2026-03-01', at, at);
    const posted = (content: number, section: string, until = '2026-03-20') => happened('ContenidoMuralPosted', '2026-03-02', { content, section, until }, at);
    const all = [installed, posted(1, 'region'), posted(2, 'mef'), posted(3, 'activities')];
    expect(judge('DIR.5.5.f', 'CUS', '2026-03-10')).toMatchObject({ standing: 'breached', why: 'No hay periódico mural' });
    expect(judge('DIR.5.5.f', 'CUS', '2026-03-10', installed, posted(1, 'region'))).toMatchObject({ standing: 'breached', why: 'Sin contenido: Información del MEF, Actividades del centro' });
    expect(judge('DIR.5.5.f', 'CUS', '2026-03-20', ...all)).toMatchObject({ standing: 'kept' });
    expect(judge('DIR.5.5.f', 'CUS', '2026-03-21', ...all)).toMatchObject({ standing: 'breached', since: '2026-03-20' });
    const removed = happened('ContenidoMuralRemoved', '2026-03-21', { content: 1, section: 'region' }, at);
    expect(judge('DIR.5.5.f', 'CUS', '2026-03-10', ...all, removed)).toMatchObject({ standing: 'breached', why: 'Sin contenido: Información de la región' });
    expect(judge('DIR.5.5.f-responsable', 'CUS', '2026-03-10', happened('MuralResponsableDesignated', '2026-03-01', at, at))).toMatchObject({ standing: 'kept' });
  });
  it('there is a bulletin a month, with something of every centre (DIR.5.5.g)', () => {
    const published = happened('BoletinPublished', '2026-04-10', { month: '2026-03' });
    expect(judge('DIR.5.5.g', 'nation', '2026-04-12')).toMatchObject({ standing: 'due', due: '2026-04-15' });
    expect(judge('DIR.5.5.g', 'nation', '2026-04-16')).toMatchObject({ standing: 'breached' });
    expect(judge('DIR.5.5.g', 'nation', '2026-04-30', published)).toEqual({ standing: 'kept' });
    const late = happened('AporteBoletinSubmitted', '2026-04-10', { ...at, month: '2026-03', edition: '2026-04' }, at);
    expect(judge('DIR.5.5.g-aporte', 'CUS', '2026-04-12', late)).toMatchObject({ standing: 'breached', since: '2026-04-05' });
    expect(judge('DIR.5.5.g-aporte', 'CUS', '2026-05-02', late)).toEqual({ standing: 'kept' });
  });
  it('videos are shown every day on which the centre is open (DIR.5.5.h)', () => {
    // 2026-03-02 is a Monday.
    const assigned = happened('VideoAssigned', '2026-03-02', { ...at, video: 'v' });
    const confirmed = (date: string) => happened('DifusionVideoConfirmed', date, { ...at, date, videos: ['v'] });
    const on = (today: string, ...more: RecordedEvent[]) => judge('DIR.5.5.h', 'CUS', today, assigned, ...more);
    expect(judge('DIR.5.5.h', 'CUS', '2026-03-03')).toMatchObject({ standing: 'not-applicable' });
    expect(on('2026-03-03')).toMatchObject({ standing: 'kept' });
    expect(on('2026-03-04')).toMatchObject({ standing: 'breached', since: '2026-03-02' });
    expect(on('2026-03-09', confirmed('2026-03-06'))).toMatchObject({ standing: 'kept', since: '2026-03-06' });
    expect(on('2026-03-08', confirmed('2026-03-06'))).toMatchObject({ standing: 'kept' });
    expect(on('2026-03-10', confirmed('2026-03-06'))).toMatchObject({ standing: 'breached' });
    expect(on('2026-03-10', happened('MaterialWithdrawn', '2026-03-03', { material: 'v', centres: ['CUS'] }))).toMatchObject({ standing: 'not-applicable' });
    expect(judge('DIR.5.5.h-assign', 'nation', '2026-03-03', assigned)).toMatchObject({ standing: 'breached', why: 'Sin videos asignados: PUN' });
    const everywhere = [assigned, happened('VideoAssigned', '2026-03-02', { centre: 'PUN', video: 'v' })];
    expect(judge('DIR.5.5.h-assign', 'nation', '2026-03-03', ...everywhere)).toEqual({ standing: 'kept' });
    const unassigned = happened('VideoUnassigned', '2026-03-03', { ...at, video: 'v' });
    expect(judge('DIR.5.5.h-assign', 'nation', '2026-03-03', ...everywhere, unassigned)).toMatchObject({ standing: 'breached', why: 'Sin videos asignados: CUS' });
  });
});
