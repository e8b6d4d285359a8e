import { isDeepStrictEqual } from 'node:util';
import type { Difference } from '#view-store';
import type { RebuildReport } from './job-api.ts';

/** Where two documents differ, by the names of their fields: what is in them stays where it is. */
export function differenceIn({ view, id, live, rebuilt }: Difference): RebuildReport['differences'][number] {
  if (!live || !rebuilt) return { view, id, problem: live ? 'extra' : 'missing', fields: [] };
  const names = [...new Set([...Object.keys(live), ...Object.keys(rebuilt)])].sort();
  const fields = names.filter((name) => !isDeepStrictEqual(valueOf(live, name), valueOf(rebuilt, name)));
  return { view, id, problem: 'changed', fields };
}

const valueOf = (document: object, name: string): unknown => (document as Readonly<Record<string, unknown>>)[name];
