import type { Freshness } from '#contracts';
import type { Services } from './services.ts';

/** How fresh an answer of the views is. Taken before reading, so that it never promises more than was read. */
export async function freshness({ views, store, clock }: Services): Promise<Freshness> {
  const position = views.position();
  return { position, lag: (await store.head()) - position, at: clock().toISOString() };
}
