import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../../../..');

/** Names of the packages that are loaded with a built library. */
async function loadedWith(library: string): Promise<readonly string[]> {
  const script = `
    import { createRequire, registerHooks } from 'node:module';
    const seen = new Set();
    registerHooks({ resolve: (specifier, context, next) => { const found = next(specifier, context); seen.add(found.url); return found; } });
    await import('./dist/libs/${library}/src/index.js');
    console.log(JSON.stringify([...seen]));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
  return (JSON.parse(stdout) as string[]).flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
}

it.each([
  ['view-store', 'lru-cache', 'mongoose'],
  ['files', 'file-type', '@aws-sdk/client-s3'],
])("%s loads what it needs, and no engine's client", async (library, needed, client) => {
  const loaded = await loadedWith(library);
  expect(loaded).toContain(needed);
  expect(loaded).not.toContain(client);
});
