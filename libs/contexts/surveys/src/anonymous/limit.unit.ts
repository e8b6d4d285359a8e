import { describe, expect, it } from '@jest/globals';
import { Limit } from './limit.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 15) + seconds * 1_000);

describe('A limit', () => {
  it('lets so many through in a minute, of each centre', () => {
    const limit = new Limit(2);
    limit.take('CUS', at(0));
    limit.take('CUS', at(1));
    expect(() => limit.take('CUS', at(2))).toThrow('too-many-requests');
    expect(() => limit.take('PUN', at(2))).not.toThrow();
    expect(() => limit.take('CUS', at(60))).not.toThrow();
  });
});
