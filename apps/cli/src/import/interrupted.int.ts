import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exampleMapping, folder, manyCases } from '../../test/fictitious-log.ts';
import { historyOf, logOf } from '../../test/platform.ts';

const command = join(import.meta.dirname, '../../../../dist/apps/cli/src/import.js');
const cases = 400;
const rows = cases * 6;

describe('An import that is killed', () => {
  const at = folder();
  let file: string;

  const start = (data: string) => {
    const child = spawn(process.execPath, [command, '--mapping', exampleMapping, '--file', file], { env: { ...process.env, DATA_DIR: join(at.path, data), LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (text) => (out += String(text)));
    const ended = new Promise<{ code: number | null; out: string }>((resolve) => child.on('close', (code) => resolve({ code, out })));
    const registering = new Promise<void>((resolve) => child.stderr.on('data', (text) => /Registrando/.test(String(text)) && resolve()));
    return { child, ended, registering };
  };

  /** Runs the command as npm does, with the platform inside it, and kills both once the log holds so many steps. */
  async function killAt(data: string, steps: number): Promise<number | null> {
    const { child, ended, registering } = start(data);
    // Not before: a reader that comes first would mend the log in the platform's place, and keep it locked meanwhile.
    await Promise.race([registering, ended]);
    while (child.exitCode === null && stepsIn(join(at.path, data, 'log.db')) < steps) await sleep(2);
    child.kill('SIGKILL');
    return (await ended).code;
  }

  const recorded = async (data: string) => historyOf(await logOf(join(at.path, data)));

  beforeAll(() => {
    if (!existsSync(command)) throw new Error('build first: npm run build');
    file = at.file('many.csv', manyCases(cases));
  });
  afterAll(() => at.remove());

  it('and made again, however often, ends in exactly the history of one that was not', async () => {
    const whole = start('whole');
    expect(await whole.ended).toMatchObject({ code: 0, out: expect.stringContaining('registradas 2,400 + ya estaban 0 + rechazadas 0') });

    for (const steps of [1, 700, 1_500]) expect(await killAt('killed', steps)).toBeNull();
    const cut = stepsIn(join(at.path, 'killed', 'log.db'));
    expect(cut).toBeGreaterThanOrEqual(1_500);
    expect(cut).toBeLessThan(rows);

    const last = await start('killed').ended;
    const [registered, there] = [...last.out.matchAll(/(?:registradas|ya estaban) ([\d,]+) \+/g)].map(([, digits = '']) => Number(digits.replaceAll(',', '')));
    expect([last.code, registered, there]).toEqual([0, rows - cut, cut]);
    expect(await recorded('killed')).toEqual(await recorded('whole'));
  }, 120_000);
});

/** Steps that are on the disk, while whoever writes them is at it. */
function stepsIn(log: string): number {
  if (!existsSync(log)) return 0;
  const db = new DatabaseSync(log, { readOnly: true });
  try {
    const { count } = db.prepare("SELECT count(*) AS count FROM events WHERE json_extract(body, '$.type') = 'ForeignStepRecorded' AND body NOT LIKE '%case-end%'").get() as { count: number };
    return count;
  } catch {
    return 0;
  } finally {
    db.close();
  }
}
