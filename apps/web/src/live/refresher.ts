import type { QueryClient } from '@tanstack/react-query';
import { coalesce } from './coalesce.ts';
import type { QueryKey } from './touched.ts';

/**
 * Refetches what changes touched. An answer already on its way may be older than the change, and cancelling it again and
 * again would starve the screen under load: its key waits for the next round instead.
 */
export function refresher(client: QueryClient): (keys: readonly QueryKey[]) => void {
  const add = coalesce((keys) => {
    for (const key of keys) {
      const queryKey = JSON.parse(key) as QueryKey;
      if (client.isFetching({ queryKey }) > 0) add([key]);
      else void client.invalidateQueries({ queryKey });
    }
  });
  return (keys) => add(keys.map((key) => JSON.stringify(key)));
}
