import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { autorizacionMedios } from './autorizacion.ts';
import { difusionNoAutorizada } from './difusion-no-autorizada.ts';

const content = '0'.repeat(64);
const other = '1'.repeat(64);
const due = '2026-03-06T04:59:59Z';
const base = { autorizacion: 'CUS-a0001', centre: 'CUS' };
const usual = { id: 'CUS-a0001', facts: due };
const specialist = by({ id: 'e', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual);
const communications = by({ id: 'm', role: 'communications' }, usual);
const what = { content, medium: 'radio', subject: 'Campaña de cierre', purpose: 'Informar del cierre' } as const;
const requested = { type: 'AutorizacionRequested', data: { ...base, by: 'e', ...what, due } } as const;
const granted = { type: 'AutorizacionGranted', data: { ...base, by: 'm', content, medium: 'radio', at: '2026-03-03T15:00:00.000Z', until: '2026-03-10' } } as const;
const revoked = { type: 'AutorizacionRevoked', data: { ...base, by: 'm', reason: 'Cambió la fecha', at: '2026-03-05T15:00:00.000Z' } } as const;
const reason = 'Cambió la fecha';
const late = { now: '2026-03-20T15:00:00.000Z' };
const spread = { content, medium: 'radio', on: '2026-03-04', at: '10:00' };

describe('Leave to tell the media (DIR.5.5.b)', () => {
  it('is asked for by the centre and granted for that content and medium', () => {
    given(autorizacionMedios).when(specialist.asks('request', what)).then(requested);
    given(autorizacionMedios, requested).when(communications.asks('grant', { until: '2026-03-10' }, { now: '2026-03-03T15:00:00.000Z' })).then(granted);
    given(autorizacionMedios, requested).when(communications.asks('grant', { until: '2026-03-01' })).thenRefused('until-past');
    given(autorizacionMedios).when(communications.asks('grant', { until: '2026-03-10' })).thenRefused('autorizacion-medios-unknown');
  });
  it('is given by nobody to themselves', () => {
    const self = by({ id: 'e', role: 'communications' }, usual);
    for (const verb of ['grant', 'deny']) given(autorizacionMedios, requested).when(self.asks(verb, { until: '2026-03-10', reason })).thenRefused('own-act');
  });
  it('is denied or revoked with a reason; what is decided is decided', () => {
    given(autorizacionMedios, requested).when(communications.asks('deny', { reason })).thenTypes('AutorizacionDenied');
    given(autorizacionMedios, requested, granted).when(communications.asks('deny', { reason })).thenRefused('status-not-allowed');
    given(autorizacionMedios, requested, granted).when(communications.asks('revoke', { reason }, { now: revoked.data.at })).then(revoked);
    given(autorizacionMedios, requested, granted, revoked).when(communications.asks('grant', { until: '2026-03-10' })).thenRefused('status-not-allowed');
  });
  it('is not given by silence', () => void given(autorizacionMedios, requested).when(specialist.asks('record-difusion', spread, late)).thenRefused('status-not-allowed'));

  describe('covers a dissemination', () => {
    const after = (asks: object, ...more: (typeof revoked)[]) => given(autorizacionMedios, requested, granted, ...more).when(specialist.asks('record-difusion', { ...spread, ...asks }, late));
    it('while it holds', () => after({}).then({ type: 'DifusionRecorded', data: { ...base, by: 'e', content, medium: 'radio', at: '2026-03-04T15:00:00.000Z' } }));
    it('of the same content and medium', () => {
      after({ content: other }).thenRefused('content-differs');
      after({ medium: 'prensa' }).thenRefused('medium-differs');
    });
    it('after the grant, to the end of its last day, and not in the future', () => {
      after({ on: '2026-03-03', at: '09:59' }).thenRefused('difusion-before-grant');
      after({ on: '2026-03-10', at: '23:59' }).thenTypes('DifusionRecorded');
      after({ on: '2026-03-11' }).thenRefused('grant-expired');
      after({ on: '2026-03-21' }).thenRefused('difusion-in-future');
    });
    it('until it is revoked', () => {
      after({ on: '2026-03-05', at: '09:59' }, revoked).thenTypes('DifusionRecorded');
      after({ on: '2026-03-05', at: '10:00' }, revoked).thenRefused('grant-revoked');
    });
  });

  it('was granted before whatever is disseminated, by another than who asked', () => {
    const any = fc.record({
      who: fc.constantFrom('p1', 'p2'),
      verb: fc.constantFrom('request', 'grant', 'deny', 'revoke', 'record-difusion'),
      content: fc.constantFrom(content, other),
      medium: fc.constantFrom('radio', 'prensa'),
      day: fc.integer({ min: 1, max: 9 }),
      on: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (steps) => {
        const sorted = steps.toSorted((a, b) => a.day - b.day);
        const { events } = play(
          autorizacionMedios,
          sorted.map(({ who, verb, day, on, ...bound }) => by({ id: who, role: 'x' }, usual).asks(verb, { ...what, ...bound, until: '2026-03-07', reason, on: `2026-03-0${on}`, at: '12:00' }, { now: `2026-03-0${day}T17:00:00.000Z` })),
        );
        const request = events.find(({ type }) => type === 'AutorizacionRequested');
        const grant = events.find((event) => event.type === 'AutorizacionGranted');
        if (grant) expect(grant.data.by).not.toBe(request!.data.by);
        for (const event of events) {
          if (event.type !== 'DifusionRecorded') continue;
          expect(event.data).toMatchObject({ content: grant!.data.content, medium: grant!.data.medium });
          expect(event.data.at >= grant!.data.at).toBe(true);
        }
      }),
    );
  });
});

describe('A dissemination without leave (DIR.5.5.b)', () => {
  const usual = { id: 'CUS-n0001', facts: true };
  const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
  const found = { medium: 'radio', on: '2026-03-01', what: 'Entrevista sobre el cierre' } as const;
  const detected = { type: 'DifusionWithoutAutorizacionDetected', data: { difusion: 'CUS-n0001', centre: 'CUS', by: 'o', ...found } } as const;
  it('is recorded after the fact, and attended to', () => {
    given(difusionNoAutorizada).when(ogauc.asks('detect', found)).then(detected);
    given(difusionNoAutorizada).when(ogauc.asks('detect', { ...found, on: '2026-03-03' })).thenRefused('difusion-in-future');
    given(difusionNoAutorizada).when(ogauc.asks('detect', found, { facts: false })).thenRefused('centre-unknown');
    given(difusionNoAutorizada, detected).when(communications.asks('close', { measure: 'Se recordó el protocolo' }, usual)).thenTypes('DifusionWithoutAutorizacionClosed');
  });
});
