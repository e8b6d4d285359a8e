import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '#kernel';
import { openWith, SealDamaged, sealWith, subjectOf } from './seal.ts';
import { subjectIdOf } from './subject-id.ts';

const key = createSecretKey(randomBytes(32));
const subject = subjectIdOf(1, '0123456789abcdef0123');
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('a sealed text', () => {
  it('opens to what was sealed', () => {
    fc.assert(fc.property(json, (value) => expect(openWith(key, sealWith(key, subject, value))).toEqual(value)));
  });

  it('keeps every character, beyond the Latin ones too', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(openWith(key, sealWith(key, subject, text))).toBe(text)));
  });

  it('says whose it is, and nothing of what it holds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{8,60}$/), (name) => {
        const sealed = sealWith(key, subject, { name });
        const bytes = Buffer.from(sealed.split('.')[2]!, 'base64url').toString('latin1');
        expect(subjectOf(sealed)).toBe(subject);
        for (let i = 0; i + 6 <= name.length; i += 1) {
          expect(sealed).not.toContain(name.slice(i, i + 6));
          expect(bytes).not.toContain(name.slice(i, i + 6));
        }
      }),
    );
  });

  it('is never the same twice', () => {
    fc.assert(fc.property(json, (value) => expect(sealWith(key, subject, value)).not.toBe(sealWith(key, subject, value))));
  });

  it('is an error, not an absence, when any one character of it changes', () => {
    const sealed = sealWith(key, subject, { dni: '45678912', name: 'María Quispe' });
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...alphabet), (at, other) => {
        fc.pre(sealed[at] !== other);
        expect(() => openWith(key, sealed.slice(0, at) + other + sealed.slice(at + 1))).toThrow(SealDamaged);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is an error when cut, empty or not sealed at all', () => {
    const sealed = sealWith(key, subject, 'x');
    const cuts = Array.from({ length: sealed.length }, (_, length) => sealed.slice(0, length));
    for (const text of [...cuts, `${sealed}A`, `${sealed}.`, `v2${sealed.slice(2)}`, '{"name":"x"}']) {
      expect(() => openWith(key, text)).toThrow(SealDamaged);
    }
  });

  it("does not open as another subject's, nor with another's key, and its error tells no content", () => {
    const sealed = sealWith(key, subject, 'María');
    const moved = sealed.replace(subject, subjectIdOf(2, '0123456789abcdef0123'));
    expect(() => openWith(key, moved)).toThrow(SealDamaged);
    expect(() => openWith(createSecretKey(randomBytes(32)), sealed)).toThrow(/^el dato sellado del titular s_[0-9a-f]{32} está dañado o fue alterado$/);
  });
});
