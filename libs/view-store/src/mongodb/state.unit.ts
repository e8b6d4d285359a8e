import { describe, expect, it } from '@jest/globals';
import { fromState, toState } from './state.ts';

const stored = (document: object, indexed: readonly string[] = []) => toState({ id: 'p1', position: 7, document }, indexed, 1);

describe('a document as MongoDB gets it', () => {
  it.each<[string, object]>([
    ['plain values', { a: 'x', b: [1, { c: null }], d: { e: true, f: {} } }],
    ['numbers of any size', { a: 2 ** 53, b: 5e-324, c: -1 }],
    ['names that other code stumbles over', { constructor: 1, prototype: 2, _id: 3 }],
  ])('is native with %s', (_, document) => {
    expect(stored(document)).toEqual({ position: 7, write: 1, removed: false, document });
  });

  it('is native in what JSON makes of it', () => {
    const document = { at: new Date(0), gone: undefined, minus: -0, none: Number.NaN, list: [undefined] };
    expect(stored(document).document).toEqual({ at: '1970-01-01T00:00:00.000Z', minus: 0, none: null, list: [null] });
    expect(Object.is((stored(document).document as { minus: number }).minus, 0)).toBe(true);
  });

  it.each<[string, object]>([
    ['a dot in a name', { 'a.b': 1 }],
    ['a dollar before a name', { a: [{ $b: 1 }] }],
    ['no name', { '': 1 }],
    ['a name that ends early', { 'a\0': 1 }],
    ['the name of a prototype', JSON.parse('{"__proto__": 1}') as object],
    ["the driver's mark", { _bsontype: 'Long' }],
    ['half a character', { a: 'x\ud800' }],
    ['a list in a list', { a: [[1]] }],
    ['more depth than MongoDB takes', JSON.parse(`${'{"a":'.repeat(99)}1${'}'.repeat(99)}`) as object],
  ])('is text with %s', (_, document) => {
    const state = stored(document);
    expect(state).toEqual({ position: 7, write: 1, removed: false, document: {}, text: JSON.stringify(document) });
    expect(JSON.stringify(fromState({ _id: 'p1', state }).document)).toBe(JSON.stringify(document));
  });

  it('is text beside its indexed values where one of them is a list, which MongoDB would look into', () => {
    const document = { shop: 'a', size: [1], open: true };
    expect(stored(document, ['shop', 'size', 'gone'])).toMatchObject({ document: { shop: 'a' }, text: JSON.stringify(document) });
  });

  it('that is removed is its position alone', () => {
    const state = toState({ id: 'p1', position: 7, document: undefined }, ['shop'], 1);
    expect(Object.keys(state)).toEqual(['position', 'write', 'removed']);
    expect(fromState({ _id: 'p1', state })).toEqual({ id: 'p1', position: 7, document: undefined });
  });

  it('begins with its position and then its write: that is how MongoDB finds the newer one', () => {
    for (const document of [undefined, {}, { 'a.b': 1 }]) {
      expect(Object.keys(toState({ id: 'p1', position: 7, document }, [], 1)).slice(0, 3)).toEqual(['position', 'write', 'removed']);
    }
  });
});
