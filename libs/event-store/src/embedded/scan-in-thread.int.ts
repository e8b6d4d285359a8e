import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { someEvent } from '../testing/event-store-contract.ts';
import { EmbeddedEventStore } from './embedded-event-store.ts';
import { scanInThread } from './scan-in-thread.ts';

describe('a scan in a thread of its own', () => {
  let folder: string;
  let file: string;
  let store: EmbeddedEventStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scan-'));
    file = join(folder, 'log.db');
    store = new EmbeddedEventStore({ file, upcasters: { Happened: [(data) => ({ was: data })] } });
    await Promise.all(Array.from({ length: 21_000 }, (_, i) => store.append({ stream: `s"${i % 25}`, expected: 'any', events: [someEvent({ i, text: 'ñ\n"' })] })));
  });

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const all = async (pages: AsyncIterable<readonly RecordedEvent[]>) => {
    const events: RecordedEvent[] = [];
    for await (const page of pages) events.push(...page);
    return events;
  };

  it('gives what a read in this thread gives, upcast', async () => {
    expect(await all(store.scan({ after: 100, to: 20_900, pageSize: 500 }))).toEqual(await store.readAll(100, 20_800));
  });

  it('may be left before its end', async () => {
    for await (const page of store.scan({ after: 0, to: 21_000, pageSize: 500 })) {
      expect(page[0]!.position).toBe(1);
      break;
    }
    expect((await all(store.scan({ after: 0, to: 21_000, pageSize: 500 }))).length).toBe(21_000);
  });

  it('stops at a damaged event, and says which it is', async () => {
    const db = new DatabaseSync(file);
    db.exec(`UPDATE events SET body = replace(body, '"i":700,', '"i":701,') WHERE position = 701`);
    db.close();
    const seen: number[] = [];
    const scan = async () => {
      for await (const page of scanInThread({ file, after: 0, to: 21_000, pageSize: 500 })) seen.push(page.length);
    };
    await expect(scan()).rejects.toMatchObject({ name: 'DamagedLog', place: { position: 701 }, message: expect.stringContaining('posición 701') });
    expect(seen).toEqual([500]);
  });

  it('tells of a file that is not there', async () => {
    await expect(all(scanInThread({ file: join(folder, 'none.db'), after: 0, to: 9, pageSize: 5 }))).rejects.toThrow('unable to open');
  });
});
