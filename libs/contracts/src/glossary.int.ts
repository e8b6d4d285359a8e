import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, code = '']) => code);

const sources = globSync(['libs/contexts/{intake,reference}/src/domain/**/*.ts', 'libs/feed/src/parking/*.ts'], { cwd: root }).filter((file) => !/\.unit\.ts$/.test(file));
const refused = sources.flatMap((file) => {
  const text = read(file);
  return [...found(text, /refuse\(\s*'[a-z-]+',\s*'([a-z-]+)'/g), ...found(text, /because\('([a-z-]+)'/g)];
});
/** Rows of reference data compose theirs from what they are. */
const composed = ['organ', 'department', 'centre', 'procedure'].map((row) => `${row}-already-registered`).concat(['organ-unknown', 'centre-unknown', 'procedure-unknown']);

describe('The glossary', () => {
  it('lists every refusal of intake, reference and parking, in order, and no other', () => {
    const listed = found(read('docs/glossary.md').split('## Refusals')[1] ?? '', /^\| `([a-z-]+)` \|/gm);
    expect(listed).toEqual([...new Set([...refused, ...composed])].sort());
  });
});
