import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fetched } from './fetched.ts';

const run = (file: string, args: readonly string[], cwd?: string) => promisify(execFile)(file, args, { ...(cwd && { cwd }), env: process.env, maxBuffer: 2 ** 26 });

export interface GoProgram {
  readonly name: string;
  readonly version: string;
  /** What Go's module proxy is asked for at this version: a main package, or one that `main` imports. */
  readonly package: string;
  /** Source of a main package of our own, where the module's own one does not build alone. */
  readonly main?: string;
}

/**
 * Path of the program's binary, built by the machine's Go the first time (some minutes) and kept between runs.
 * Rejects where there is no Go, or none that knows the program's language.
 */
export async function goProgram(program: GoProgram): Promise<string> {
  const { name, version } = program;
  await run('go', ['version']).catch(() => {
    throw new Error('there is no Go to build it with');
  });
  const folder = await fetched(`${name}-${version}`, (partial) => build(program, partial));
  return join(folder, name);
}

async function build({ name, version, package: path, main }: GoProgram, folder: string): Promise<void> {
  const go = (...given: string[]) => run('go', given, folder);
  await go('mod', 'init', 'engine');
  await go('get', `${path}@${version}`);
  if (main) await writeFile(join(folder, 'main.go'), main);
  await go('build', '-o', name, main ? '.' : path);
  for (const file of ['main.go', 'go.mod', 'go.sum']) await rm(join(folder, file), { force: true });
}
