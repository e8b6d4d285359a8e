import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
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
  /** A correction of one place in its sources; only with `main`. */
  readonly mend?: { readonly file: string; readonly from: string; readonly to: string };
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
  const folder = await fetched(program.mend ? `${name}-${version}-mended` : `${name}-${version}`, (partial) => build(program, partial));
  return join(folder, name);
}

async function build({ name, version, package: path, main, mend }: GoProgram, folder: string): Promise<void> {
  const go = (...given: string[]) => run('go', given, folder);
  await go('mod', 'init', 'engine');
  await go('get', `${path}@${version}`);
  if (main) await writeFile(join(folder, 'main.go'), main);
  if (mend) {
    await go('mod', 'vendor');
    await mended(join(folder, 'vendor', mend.file), mend);
  }
  await go('build', '-o', name, main ? '.' : path);
  for (const file of ['main.go', 'go.mod', 'go.sum', 'vendor']) await rm(join(folder, file), { recursive: true, force: true });
}

async function mended(path: string, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  const source = await readFile(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${path} has not ${from} once`);
  await writeFile(path, source.replace(from, to));
}
