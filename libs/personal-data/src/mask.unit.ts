import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mask, maskName } from './mask.ts';

describe('a masked number', () => {
  it.each([
    ['45678912', '*****912'],
    ['20131370645', '********645'],
    ['AB1234', '****34'],
    ['AB123', '*****'],
    ['', ''],
  ])('%p is shown as %p', (number, shown) => {
    expect(mask(number)).toBe(shown);
  });

  it('keeps its length and never shows more than three characters', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{0,20}$/), (number) => {
        expect(mask(number)).toHaveLength(number.length);
        expect(mask(number).replaceAll('*', '').length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('a masked name', () => {
  it.each([
    ['María Quispe Huamán', 'M. Q. H.'],
    ['  ángel   de la Cruz', 'Á. D. L. C.'],
    ['O’Higgins, Ñusta', 'O. Ñ.'],
    ["D'Angelo", 'D.'],
    ['N\u0303andu', 'Ñ.'],
    ['', ''],
    ['---', ''],
  ])('%p is shown as %p', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });
});
