import type { z } from 'zod';

/** Events of a map from type to schema of its data, as a union tagged by `type`. */
export type EventOf<M extends Readonly<Record<string, z.ZodType>>, T extends keyof M = keyof M> = {
  [K in T]: { readonly type: K & string; readonly data: Readonly<z.infer<M[K]>> };
}[T];
