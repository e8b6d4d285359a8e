import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSubjectId, rowOf, subjectIdOf, tagOf } from './subject-id.ts';

const tag = fc.stringMatching(/^[0-9a-f]{20}$/);

describe('a subject id', () => {
  it('is known by its form, and gives back its row and its tag', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), tag, (row, random) => {
        const id = subjectIdOf(row, random);
        expect(isSubjectId(id)).toBe(true);
        expect([rowOf(id), tagOf(id).toString('hex')]).toEqual([row, random]);
      }),
    );
  });

  it('is nothing shorter, longer or of other signs', () => {
    const id = subjectIdOf(1, '0123456789abcdef0123');
    expect(['', 's_', 's_45678912', id.slice(0, -1), `${id}0`, `${id}\n`, id.toUpperCase()].some(isSubjectId)).toBe(false);
  });
});
