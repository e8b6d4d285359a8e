import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differing, type Pair } from './differences.ts';

type Side = ReadonlyMap<string, number>;

async function* inOrder(side: Side) {
  const ids = [...side.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const id of ids) yield { id, document: { value: side.get(id) } };
}

describe('two generations read side by side', () => {
  it('give each document that is missing on a side or differs, once', async () => {
    const side = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'ñ', '\uffee', '😀', ''), fc.integer({ min: 0, max: 1 }))).map((all): Side => new Map(all));
    await fc.assert(
      fc.asyncProperty(side, side, async (live, rebuilt) => {
        const found: Pair[] = [];
        for await (const pair of differing(inOrder(live), inOrder(rebuilt))) found.push(pair);
        const ids = new Set([...live.keys(), ...rebuilt.keys()]);
        expect(found.map(({ id }) => id).sort()).toEqual([...ids].filter((id) => live.get(id) !== rebuilt.get(id)).sort());
        for (const pair of found) expect([pair.live, pair.rebuilt]).toEqual([live, rebuilt].map((each) => (each.has(pair.id) ? { value: each.get(pair.id) } : undefined)));
      }),
    );
  });
});
