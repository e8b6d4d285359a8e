import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { someEvent } from '../testing/event-store-contract.ts';
import { EmbeddedEventStore } from './embedded-event-store.ts';

describe('a sound log', () => {
  it('is read as sound in threads with little memory: a wrong checksum called its events damaged, or ended the process', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'checksum-'));
    const file = join(folder, 'log.db');
    const store = new EmbeddedEventStore({ file });
    await Promise.all(Array.from({ length: 20_000 }, (_, i) => store.append({ stream: `s${i % 25}`, expected: 'any', events: [someEvent({ i, text: 'x'.repeat(300 + (i % 700)) })] })));
    await store.close();
    const read = async () => {
      const worker = new Worker(new URL('../testing/checksum-worker.ts', import.meta.url), { workerData: { file, rounds: 10 }, resourceLimits: { maxOldGenerationSizeMb: 48, maxYoungGenerationSizeMb: 8 } });
      return ((await once(worker, 'message')) as [string])[0];
    };
    expect(await Promise.all([read(), read(), read()])).toEqual(['sound', 'sound', 'sound']);
    await rm(folder, { recursive: true });
  });
});
