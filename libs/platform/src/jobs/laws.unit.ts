import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { SealDamaged, UnknownSubject, type KeyStore } from '#personal-data';
import { differenceIn } from './differences.ts';
import { FileLaw, numberLaw, SealLaw } from './laws.ts';

const event = (data: unknown, { type = 'DocumentReceived', stream = 'register-CUS-2026', revision = 2 } = {}) => ({ type, data, stream, revision }) as RecordedEvent;
const entry = { document: 'CUS-2026-000003', desk: 'CUS', year: 2026, number: 3 };

describe('the law of numbers', () => {
  it('holds where the number is the place in the register', () => {
    expect(numberLaw(event(entry))).toBeUndefined();
  });

  it('is no concern of other events', () => {
    expect(numberLaw(event({ number: 9 }, { type: 'DocumentRouted' }))).toBeUndefined();
  });

  it.each([
    ['a number that is skipped', { ...entry, number: 4, document: 'CUS-2026-000004' }, {}, 'tiene el número 4 y le toca el 3'],
    ['the register of another desk', entry, { stream: 'register-PUN-2026' }, 'otra mesa de partes'],
    ['the register of another year', { ...entry, year: 2025 }, {}, 'otro año'],
    ['a document called otherwise', { ...entry, document: 'CUS-2026-000004' }, {}, 'no se llama como su número'],
    ['an entry that tells nothing', {}, {}, 'no dice'],
  ])('is broken by %s', (_, data, place, problem) => {
    expect(numberLaw(event(data, place))).toContain(problem);
  });
});

describe('the law of sealed texts', () => {
  /** Opens `good`, knows `erased`, and nobody else. */
  const keys = {
    async open(sealed: string) {
      if (sealed === 'stranger') throw new UnknownSubject('s_1');
      if (sealed === 'altered') throw new SealDamaged('alterado');
      return sealed === 'erased' ? undefined : 'text';
    },
  } as Partial<KeyStore> as KeyStore;

  it('counts what opens and what was erased, however deep it lies', async () => {
    const law = new SealLaw(keys);
    const problems = await Promise.all([{ sender: { sealed: 'good' }, files: [{ sealedName: 'good' }] }, { sealed: 'erased' }, { name: 'altered' }].map((data) => law.check(event(data))));
    expect(problems).toEqual([undefined, undefined, undefined]);
    expect([law.opened, law.erased]).toEqual([2, 1]);
  });

  it('is broken by a person whom the keys never knew, and by a text that was altered', async () => {
    const law = new SealLaw(keys);
    expect(await law.check(event({ sender: { sealed: 'stranger' } }))).toContain('no conoce');
    expect(await law.check(event({ sender: { sealed: 'altered' } }))).toBe('alterado');
  });

  it('goes no further where the keys cannot be read at all', async () => {
    const broken = { open: () => Promise.reject(new Error('disk')) } as Partial<KeyStore> as KeyStore;
    await expect(new SealLaw(broken).check(event({ sealed: 'x' }))).rejects.toThrow('disk');
  });
});

describe('the files of the log', () => {
  it('are all that it names: attached, or evidence', () => {
    const law = new FileLaw();
    law.check(event({ files: [{ sha256: 'a' }, { sha256: 'b' }] }));
    law.check(event({ file: { sha256: 'c' }, evidence: 'd' }));
    expect([...law.named]).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a difference', () => {
  it.each([
    [{ a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 }, d: 4 }, { problem: 'changed', fields: ['b', 'd'] }],
    [undefined, { a: 1 }, { problem: 'missing', fields: [] }],
    [{ a: 1 }, undefined, { problem: 'extra', fields: [] }],
  ])('says where, and nothing of what is there: %j and %j', (live, rebuilt, told) => {
    expect(differenceIn({ view: 'v', id: 'x', live, rebuilt })).toEqual({ view: 'v', id: 'x', ...told });
  });
});
