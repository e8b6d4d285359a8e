import { limaDate } from '#calendar';
import type { Connection } from '../connect.ts';
import type { Bar } from '../jobs/follow-job.ts';
import { planDays } from './plan.ts';
import { play, type Outcome } from './play.ts';
import { ogauc, operatorOf } from './posts.ts';
import type { Scene } from './scene.ts';
import { checkDemo, setStage } from './stage.ts';
import type { Act } from './story.ts';

export interface SimulationOptions {
  readonly seed: string;
  readonly perSecond: number;
  /** The busiest so many; all unless told. */
  readonly centres?: number;
  /** Days to play; without them it goes on until the minutes are over. */
  readonly days?: number;
  /** Minutes after which it ends, wherever it is. */
  readonly minutes?: number;
  readonly signal: AbortSignal;
  readonly bar: Bar;
}

export interface Simulation extends Outcome {
  readonly scene: Scene;
}

/**
 * Plays days at the desks and organs over HTTP, as their people would. Where it is cut off, it closes the desks that it
 * opened. Throws Sentence where the platform is none for demonstrations.
 */
export async function simulate(platform: Connection, options: SimulationOptions): Promise<Simulation> {
  await checkDemo(platform);
  const scene = await setStage(await platform.as(ogauc), options.centres);
  const { seed, perSecond, days = Infinity, minutes = Infinity, bar } = options;
  const limit = minutes * 60 * perSecond;
  const acts = Number.isFinite(days) ? [...daysOf(planDays(seed, scene), days)] : daysOf(planDays(seed, scene), days);
  const over = AbortSignal.timeout(Math.min(minutes * 60_000, 2 ** 31 - 1));
  bar.start('Actos', Math.round(Math.min(limit, Array.isArray(acts) ? acts.length : Infinity)));
  try {
    const name = `simulation-${seed}-${limaDate(new Date().toISOString())}`;
    const outcome = await play(acts, platform, { perSecond, signal: AbortSignal.any([options.signal, over]), name, onAct: (done) => bar.at(done) });
    const wasCut = options.signal.aborted || over.aborted;
    if (wasCut) await closeDesks(platform, outcome.open);
    return { ...outcome, open: wasCut ? [] : outcome.open, scene };
  } finally {
    bar.stop();
  }
}

function* daysOf(plan: Iterable<readonly Act[]>, days: number): Generator<Act> {
  let day = 0;
  for (const acts of plan) {
    yield* acts;
    if (++day >= days) return;
  }
}

async function closeDesks(platform: Connection, centres: readonly string[]): Promise<void> {
  for (const centre of centres) {
    const operator = await platform.as(operatorOf(centre));
    await operator.call('POST', `/api/desks/${centre}/close`, {});
  }
}
