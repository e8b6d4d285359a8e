/**
 * Gathers keys and hands them over at most once per interval (milliseconds): the first at once, later ones together.
 * Under load, a screen refetches four times a second and not five hundred.
 */
export function coalesce(run: (keys: ReadonlySet<string>) => void, interval = 250, schedule: (task: () => void, ms: number) => unknown = setTimeout) {
  let gathered = new Set<string>();
  let resting = false;
  const flush = () => {
    if (gathered.size === 0) {
      resting = false;
      return;
    }
    const keys = gathered;
    gathered = new Set();
    resting = true;
    schedule(flush, interval);
    run(keys);
  };
  return (keys: readonly string[]): void => {
    for (const key of keys) gathered.add(key);
    if (!resting) flush();
  };
}
