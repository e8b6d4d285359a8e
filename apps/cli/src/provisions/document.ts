import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '#platform';
import { parts, provisionRows, type ProvisionRow } from './rows.ts';
import { missing, trace, type NamedTest, type Traced } from './traced.ts';

const root = join(import.meta.dirname, '../../../..').replace(/\/dist$/, '');

/** Every test that has a name, from the sources. */
export function namedTests(): readonly NamedTest[] {
  const files = globSync(['libs/**/*.{unit,int,e2e}.ts', 'apps/**/*.{unit,int,e2e}.ts'], { cwd: root }).sort();
  return files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:describe|it)(?:\.each\([^`]*?\))?\(\s*(['"`])(.*?)\1/gs)].map(([, , name = '']) => ({ file, name })));
}

interface Entry {
  readonly row: ProvisionRow;
  readonly traced: Traced;
}

const section = ({ row: { id, says, without = {} }, traced }: Entry): string =>
  [`## ${id}`, '', `«${says}».`, '', ...parts.map((part) => `- ${part}: ${traced[part].length > 0 ? traced[part].map((each) => `\`${each}\``).join(', ') : `none. ${without[part] ?? 'MISSING'}`}`)].join('\n');

/** The document, and what is missing in it, in sentences. */
export function provisionsDocument(contexts: readonly Context[]): { readonly text: string; readonly gaps: readonly string[] } {
  const tests = namedTests();
  const entries = provisionRows.filter(({ same }) => same === undefined).map((row): Entry => ({ row, traced: trace(row, contexts, tests) }));
  const mirrors = provisionRows.flatMap(({ id, says, same }) => (same === undefined ? [] : [`| ${id} | «${says}» | [${same}](#${same.toLowerCase().replaceAll('.', '')}) |`]));
  const gaps = entries.flatMap(({ row, traced }) => missing(row, traced).map((part) => `${row.id} has no ${part}`));
  const text = [
    '# The provisions and what serves them',
    '',
    'Generated from the code by `npm run describe`; CI fails when it differs, or when a provision lacks one of its parts. `RM` is Resolución Ministerial 288-2012-EF/45, `DIR` Directiva 02-2012-EF/45.01.',
    'Each rule is judged live at `/directiva`, with the events that prove it.',
    '',
    '## Said twice',
    '',
    '| provision | in its words | served as |',
    '|---|---|---|',
    ...mirrors,
    '',
    entries.map(section).join('\n\n'),
    '',
  ].join('\n');
  return { text, gaps };
}
