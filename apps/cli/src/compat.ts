import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaksOfPublished } from './compat/published.ts';

/**
 * Fails where a published event changed so that a consumer would break: against the committed description, or with
 * `--since REF` against that of a commit or tag.
 */
const root = join(import.meta.dirname, '../../../..');
const file = 'docs/api/asyncapi.json';
const since = process.argv.indexOf('--since');
const ref = since < 0 ? undefined : process.argv[since + 1];

const before = ref ? execFileSync('git', ['show', `${ref}:${file}`], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }) : readFileSync(join(root, file), 'utf8');
const breaks = await breaksOfPublished(before);
if (breaks.length === 0) console.log('no published event changed so that a consumer would break');
else {
  console.error(`These changes would break consumers of published events. Raise the version of the event's schema (an upcaster, golden JSON), or make the change an optional field more:\n${breaks.join('\n')}`);
  process.exitCode = 2;
}
