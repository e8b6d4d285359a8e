import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CentreTile } from '#contracts';
import { arrange, byDepartment, filters, orders, steps, type Filter, type Order } from './arrange.ts';

const none = { received: 0, routed: 0, answered: 0 };
const tile = (centre: string, part: Partial<CentreTile> = {}): CentreTile => ({
  centre,
  name: centre,
  department: '15',
  foreign: false,
  demo: false,
  desk: { implemented: true, open: true, withinHours: true, openFindings: 0 },
  today: none,
  week: none,
  pending: 0,
  pendingByState: {},
  overdue: 0,
  observed: 0,
  ...part,
});

const all = { order: 'name', filter: 'all', search: '', department: '' } as const;
const order = (tiles: readonly CentreTile[], by: Order) => arrange(tiles, { ...all, order: by }).map(({ centre }) => centre);

describe('the order of the tiles', () => {
  it('is by name, as Spanish orders it', () => {
    expect(order([tile('Ñaña'), tile('Oyón'), tile('Áncash'), tile('Nasca')], 'name')).toEqual(['Áncash', 'Nasca', 'Ñaña', 'Oyón']);
  });

  it('puts the most overdue first, and equals by name', () => {
    expect(order([tile('B'), tile('A'), tile('C', { overdue: 2 })], 'overdue')).toEqual(['C', 'A', 'B']);
  });

  it('puts the longest wait first and centres where nobody waits last', () => {
    const waiting = (receivedAt: string) => ({ oldestWaiting: { id: 'd', receivedAt, state: 'received' as const } });
    expect(order([tile('A'), tile('B', waiting('2026-11-24')), tile('C', waiting('2026-11-20'))], 'waiting')).toEqual(['C', 'B', 'A']);
  });

  it('puts a centre that never gave a sign of life first', () => {
    expect(order([tile('A', { lastSign: '2026-11-24' }), tile('B')], 'silence')).toEqual(['B', 'A']);
  });

  it('never shows a tile twice nor loses one', () => {
    const tiles = fc.array(fc.record({ centre: fc.string(), overdue: fc.nat(), pending: fc.nat() }).map(({ centre, ...rest }) => tile(centre, rest)));
    fc.assert(
      fc.property(tiles, fc.constantFrom(...(Object.keys(orders) as Order[])), (given, by) => {
        expect(new Set(arrange(given, { ...all, order: by }))).toEqual(new Set(given));
      }),
    );
  });
});

describe('the filters', () => {
  it.each<[Filter, string[]]>([
    ['overdue', ['B']],
    ['observed', ['C']],
    ['closed', ['D']],
  ])('%s', (filter, found) => {
    const tiles = [tile('A'), tile('B', { overdue: 1 }), tile('C', { observed: 1 }), tile('D', { desk: { implemented: true, open: false, withinHours: true, openFindings: 0 } })];
    expect(arrange(tiles, { ...all, filter }).map(({ centre }) => centre)).toEqual(found);
    expect(Object.keys(filters)).toContain(filter);
  });

  it('search without accents, and by department', () => {
    const tiles = [tile('Junín', { department: '12' }), tile('Puno', { department: '21' })];
    expect(arrange(tiles, { ...all, search: 'junin' })).toHaveLength(1);
    expect(arrange(tiles, { ...all, department: '21' })[0]?.centre).toBe('Puno');
  });
});

describe('the map', () => {
  it('sums centres of one department, and leaves imported history out', () => {
    const sums = byDepartment([tile('A', { pending: 2 }), tile('B', { pending: 3 }), tile('X', { pending: 9, foreign: true })], 'pending');
    expect([...sums]).toEqual([['15', 5]]);
  });

  it('has steps that rise and reach the highest value', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (highest) => {
        const limits = steps(highest);
        expect([...limits].sort((a, b) => a - b)).toEqual(limits);
        expect(new Set(limits).size).toBe(limits.length);
      }),
    );
  });
});
