import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { contexts } from '#contexts/all';
import { publishing } from '#platform';

const folder = new URL('../../../../libs/contracts/golden/', import.meta.url);
const schemas = Object.assign({}, ...publishing(contexts).map(({ events }) => events)) as Required<(typeof contexts)[number]>['events'];
const files = readdirSync(folder);

describe('Golden events, one file a type and version, for ever', () => {
  it.each(Object.keys(schemas))('%s has its first version', (type) => {
    expect(files).toContain(`${type}.v1.json`);
  });

  it.each(files)('%s is read unchanged by the schema of today', (file) => {
    const [type = ''] = file.split('.');
    const stored: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(schemas[type]?.parse(stored)).toEqual(stored);
  });
});
