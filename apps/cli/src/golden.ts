import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '#contexts/all';
import { payloadSchema, publishing } from '#platform';
import { exampleOf } from './compat/example.ts';

/** Writes the golden event of each published type and version that has none yet. What is there is there for ever. */
const folder = join(import.meta.dirname, '../../../../libs/contracts/golden');
const versionOf = (context: string, type: string): number => (contexts.find(({ name }) => name === context)?.upcasters?.[type]?.length ?? 0) + 1;

for (const { name, events } of publishing(contexts)) {
  for (const [type, schema] of Object.entries(events)) {
    const file = join(folder, `${type}.v${versionOf(name, type)}.json`);
    if (existsSync(file)) continue;
    writeFileSync(file, `${JSON.stringify(schema.parse(exampleOf(payloadSchema(schema))), null, 2)}\n`);
    console.log(`${type} written`);
  }
}
