import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { mural } from './acts.ts';

const file = '0'.repeat(64);
const photo = '1'.repeat(64);
const usual = { id: 'CUS' };
const base = { centre: 'CUS' };
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, usual);
const responsable = by({ id: 'w', role: 'communications' }, usual);
const other = by({ id: 'm', role: 'communications' }, usual);

const installed = { type: 'MuralInstalled', data: { ...base, by: 'c', location: 'Sala de espera', photo } } as const;
const designated = { type: 'MuralResponsableDesignated', data: { ...base, by: 'm', person: 'w', act: 'Memorando 8' } } as const;
const what = { section: 'region', subject: 'Obras de la región', file, until: '2026-03-20' } as const;
const proposed = { type: 'ContenidoMuralProposed', data: { ...base, by: 'c', content: 1, ...what } } as const;
const approved = { type: 'ContenidoMuralApproved', data: { ...base, by: 'w', content: 1, section: 'region' } } as const;
const posted = { type: 'ContenidoMuralPosted', data: { ...base, by: 'c', content: 1, section: 'region', photo, until: what.until } } as const;
const ready = [installed, designated] as const;
const reason = 'Falta la fuente';

describe('A centre’s noticeboard (DIR.5.5.f)', () => {
  it('is one, with a photo', () => {
    given(mural).when(coordinator.asks('install', { location: 'Sala de espera', photo })).then(installed);
    given(mural, installed).when(coordinator.asks('install', { location: 'Otra sala', photo })).thenRefused('mural-already-exists');
  });
  it('has a responsible person, who alone approves and returns', () => {
    given(mural, installed).when(other.asks('designate-responsable', { person: 'w', act: 'Memorando 8' })).then(designated);
    given(mural, ...ready).when(other.asks('designate-responsable', { person: 'w', act: 'Memorando 8' })).thenRefused('same-person');
    given(mural, installed, proposed).when(responsable.asks('approve', { content: 1 })).thenRefused('responsable-missing');
    given(mural, ...ready, proposed).when(other.asks('approve', { content: 1 })).thenRefused('not-the-responsable');
    given(mural, ...ready, proposed).when(responsable.asks('approve', { content: 1 })).then(approved);
    given(mural, ...ready, proposed).when(responsable.asks('return', { content: 1, reason })).thenTypes('ContenidoMuralReturned');
  });
  it('has contents by section, numbered, with a last day that has not passed', () => {
    given(mural, ...ready).when(coordinator.asks('propose', what)).then(proposed);
    given(mural, ...ready, proposed).when(coordinator.asks('propose', what)).then({ type: 'ContenidoMuralProposed', data: { ...proposed.data, content: 2 } });
    given(mural, ...ready).when(coordinator.asks('propose', { ...what, until: '2026-03-01' })).thenRefused('contenido-expired');
  });
  it('shows approved contents alone, with a photo, and not after their last day', () => {
    const post = { content: 1, photo };
    given(mural, ...ready, proposed, approved).when(coordinator.asks('post', post)).then(posted);
    given(mural, ...ready, proposed).when(coordinator.asks('post', post)).thenRefused('contenido-not-allowed');
    given(mural, ...ready, proposed, approved, posted).when(coordinator.asks('post', post)).thenRefused('contenido-not-allowed');
    given(mural, ...ready, proposed, approved).when(coordinator.asks('post', post, { now: '2026-03-21T15:00:00.000Z' })).thenRefused('contenido-expired');
    given(mural, ...ready).when(coordinator.asks('post', post)).thenRefused('contenido-unknown');
  });
  it('is cleared of what hangs', () => {
    given(mural, ...ready, proposed, approved, posted).when(coordinator.asks('remove', { content: 1, reason })).thenTypes('ContenidoMuralRemoved');
    given(mural, ...ready, proposed, approved).when(coordinator.asks('remove', { content: 1, reason })).thenRefused('contenido-not-allowed');
  });
  it('shows nothing that its proposer approved, or that nobody did', () => {
    const step = fc.record({ who: fc.constantFrom('c', 'w'), verb: fc.constantFrom('designate-responsable', 'propose', 'approve', 'return', 'post', 'remove'), content: fc.integer({ min: 1, max: 3 }), person: fc.constantFrom('c', 'w') });
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { events } = play(mural, steps.map(({ who, verb, content, person }) => by({ id: who, role: 'x' }, usual).asks(verb, { ...what, content, person, photo, reason, act: 'x' })), [installed]);
      const proposers = new Map<number, string>();
      const good = new Set<number>();
      for (const event of events) {
        if (event.type === 'ContenidoMuralProposed') proposers.set(event.data.content, event.data.by);
        if (event.type === 'ContenidoMuralReturned') good.delete(event.data.content);
        if (event.type === 'ContenidoMuralApproved') {
          expect(proposers.get(event.data.content)).not.toBe(event.data.by);
          good.add(event.data.content);
        }
        if (event.type === 'ContenidoMuralPosted') expect(good.has(event.data.content)).toBe(true);
      }
    }));
  });
});
