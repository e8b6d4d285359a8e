import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './import-history.ts';

/** A bar on stderr; where that is no terminal, a line every two seconds. */
export function progressBar(): Progress {
  let bar: SingleBar | undefined;
  return {
    start(what, total) {
      bar = new SingleBar({ format: `${what} {bar} {percentage}% | {value}/{total} | faltan {eta_formatted}`, stream: process.stderr, hideCursor: true, noTTYOutput: true, notTTYSchedule: 2_000 }, Presets.shades_classic);
      bar.start(total, 0);
    },
    at: (done) => bar?.update(done),
    stop: () => bar?.stop(),
  };
}
