import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTooDeep, maxDepth } from './json-depth.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const depthOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);

describe('JSON that is too deep', () => {
  it('has more levels than are allowed, of lists, objects or both', () => {
    expect(isTooDeep(bytes(nested(maxDepth)))).toBe(false);
    expect(isTooDeep(bytes(nested(maxDepth + 1)))).toBe(true);
    expect(isTooDeep(bytes('{"a":['.repeat(maxDepth)))).toBe(true);
    expect(isTooDeep(bytes(`[${Array.from({ length: 1_000 }, () => '{}').join(',')}]`))).toBe(false);
  });
  it('is told by its structure and not by its texts', () => {
    expect(isTooDeep(bytes(JSON.stringify({ about: '['.repeat(1_000), ['{'.repeat(200)]: '"[\\"{' })))).toBe(false);
    expect(isTooDeep(bytes(`["\\\\", ${nested(maxDepth)}]`))).toBe(true);
  });
  it('is told of any JSON', () => {
    const wraps = fc.array(fc.constantFrom((inner: unknown): unknown => [inner], (inner: unknown): unknown => ({ '["': inner })), { maxLength: maxDepth + 10 });
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), wraps, (leaf, around) => {
        const value = around.reduce((inner, wrap) => wrap(inner), leaf as unknown);
        return isTooDeep(bytes(JSON.stringify(value))) === (depthOf(value) > maxDepth);
      }),
    );
  });
});
