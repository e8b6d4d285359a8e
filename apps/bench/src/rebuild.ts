import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { readConfig } from '#platform';
import type { ViewService } from '#view-store';
import { startPlatform } from '../../embedded/src/platform.ts';
import { History } from './history.ts';
import { inTurn, type Figure } from './measure.ts';

export const sealedSample = `v1.s_0123456789abcdefghijkl.${'A'.repeat(380)}`;

async function readAlone(file: string): Promise<number> {
  const log = new EmbeddedEventStore({ file });
  const start = performance.now();
  let events = 0;
  for (let position = 0, page = await log.readAll(0, 2_000); page.length > 0; page = await log.readAll(position, 2_000)) {
    position = page.at(-1)!.position;
    events += page.length;
  }
  await log.close();
  return (events / (performance.now() - start)) * 1000;
}

async function rebuildAll(views: ViewService): Promise<number> {
  const { events, seconds, differences } = await views.rebuild();
  if (differences.length > 0) throw new Error('the rebuilt views differ from the live ones');
  return events / seconds;
}

/** Rebuild of all views of the platform, with its comparison and switch, beside reading and decoding the log alone. */
export async function benchRebuild(events = 300_000, rounds = 3): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
  const platform = await startPlatform(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error' }));
  await new History(sealedSample).append(platform.services.store, events);
  await platform.services.views.waitFor(await platform.services.store.head(), 600_000);
  const { read, whole } = await inTurn(rounds, { read: () => readAlone(join(dataDir, 'log.db')), whole: () => rebuildAll(platform.views) });
  await platform.close();
  rmSync(dataDir, { recursive: true });
  return [
    { name: 'reading and decoding the log alone', value: read, unit: 'events/s' },
    { name: `rebuild of all views, ${events} events, compared and switched`, value: whole, unit: 'events/s', target: { atLeast: 100_000 } },
    { name: 'rebuild ÷ reading alone', value: whole / read, unit: 'ratio', target: { atLeast: 0.4 } },
  ];
}
