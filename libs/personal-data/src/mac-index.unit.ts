import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MacIndex } from './mac-index.ts';

/** Few beginnings, so that many MACs look alike to the index. */
const mac = fc.tuple(fc.nat(3), fc.nat(1), fc.nat(255)).map(([a, b, rest]) => Uint8Array.of(a, 0, b, 0, rest));
const step = fc.record({ mac, remove: fc.boolean() });

const bytes = (n: number): Uint8Array => Uint8Array.of(n, n >> 8, n >> 16, 0);
const exactly = (wanted: number) => (row: number) => (row === wanted ? row : undefined);

describe('the index of MACs', () => {
  it('finds what was added and not removed, like a map, when the asker compares whole MACs', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const index = new MacIndex();
        const rows = new Map<string, number>();
        steps.forEach(({ mac, remove }, i) => {
          const name = mac.join();
          const row = rows.get(name);
          if (row !== undefined && remove) {
            index.remove(mac, row);
            rows.delete(name);
          } else if (row === undefined) {
            index.add(mac, i + 1);
            rows.set(name, i + 1);
          }
        });
        for (const { mac } of steps) {
          const row = rows.get(mac.join());
          expect(index.find(mac, exactly(row ?? -1))).toBe(row);
        }
      }),
    );
  });

  it('offers each row that looks alike until one is accepted', () => {
    const index = new MacIndex();
    for (const row of [1, 2, 3]) index.add(bytes(7), row);
    index.add(bytes(8), 4);
    const offered: number[] = [];
    expect(index.find(bytes(7), (row) => void offered.push(row))).toBeUndefined();
    expect(offered).toEqual([1, 2, 3]);
    expect(index.find(bytes(7), exactly(2))).toBe(2);
  });

  it('keeps everybody while it grows, and forgets the removed', () => {
    const index = new MacIndex();
    for (let i = 1; i <= 50_000; i++) {
      index.add(bytes(i), i);
      if (i % 5 === 0) index.remove(bytes(i), i);
    }
    const found = Array.from({ length: 50_000 }, (_, i) => index.find(bytes(i + 1), (row) => row));
    expect(found).toEqual(Array.from({ length: 50_000 }, (_, i) => ((i + 1) % 5 === 0 ? undefined : i + 1)));
  });

  it('ends a search although many were added and removed', () => {
    const index = new MacIndex();
    for (let i = 1; i <= 20_000; i++) {
      index.add(bytes(i % 100), i);
      index.remove(bytes(i % 100), i);
    }
    expect(index.find(bytes(1), (row) => row)).toBeUndefined();
  });
});
