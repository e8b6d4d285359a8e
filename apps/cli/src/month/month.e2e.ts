import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { provisionRows } from '../provisions/rows.ts';
import { chores } from './chores.ts';
import { checkReplay, daysOf, playMonth } from './play-month.ts';
import { Stage } from './stage.ts';

jest.setTimeout(300_000);

describe('A simulated month', () => {
  let folder: string;
  let stage: Stage;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'conectamef-month-'));
    stage = await Stage.open(folder, '2026-10-01', 3);
  });
  afterAll(async () => {
    await stage.close();
    await rm(folder, { recursive: true });
  });

  it('has a chore for every provision that asks for an act', () => {
    const asked = provisionRows.filter(({ same, without }) => same === undefined && !without?.commands).map(({ id }) => id);
    const served = new Set(chores.map(({ provision }) => provision));
    expect(asked.filter((id) => !served.has(id) && id !== 'RM.3')).toEqual([]);
  });

  it('is played to its end, and the board after a replay is the board that was', async () => {
    await playMonth(stage, '2026-10', chores);
    const { cells, rules } = await checkReplay(stage);
    expect(stage.done.size).toBe(new Set(chores.map(({ provision }) => provision)).size);
    for (const { id } of rules.filter(({ counts }) => (counts.kept ?? 0) + (counts.due ?? 0) === 0)) expect(['DIR.I']).toContain(id);
    expect(cells.filter(({ standing }) => standing === 'kept').length).toBeGreaterThan(100);
  });

  it('ends after the days in which it is closed', () => {
    const days = daysOf('2026-10', stage.services);
    expect(days.filter(({ closing }) => !closing)).toHaveLength(31);
    expect(days.at(-1)!.working).toBe(8);
  });
});
