import { queryOptions } from '@tanstack/react-query';
import type { Freshness } from '#contracts';
import { query } from './request.ts';

/** The file of one case, as its server tells it. */
export interface ExpedienteFile extends Freshness {
  readonly id: string;
  readonly status: 'open' | 'closed' | 'joined';
  /** The expediente that it joined. */
  readonly joinedTo?: string;
  readonly folios: number;
  /** Cuerpos of 200 folios at most. */
  readonly bodies: number;
  readonly documents: readonly { readonly id: string; readonly firstFolio: number; readonly folios: number; readonly severed: boolean }[];
  readonly absorbed: readonly { readonly id: string; readonly folios: number }[];
  readonly openedAt: string;
  readonly closedAt?: string;
}

/** Under `documents`, so that what happens to any document makes it old. A refusal (another's expediente) is an answer. */
export const expedienteQuery = (id: string) =>
  queryOptions({ queryKey: ['documents', 'expediente', id], queryFn: ({ signal }) => query<ExpedienteFile>(`/api/expedientes/${encodeURIComponent(id)}`, signal) });
