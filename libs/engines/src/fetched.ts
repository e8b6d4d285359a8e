import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Where engines are kept between runs: the user's cache folder. */
const cache = (): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'conectamef', 'engines');

/**
 * The folder of this name in the cache, filled by `fetch` if it is not there yet. Processes that ask at once wait for the
 * one that fetches; a fetch that fails leaves nothing.
 */
export async function fetched(name: string, fetch: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache(), name);
  await mkdir(cache(), { recursive: true });
  const exists = () => stat(folder).then(() => true, () => false);
  while (!(await exists())) await locked(`${folder}.lock`, async () => {
    if (await exists()) return;
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await fetch(partial);
    await rename(partial, folder);
  });
  return folder;
}

/** Runs the work if the lock is free, or waits a little for whoever has it; a lock whose process is gone is taken away. */
async function locked(lock: string, work: () => Promise<void>): Promise<void> {
  const taken = await writeFile(lock, String(process.pid), { flag: 'wx' }).then(() => true, () => false);
  if (!taken) {
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    await delay(250);
    return;
  }
  try {
    await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
