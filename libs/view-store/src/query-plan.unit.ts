import { describe, expect, it } from '@jest/globals';
import { planQuery, writeCursor } from './query-plan.ts';

const collection = { name: 'documents', indexes: [{ fields: ['centre', 'state', 'at'] }, { fields: ['at'] }] };

describe('the plan of a query', () => {
  it('takes equalities in any order and the last field of the index as the order', () => {
    const plan = planQuery(collection, { where: { state: 's', centre: 'c' }, orderBy: 'at', limit: 5 });
    expect(plan).toEqual({ equal: [['state', 's'], ['centre', 'c']], by: 'at', range: {}, descending: false, limit: 5 });
  });

  it('orders by the field of the range unless told', () => {
    expect(planQuery(collection, { where: { at: { gt: 3 } }, descending: true, limit: 5 })).toMatchObject({ by: 'at', range: { gt: 3 }, descending: true });
  });

  it('does not take a part of an index for an index', () => {
    expect(() => planQuery(collection, { where: { centre: 'c' }, limit: 5 })).toThrow('view documents has no index for [centre] ordered by id');
  });

  it('goes on after the document that a cursor was written for', () => {
    const plan = planQuery(collection, { orderBy: 'at', limit: 5 });
    const cursor = writeCursor(plan, { id: 'd1', document: { at: 7 } });
    expect(planQuery(collection, { orderBy: 'at', limit: 5, cursor }).after).toEqual({ value: 7, id: 'd1' });
  });

  it.each(['', 'x', Buffer.from('[{},"a"]').toString('base64url'), Buffer.from('[1,2]').toString('base64url')])('refuses the cursor "%s"', (cursor) => {
    expect(() => planQuery(collection, { limit: 5, cursor })).toThrow('El cursor de página no es válido');
  });
});
