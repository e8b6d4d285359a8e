/** The tools that check infra/: pinned, taken from the package registries, kept in a folder of the user's cache. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'conectamef-infra');

/** Output is shown only where it fails. */
export function run(command, args, { env = {}, cwd } = {}) {
  try {
    return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 });
  } catch (error) {
    throw new Error(`${command.split('/').at(-1)} ${args.join(' ')}\n${error.stdout ?? ''}${error.stderr ?? error.message}`, { cause: error });
  }
}

/** A folder of its own for each version, filled once; half of one is never taken for the whole. */
function once(name, fill) {
  const folder = join(cache, name);
  if (!existsSync(join(folder, '.complete'))) {
    mkdirSync(folder, { recursive: true });
    console.log(`   ${name} is being made, once`);
    fill(folder);
    mkdirSync(join(folder, '.complete'));
  }
  return folder;
}

/** Built by Go from its module proxy. */
export function goTool(module, version, path = '') {
  const name = module.split('/').findLast((part) => !/^v\d+$/.test(part));
  const binary = (path || module).split('/').findLast((part) => !/^v\d+$/.test(part));
  const folder = once(`${name}-${version}`, (into) => run('go', ['install', `${module}${path && `/${path}`}@${version}`], { env: { GOBIN: into, GOFLAGS: '-buildvcs=false' } }));
  return join(folder, binary);
}

/** The collector, of the parts that are listed, by its own builder. */
export function collector(builder, version, distribution) {
  const folder = once(`otelcol-${version}`, (into) => run(builder, ['--config', distribution], { cwd: into, env: { GOFLAGS: '-buildvcs=false' } }));
  return join(folder, 'otelcol/otelcol');
}

export const pythonTool = (name, version) => once(`${name}-${version}`, (into) => run('python3', ['-m', 'pip', 'install', '--quiet', '--target', into, `${name}==${version}`]));

export const npmPackage = (name, version) => join(once(`${name.replace('/', '-')}-${version}`, (into) => run('npm', ['install', '--silent', '--no-save', '--prefix', into, `${name}@${version}`])), 'node_modules', name);
