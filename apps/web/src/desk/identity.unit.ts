import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkIdentity, rucCheckDigit } from './identity.ts';

describe('the check of an identity on the spot', () => {
  it.each(['20131370645', '20131312955', '20131378972', '10254824220'])('knows %s as a good RUC', (ruc) => {
    expect(checkIdentity('RUC', ruc).kind).toBe('right');
  });

  it('catches any single wrong digit of a RUC but those that share its remainder', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^20\d{8}$/), fc.integer({ min: 0, max: 9 }), (ten, last) => {
        const check = checkIdentity('RUC', `${ten}${last}`);
        expect(check.kind).toBe(last === rucCheckDigit(ten) ? 'right' : 'wrong');
      }),
    );
  });

  it('gives the digits 0 and 1 where eleven less the remainder is ten or eleven', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), (ten) => {
        const r = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce((sum, w, i) => sum + w * Number(ten[i]), 0) % 11;
        expect(rucCheckDigit(ten)).toBe(11 - r === 10 ? 0 : 11 - r === 11 ? 1 : 11 - r);
      }),
    );
  });

  it('keeps the leading zeros of a DNI and counts the digits that lack', () => {
    expect(checkIdentity('DNI', '00012345').kind).toBe('right');
    expect(checkIdentity('DNI', '1234567')).toEqual({ kind: 'wrong', words: 'El DNI tiene 8 dígitos; escribió 7.' });
  });

  it('says nothing while nothing was typed, or where no document is shown', () => {
    expect([checkIdentity('DNI', ' '), checkIdentity('NONE', '')]).toEqual([{ kind: 'empty' }, { kind: 'empty' }]);
  });

  it('never repeats the number in its words', () => {
    fc.assert(
      fc.property(fc.constantFrom('DNI', 'RUC', 'CE', 'PASSPORT' as const), fc.stringMatching(/^\d{6,12}$/), (kind, number) => {
        expect(JSON.stringify(checkIdentity(kind, number))).not.toContain(number);
      }),
    );
  });
});
