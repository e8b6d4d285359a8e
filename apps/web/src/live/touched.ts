import type { LiveChange } from '#contracts';

/** Query keys are lists; they travel through the coalescer as JSON. */
export type QueryKey = readonly string[];

/** Which answers on the screen a change may have made old. A prefix stands for all that begins with it. */
export function touchedBy(change: Pick<LiveChange, 'centre' | 'organ' | 'document'>): readonly QueryKey[] {
  const { centre, organ, document } = change;
  if (centre === undefined && organ === undefined && document === undefined) return [['reference'], ['board'], ['records'], ['directive']];
  const keys: QueryKey[] = [['board'], ['documents']];
  if (centre !== undefined) keys.push(['centre', centre]);
  if (document !== undefined) keys.push(['document', document]);
  else keys.push(['reference'], ['records'], ['directive']);
  return keys;
}
