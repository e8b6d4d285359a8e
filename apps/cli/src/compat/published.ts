import { breaksOf, describeEvents, type EventsDescription } from '#platform';
import { contexts } from '../../../embedded/src/platform.ts';

/** What of today's schemas would break the readers of a description of before, a line each. */
export async function breaksOfPublished(before: string): Promise<string[]> {
  const breaks = breaksOf(JSON.parse(before) as EventsDescription, describeEvents(contexts));
  return breaks.map(({ message, at, problem }) => `  ${message}${at && ` ${at}`}: ${problem}`);
}
