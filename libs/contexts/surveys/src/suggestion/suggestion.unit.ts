import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { suggestionAggregate } from './suggestion.ts';

const id = 'CUS-abcd';
const sealed = `v1.s_${'0'.repeat(32)}.AAAA`;
const facts = { sealed, redacted: 0, due: '2026-04-01T04:59:59.000Z', date: '2026-02-27' };
const kiosk = by({ id: 'kiosk', role: 'system' }, { id, facts });
const coordinator = by({ id: 'c', role: 'centre-coordinator', centre: 'CUS' }, { id, facts });
const ogauc = by({ id: 'o', role: 'ogauc' }, { id, facts });
const drop = (post?: string) => kiosk.asks('drop', post ? { date: '2026-03-02', about: 'post', post } : { date: '2026-03-02', about: 'service', service: 'training' });
const after = (...commands: Parameters<typeof play>[1] extends Iterable<infer C> ? C[] : never) => play(suggestionAggregate, commands as never).events;

describe('A suggestion (DIR.5.5.e)', () => {
  it('is moderated, classified and acted upon, in this order', () => {
    given(suggestionAggregate, ...after(drop())).when(coordinator.asks('classify', { category: 'waiting', concerns: [] })).thenRefused('status-not-allowed');
    given(suggestionAggregate, ...after(drop())).when(coordinator.asks('moderate', { shown: true })).thenTypes('SugerenciaModerated');
    given(suggestionAggregate, ...after(drop(), coordinator.asks('moderate', { shown: true }))).when(coordinator.asks('act-upon', { action: 'Se hizo' })).thenRefused('status-not-allowed');
    const classified = after(drop(), coordinator.asks('moderate', { shown: true }), coordinator.asks('classify', { category: 'waiting', concerns: [] }));
    given(suggestionAggregate, ...classified).when(coordinator.asks('act-upon', { action: 'Se hizo' })).then({ type: 'SugerenciaActioned', data: { suggestion: id, action: 'Se hizo', by: 'c' } });
  });
  it('is kept from sight by OGAUC alone, with a reason', () => {
    given(suggestionAggregate, ...after(drop())).when(coordinator.asks('moderate', { shown: false, reason: 'No conviene' })).thenRefused('withheld-by-ogauc-only');
    given(suggestionAggregate, ...after(drop())).when(ogauc.asks('moderate', { shown: false })).thenRefused('reason-missing');
    given(suggestionAggregate, ...after(drop())).when(ogauc.asks('moderate', { shown: false, reason: 'Nombra a alguien' })).thenTypes('SugerenciaModerated');
  });
  it('on a post is not for whoever holds it', () => {
    given(suggestionAggregate, ...after(drop('centre-coordinator'))).when(coordinator.asks('moderate', { shown: true })).thenRefused('own-suggestion');
    given(suggestionAggregate, ...after(drop(), coordinator.asks('moderate', { shown: true }))).when(coordinator.asks('classify', { category: 'treatment', concerns: ['centre-coordinator'] })).thenRefused('own-suggestion');
    given(suggestionAggregate, ...after(drop('specialist'))).when(coordinator.asks('moderate', { shown: true })).thenTypes('SugerenciaModerated');
  });

  it('over any history: nobody decides on what is about their own post', () => {
    const actors = [coordinator, ogauc, by({ id: 's', role: 'specialist', centre: 'CUS' }, { id, facts }), by({ id: 'p', role: 'operator', centre: 'CUS' }, { id, facts })];
    const roleOf: Readonly<Record<string, string>> = { c: 'centre-coordinator', o: 'ogauc', s: 'specialist', p: 'operator' };
    const posts = ['specialist', 'operator', 'centre-coordinator', 'administrative-coordinator'];
    const acts = fc.oneof(
      fc.boolean().map((shown) => ['moderate', { shown, reason: 'Por esto' }] as const),
      fc.subarray(posts).map((concerns) => ['classify', { category: 'treatment', concerns }] as const),
      fc.constant(['act-upon', { action: 'Se hizo' }] as const),
    );
    const steps = fc.array(fc.tuple(fc.constantFrom(...actors), acts), { maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(undefined, ...posts), steps, (post, all) => {
        const { events, state } = play(suggestionAggregate, [drop(post), ...all.map(([who, [verb, input]]) => who.asks(verb, input))]);
        const concerns = state.status === 'none' ? [] : state.concerns;
        const declared = post ? [post] : [];
        for (const { type, data } of events) {
          if (!('by' in data)) continue;
          const known = type === 'SugerenciaModerated' ? declared : concerns;
          expect(known).not.toContain(roleOf[data.by]);
        }
      }),
    );
  });
});
