import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { by, given, play } from '#testing';
import { serviceOffer } from './offer.ts';
import { readinessView } from './readiness.ts';

const facts = { centre: true, isService: true, readiness: { operational: true, missing: [] } };
const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'CUS', facts });
const opening = { service: 'consulta', from: '2026-03-02' };
const suspension = { service: 'consulta', from: '2026-03-09', reason: 'Sin especialista' };
const opened = { type: 'ServicioOpenedInCentro', data: { centre: 'CUS', ...opening, readiness: 'operational', by: 'o' } } as const;
const suspended = { type: 'ServicioSuspendedInCentro', data: { centre: 'CUS', ...suspension, by: 'o' } } as const;

describe('The offer of a centre (DIR.5.1.2.a)', () => {
  it('has services of the catalogue that OGAUC opens, suspends and opens again', () => {
    given(serviceOffer).when(ogauc.asks('open', opening)).then(opened);
    given(serviceOffer, opened).when(ogauc.asks('suspend', suspension)).then(suspended);
    given(serviceOffer, opened, suspended).when(ogauc.asks('open', { ...opening, from: '2026-03-16' })).thenTypes('ServicioOpenedInCentro');
    given(serviceOffer, opened).when(ogauc.asks('open', opening)).thenRefused('service-already-open');
    given(serviceOffer, opened, suspended).when(ogauc.asks('suspend', suspension)).thenRefused('service-not-open');
    given(serviceOffer).when(ogauc.asks('open', opening, { facts: { ...facts, isService: false } })).thenRefused('service-unknown');
    given(serviceOffer).when(ogauc.asks('open', opening, { facts: { ...facts, centre: false } })).thenRefused('centre-unknown');
  });
  it('goes forward in time', () => {
    given(serviceOffer, opened).when(ogauc.asks('suspend', { ...suspension, from: '2026-03-01' })).thenRefused('suspended-before-opened');
    given(serviceOffer, opened, suspended).when(ogauc.asks('open', { ...opening, from: '2026-03-08' })).thenRefused('opened-before-suspended');
  });
  it('opens nothing in a centre that is declared incomplete (DIR.4.3); one of which nothing was declared says so', () => {
    expect(given(serviceOffer).when(ogauc.asks('open', opening, { facts: { ...facts, readiness: { operational: false, missing: ['desk', 'specialist'] } } })).thenRefused('centre-not-operational').message).toMatch(/Falta: Mesa de Partes, especialistas\./);
    given(serviceOffer).when(ogauc.asks('open', opening, { facts: { ...facts, readiness: undefined } })).then({ ...opened, data: { ...opened.data, readiness: 'never-declared' } });
  });
  it('opens and suspends a service in turns, whatever is asked', () => {
    const acts = fc.oneof(
      fc.record({ service: fc.constantFrom('consulta', 'capacitacion'), from: fc.constantFrom('2026-03-01', '2026-03-05', '2026-03-09') }).map((input) => ogauc.asks('open', input)),
      fc.record({ service: fc.constantFrom('consulta', 'capacitacion'), from: fc.constantFrom('2026-03-01', '2026-03-05', '2026-03-09'), reason: fc.constant('Motivo') }).map((input) => ogauc.asks('suspend', input)),
    );
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 20 }), (commands) => {
        const own = play(serviceOffer, commands).events.filter(({ data }) => data.service === 'consulta');
        own.forEach(({ type }, i) => expect(type).toBe(i % 2 === 0 ? 'ServicioOpenedInCentro' : 'ServicioSuspendedInCentro'));
        own.slice(1).forEach(({ data }, i) => expect(data.from >= own[i]!.data.from).toBe(true));
      }),
    );
  });
});

describe('The readiness of a centre', () => {
  it('is what was declared last', () => {
    const declared = (type: string, data: object) => ({ type, data }) as RecordedEvent;
    const incomplete = declared('CentroDeclaredIncomplete', { centre: 'CUS', missing: ['mesa de partes'] });
    expect(readinessView.keysOf(incomplete)).toEqual(['CUS']);
    const first = readinessView.fold(undefined, incomplete, 'CUS');
    expect(first).toEqual({ operational: false, missing: ['mesa de partes'] });
    expect(readinessView.fold(first, declared('CentroDeclaredOperational', { centre: 'CUS' }), 'CUS')).toEqual({ operational: true, missing: [] });
  });
});
