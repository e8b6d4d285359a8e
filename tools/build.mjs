/** Compiles every TypeScript file of libs/ and apps/ (but the web and the tests) into dist/, only where it changed. */
import { globSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile, cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transform } from '@swc/core';

const root = join(import.meta.dirname, '..');
const options = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
delete options.$schema;
const configTime = (await stat(join(root, '.swcrc'))).mtimeMs;

const isTest = (file) => /\.(unit|int|e2e|engine)\.tsx?$/.test(file);
const sources = globSync('{libs,apps}/**/*.{ts,json}', { cwd: root }).filter(
  (file) => !file.startsWith('apps/web/') && !file.includes('node_modules') && !file.endsWith('project.json') && !/\/(testing|test)\//.test(file) && !file.startsWith('libs/testing/') && !file.includes('/golden/') && !isTest(file),
);

const newerThan = async (target, time) => (await stat(target).catch(() => undefined))?.mtimeMs > time;

async function build(file) {
  const source = join(root, file);
  const target = join(root, 'dist', file.replace(/\.ts$/, '.js'));
  const changed = Math.max((await stat(source)).mtimeMs, configTime);
  if (await newerThan(target, changed)) return 0;
  await mkdir(dirname(target), { recursive: true });
  if (file.endsWith('.json')) await cp(source, target);
  else {
    const { code, map } = await transform(await readFile(source, 'utf8'), { ...options, filename: source, swcrc: false });
    await writeFile(`${target}.map`, map);
    await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
  }
  return 1;
}

const built = await Promise.all(sources.map(build));
console.log(`build: ${built.filter(Boolean).length} of ${sources.length} files compiled`);
