import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeApi, describeEvents, ownContexts, speakSpanish } from '#platform';
import { contexts } from '../../embedded/src/platform.ts';
import { breaksOfPublished } from './compat/published.ts';
import { provisionsDocument } from './provisions/document.ts';

/**
 * Writes the descriptions of the API and of the published events from the schemas into docs/, or with `--check` fails where
 * they differ. What would break a consumer is never written.
 */
const folder = join(import.meta.dirname, '../../../../docs');
speakSpanish();
const json = (description: object): string => `${JSON.stringify(description, null, 2)}\n`;
const provisions = provisionsDocument(contexts);
const described = { 'api/openapi.json': json(describeApi([...ownContexts(), ...contexts])), 'api/asyncapi.json': json(describeEvents(contexts)), 'provisions.md': provisions.text };

for (const [name, text] of Object.entries(described)) {
  const file = join(folder, name);
  if (process.argv.includes('--check')) check(name, existsSync(file) && readFileSync(file, 'utf8') === text);
  else if (name !== 'api/asyncapi.json' || (await breaksNobody(file))) write(file, text);
}

if (provisions.gaps.length > 0) {
  console.error(`provisions that lack something:\n  ${provisions.gaps.join('\n  ')}`);
  process.exitCode = 1;
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(`${file.slice(file.indexOf('docs/'))} written`);
}

function check(name: string, same: boolean): void {
  if (same) return console.log(`docs/${name} is up to date`);
  console.error(`docs/${name} is not what the schemas say: run \`npm run describe\` and commit it`);
  process.exitCode = 1;
}

/** The first description ever has nobody to break. */
async function breaksNobody(file: string): Promise<boolean> {
  if (!existsSync(file)) return true;
  const breaks = await breaksOfPublished(readFileSync(file, 'utf8'));
  if (breaks.length === 0) return true;
  console.error(`docs/api/asyncapi.json not written:\n${breaks.join('\n')}`);
  process.exitCode = 2;
  return false;
}
