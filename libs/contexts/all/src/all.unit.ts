import { describe, expect, it } from '@jest/globals';
import { registerNames } from '#contracts';
import type { DeclaredContext } from '#serving';
import { contexts } from './index.ts';

describe('The contexts whose aggregates declare themselves', () => {
  it('are known to the screens by name, all of them and no other', () => {
    const declared = contexts.filter((context) => (context as Partial<DeclaredContext>).declared?.length).map(({ name }) => name);
    expect(Object.keys(registerNames).sort()).toEqual(declared.sort());
  });
});
