import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lacksCharacters, missing, printable } from './printable.ts';

describe('printable text', () => {
  it.each([
    ['ÁÉÍÓÚÜÑ áéíóúüñ ¿? ¡! N.° “cita” — € …', 'ÁÉÍÓÚÜÑ áéíóúüñ ¿? ¡! N.° “cita” — € …'],
    ['N\u0303usta', 'Ñusta'],
    ['dos\nlíneas\ty\u00a0espacios\u0000', 'dos líneas y espacios'],
    ['李明 😀 копия', '¤¤ ¤ ¤¤¤¤¤'],
    ['\ud800', '¤'],
    ['x\u202ey', 'x¤y'],
    ['', ''],
  ])('of %p is %p', (text, printed) => {
    expect(printable(text)).toBe(printed);
  });

  it('has one mark per character that the font lacks, and is its own printable text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
        expect(lacksCharacters(text)).toBe(printable(text).includes(missing));
      }),
    );
  });

  it('never holds what WinAnsi does not', () => {
    const winAnsi = new Set(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, code) => code)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect([...printable(text)].filter((character) => !winAnsi.has(character))).toEqual([])));
  });
});
