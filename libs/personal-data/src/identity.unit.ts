import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '#kernel';
import { canonicalName, checkIdentity, dniOf, rucCheckDigit, type Identity, type IdentityKind } from './identity.ts';

const refusalOf = (kind: string, number: unknown): DomainError => {
  try {
    checkIdentity({ kind: kind as IdentityKind, number: number as string }, 'sender.number');
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error(`${kind} was accepted`);
};

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const rucBody = fc.tuple(fc.constantFrom('10', '15', '17', '20'), digits(8)).map(([prefix, rest]) => prefix + rest);

describe('an identity document', () => {
  it.each<Identity>([
    { kind: 'DNI', number: '45678912' },
    { kind: 'DNI', number: '00000017' },
    { kind: 'RUC', number: '20131370645' },
    { kind: 'RUC', number: '20131312955' },
    { kind: 'RUC', number: '20131378972' },
    { kind: 'RUC', number: '10254824220' },
    { kind: 'CE', number: '001234567' },
    { kind: 'PASSPORT', number: 'AB123456' },
  ])('$kind $number is accepted as it is', (identity) => {
    expect(checkIdentity(identity)).toEqual(identity);
  });

  it.each([
    ['DNI', '4567891', 'invalid-dni'],
    ['DNI', '456789123', 'invalid-dni'],
    ['DNI', '4567891a', 'invalid-dni'],
    ['DNI', ' 45678912', 'invalid-dni'],
    ['DNI', '45678912\n', 'invalid-dni'],
    ['DNI', '٤٥٦٧٨٩١٢', 'invalid-dni'],
    ['DNI', 45678912, 'invalid-dni'],
    ['DNI', undefined, 'invalid-dni'],
    ['RUC', '20131370646', 'invalid-ruc'],
    ['RUC', '2013137064', 'invalid-ruc'],
    ['RUC', '30131370645', 'invalid-ruc'],
    ['CE', '1234567', 'invalid-ce'],
    ['CE', '1234567890123', 'invalid-ce'],
    ['PASSPORT', 'AB12', 'invalid-passport'],
    ['PASSPORT', 'AB-123456', 'invalid-passport'],
    ['LICENCIA', '12345678', 'invalid-identity-kind'],
    ['toString', '12345678', 'invalid-identity-kind'],
  ])('%s %p is refused with %s', (kind, number, code) => {
    const { problem } = refusalOf(kind, number);
    expect(problem).toMatchObject({ code, refusal: 'invalid', field: 'sender.number' });
    if (typeof number === 'string') expect(JSON.stringify(problem)).not.toContain(number.trim());
  });

  it('is the same in lower case', () => {
    expect(checkIdentity({ kind: 'PASSPORT', number: 'ab123456' })).toEqual({ kind: 'PASSPORT', number: 'AB123456' });
  });

  it('never shows its number in the refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom('DNI', 'RUC', 'CE'), digits(7), (kind, number) => {
        expect(refusalOf(kind, number).message).not.toContain(number);
      }),
    );
  });
});

describe('the check digit of a RUC', () => {
  /** The rule as it is told, without arithmetic of remainders: what makes the weighted sum plus digit a multiple of eleven. */
  const bruteForce = (body: string): number => {
    const sum = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(body[i]), 0);
    for (let needed = 1; needed <= 11; needed += 1) {
      if ((sum + needed) % 11 === 0) return needed === 10 ? 0 : needed === 11 ? 1 : needed;
    }
    throw new Error('no digit fits');
  };

  it('agrees with brute force', () => {
    fc.assert(fc.property(rucBody, (body) => expect(rucCheckDigit(body)).toBe(bruteForce(body))));
  });

  it('makes just one of the ten last digits valid', () => {
    fc.assert(
      fc.property(rucBody, (body) => {
        const valid = [...'0123456789'].filter((digit) => {
          try {
            return checkIdentity({ kind: 'RUC', number: body + digit }).number.endsWith(digit);
          } catch {
            return false;
          }
        });
        expect(valid).toEqual([String(rucCheckDigit(body))]);
      }),
    );
  });
});

describe('one person, several documents', () => {
  it('a RUC of prefix 10 names the DNI inside it', () => {
    fc.assert(
      fc.property(digits(8), (dni) => {
        const ruc: Identity = { kind: 'RUC', number: `10${dni}${rucCheckDigit(`10${dni}`)}` };
        expect(dniOf(ruc)).toBe(dni);
        expect(canonicalName(ruc)).toBe(canonicalName({ kind: 'DNI', number: dni }));
      }),
    );
  });

  it('a company names no person, and the same number of another kind is someone else', () => {
    expect(dniOf({ kind: 'RUC', number: '20131370645' })).toBeUndefined();
    expect(canonicalName({ kind: 'CE', number: '45678912' })).not.toBe(canonicalName({ kind: 'DNI', number: '45678912' }));
  });
});
