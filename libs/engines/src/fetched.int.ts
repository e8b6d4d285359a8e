import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fetched } from './fetched.ts';

describe('What an engine is made of', () => {
  const before = process.env.XDG_CACHE_HOME;
  let cache: string;
  let fetches = 0;

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cache-'));
    process.env.XDG_CACHE_HOME = cache;
    fetches = 0;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    await rm(cache, { recursive: true });
  });

  const fetch = async (folder: string): Promise<void> => {
    await new Promise((done) => setTimeout(done, 20));
    await writeFile(join(folder, 'jar'), String(++fetches));
  };

  it('is fetched once, however many ask for it', async () => {
    const folders = await Promise.all([fetched('kafka', fetch), fetched('kafka', fetch), fetched('kafka', fetch)]);
    expect(new Set([...folders, await fetched('kafka', fetch)])).toEqual(new Set([join(cache, 'conectamef', 'engines', 'kafka')]));
    expect(await readFile(join(folders[0]!, 'jar'), 'utf8')).toBe('1');
  });

  it('is not there when fetching it failed, and is fetched again', async () => {
    await expect(fetched('kafka', () => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
    expect(await readFile(join(await fetched('kafka', fetch), 'jar'), 'utf8')).toBe('1');
    expect(await readdir(join(cache, 'conectamef', 'engines'))).toEqual(['kafka']);
  });

  it('waits for no process that is gone', async () => {
    await fetched('other', fetch);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(join(cache, 'conectamef', 'engines', 'kafka.lock'), String(pid));
    expect(await readFile(join(await fetched('kafka', fetch), 'jar'), 'utf8')).toBe('2');
  });
});
