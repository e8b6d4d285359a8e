import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { norm } from './norm.ts';

const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'dir-02-2012' });
const directive = { name: 'Disposiciones para los CONECTAMEF', number: '02-2012-EF/45.01', aliases: ['02 -2012/45.01'], adoptedOn: '2012-04-13', source: 'RM 288-2012-EF/45, art. 3' };
const adopted = { type: 'NormaAdopted', data: { id: 'dir-02-2012', ...directive } } as const;
const publish = (on: string) => ogauc.asks('publish', { on, where: 'www.mef.gob.pe' });

describe('A norm (RM.3, RM.4)', () => {
  it('is one, however its number was printed', () => {
    given(norm).when(ogauc.asks('adopt', directive)).then(adopted);
    given(norm, adopted).when(ogauc.asks('adopt', directive)).thenRefused('norm-already-exists');
  });
  it('is not adopted in the future', () => void given(norm).when(ogauc.asks('adopt', { ...directive, adoptedOn: '2026-03-03' })).thenRefused('date-in-the-future'));
  it('is published after it was adopted and not in the future', () => {
    given(norm, adopted).when(publish('2012-04-20')).thenTypes('NormaPublished');
    given(norm, adopted).when(publish('2012-04-12')).thenRefused('published-before-adopted');
    given(norm, adopted).when(publish('2026-03-03')).thenRefused('date-in-the-future');
    given(norm).when(publish('2012-04-20')).thenRefused('norm-unknown');
  });
});
