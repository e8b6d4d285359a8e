import { setTimeout as delay } from 'node:timers/promises';

const retryMs = { first: 250, most: 10_000 };

/** Runs the work until told to stop: again after a failure, soon at first, then less often, and soon again once it made progress. */
export async function keepTrying(signal: AbortSignal, work: (progress: () => void) => Promise<void>, failed: (error: Error) => void): Promise<void> {
  for (let wait = retryMs.first; !signal.aborted; wait = Math.min(wait * 2, retryMs.most)) {
    try {
      await work(() => (wait = retryMs.first));
    } catch (error) {
      if (signal.aborted) return;
      failed(error as Error);
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
