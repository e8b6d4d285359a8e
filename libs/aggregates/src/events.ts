import type { z } from 'zod';

/** An event as its aggregate declares it. */
export interface EventSpec<D extends z.ZodType = z.ZodType> {
  /** The provision that it fulfils, such as `DIR.5.2.b`. */
  readonly provision: string;
  /** es-PE, as a history tells it: «TdR visados por la OGAUC». */
  readonly title: string;
  /** Schema of the newest version of its payload. */
  readonly data: D;
  /** Newest version of the payload's schema; 1 unless told. */
  readonly version?: number;
}

export type EventSpecs = Readonly<Record<string, EventSpec>>;

/** Data of one of the declared events. */
export type DataOf<M extends EventSpecs, T extends keyof M> = Readonly<z.infer<M[T]['data']>>;

/** The declared events, as a union tagged by `type`. */
export type EventOf<M extends EventSpecs, T extends keyof M = keyof M> = {
  [K in T]: { readonly type: K & string; readonly data: DataOf<M, K> };
}[T];

/** Declares events; the compiler keeps each one's shape. */
export const events = <const M extends EventSpecs>(specs: M): M => specs;
