import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ordeal } from './ordeal.ts';

/**
 * `CRASH_ROUNDS=200` for more kills, `CRASH_SEED=n` to have the same choices again. The moments of the kills are chosen by
 * the seed; what the machine has done by then is its own affair, so a seed makes a failure likely again, not certain.
 */
const rounds = Number(process.env.CRASH_ROUNDS ?? 20);
const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const perFolder = 5;
const mutant = join(import.meta.dirname, '../../../../dist/apps/e2e/src/crash/mutant.js');

describe('A platform that is killed', () => {
  it(`${rounds} times under load, at its start or in a rebuild loses nothing that it answered, doubles nothing, and leaves no gap`, async () => {
    process.stderr.write(`crash test: ${rounds} rounds, CRASH_SEED=${seed}\n`);
    const total = { answers: 0, cut: 0 };
    for (let done = 0; done < rounds; done += perFolder) {
      const folderSeed = seed + 1_000 * done;
      const { findings, answers, cut } = await Ordeal.run({ seed: folderSeed, rounds: Math.min(perFolder, rounds - done) });
      expect({ folderSeed, findings: findings.slice(0, 10) }).toEqual({ folderSeed, findings: [] });
      total.answers += answers;
      total.cut += cut;
    }
    process.stderr.write(`crash test: ${total.answers} answers held, ${total.cut} requests cut off and answered when asked again\n`);
    // A test that kills idle servers would prove nothing.
    expect(total.answers).toBeGreaterThan(rounds * 20);
    expect(total.cut).toBeGreaterThan(rounds);
  }, rounds * 20_000);
});

describe('The crash test', () => {
  it('finds out a server that answers before it has written', async () => {
    const { findings } = await Ordeal.run({ seed, rounds: 8, script: mutant, env: { MUTANT: 'early' } });
    expect(findings.join('\n')).toMatch(/lost/);
  }, 120_000);

  it('finds out a server that forgets who asked for what', async () => {
    const { findings } = await Ordeal.run({ seed, rounds: 8, script: mutant, env: { MUTANT: 'forgetful' } });
    expect(findings.join('\n')).toMatch(/forgotten|doubled/);
  }, 120_000);
});
