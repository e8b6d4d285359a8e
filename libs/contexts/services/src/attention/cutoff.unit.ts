import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { attentionCutoff } from './cutoff.ts';

const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'CUS', facts: true });
const extension = { from: '2026-02-01', to: '2026-02-28', until: '2026-03-31', reason: 'Corte de luz' };

describe('The cut-off of attentions (DIR.4.1)', () => {
  it('is extended by OGAUC for a centre, more than once', () => {
    const extended = { type: 'CorteAtencionesExtended', data: { centre: 'CUS', ...extension, by: 'o' } } as const;
    given(attentionCutoff).when(ogauc.asks('extend', extension)).then(extended);
    given(attentionCutoff, extended).when(ogauc.asks('extend', { ...extension, until: '2026-04-15' })).thenTypes('CorteAtencionesExtended');
  });
  it('is of a centre there is, with dates in order that are still to come', () => {
    given(attentionCutoff).when(ogauc.asks('extend', extension, { facts: false })).thenRefused('centre-unknown');
    given(attentionCutoff).when(ogauc.asks('extend', { ...extension, to: '2026-01-31' })).thenRefused('dates-reversed');
    given(attentionCutoff).when(ogauc.asks('extend', { ...extension, until: '2026-02-27' })).thenRefused('extension-in-the-past');
    given(attentionCutoff).when(ogauc.asks('extend', { ...extension, until: '2026-03-01' })).thenRefused('extension-in-the-past');
  });
});
