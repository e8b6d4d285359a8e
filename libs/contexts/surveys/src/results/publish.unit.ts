import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publish, type Figure } from './publish.ts';

const add = (a: number, b: number) => a + b;
const figure = (centre: string, n: number, group = 'g'): Figure<number> => ({ centre, group, n, counts: n * 10 });

/** Any table: each centre's figure in each of two groups, with a count that is not its n. */
const tables = fc.array(fc.record({ n: fc.nat(12), counts: fc.nat(60), group: fc.constantFrom('a', 'b') }), { maxLength: 24 }).map((rows) => {
  const seen = { a: 0, b: 0 };
  return rows.map((row): Figure<number> => ({ ...row, centre: `C${seen[row.group as 'a' | 'b']++}` }));
});
const ks = fc.integer({ min: 3, max: 8 });

describe('What is shown of a survey (DIR.5.1.2.e)', () => {
  it('shows n with each figure, and hides those below k', () => {
    expect(publish([figure('CUS', 5), figure('PUN', 4)], 5, add).figures).toEqual([figure('CUS', 5), { centre: 'PUN', group: 'g', hidden: true }]);
  });

  it('has in its total no hidden figure that is alone: it would follow by subtracting', () => {
    expect(publish([figure('CUS', 9), figure('PUN', 4)], 5, add).totals).toEqual([{ group: 'g', n: 9, counts: 90, pooled: 0 }]);
    expect(publish([figure('CUS', 9), figure('PUN', 4), figure('ICA', 1)], 5, add).totals).toEqual([{ group: 'g', n: 14, counts: 140, pooled: 2 }]);
    expect(publish([figure('CUS', 9), figure('PUN', 1), figure('ICA', 1)], 5, add).totals).toEqual([{ group: 'g', n: 9, counts: 90, pooled: 0 }]);
  });

  it('has no total where nothing can be shown', () => {
    expect(publish([figure('PUN', 4)], 5, add)).toEqual({ figures: [{ centre: 'PUN', group: 'g', hidden: true }], totals: [] });
    expect(publish([figure('PUN', 0)], 5, add)).toEqual({ figures: [], totals: [] });
  });

  it('tells nothing of fewer than k, nor does any difference of what it tells', () => {
    fc.assert(
      fc.property(tables, ks, (table, k) => {
        const { figures, totals } = publish(table, k, add);
        for (const shown of figures) if ('n' in shown) expect(shown.n).toBeGreaterThanOrEqual(k);
        for (const { group, n } of totals) {
          const shown = figures.flatMap((each) => (each.group === group && 'n' in each ? [each.n] : [])).reduce(add, 0);
          const rest = n - shown;
          expect(rest === 0 || rest >= k).toBe(true);
        }
      }),
    );
  });

  it('is the same whichever of the hidden centres an answer was given in', () => {
    fc.assert(
      fc.property(tables, ks, fc.nat(), fc.nat(), (table, k, i, j) => {
        const hidden = table.filter(({ n }) => n > 0 && n < k);
        const from = hidden[i % (hidden.length || 1)];
        const to = hidden.filter(({ group, n }) => group === from?.group && n + 1 < k)[j % (hidden.length || 1)];
        fc.pre(from !== undefined && to !== undefined && from !== to && from.n > 1);
        const moved = table.map((each) => (each === from ? { ...each, n: each.n - 1, counts: each.counts - 7 } : each === to ? { ...each, n: each.n + 1, counts: each.counts + 7 } : each));
        expect(publish(moved, k, add)).toEqual(publish(table, k, add));
      }),
    );
  });
});
