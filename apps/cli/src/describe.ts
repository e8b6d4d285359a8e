import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemClock } from '#kernel';
import { createLog, describeApi, Jobs, jobsContext, localIssuer, sessionContext, speakSpanish } from '#platform';
import { contexts } from '../../embedded/src/platform.ts';

/** Writes the API's description from the schemas into docs/, or with `--check` fails where the two differ. */
const file = join(import.meta.dirname, '../../../../docs/api/openapi.json');
speakSpanish();
const platform = [sessionContext(localIssuer(new Uint8Array(32))), jobsContext(new Jobs(systemClock, createLog({ logLevel: 'silent' })), [])];
const described = `${JSON.stringify(describeApi([...platform, ...contexts]), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, described);
  console.log('docs/api/openapi.json written');
} else if (existsSync(file) && readFileSync(file, 'utf8') === described) {
  console.log('docs/api/openapi.json is up to date');
} else {
  console.error('docs/api/openapi.json is not what the schemas say: run `npm run describe` and commit it');
  process.exitCode = 1;
}
