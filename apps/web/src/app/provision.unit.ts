import { describe, expect, it } from '@jest/globals';
import { provisionWords } from './provision.ts';

describe('a provision in words', () => {
  it.each([
    ['DIR.5.1.1.b', 'Directiva, 5.1.1.b'],
    ['TUO.136.4', 'TUO de la Ley 27444, art. 136.4'],
    ['RM.2', 'R. M. 288-2012-EF/45, art. 2'],
    ['LEY.29733', 'Ley 29733'],
    ['OTRA 1', 'OTRA 1'],
  ])('%s is cited as %s', (provision, words) => {
    expect(provisionWords(provision)).toBe(words);
  });
});
