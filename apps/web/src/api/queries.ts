import { keepPreviousData, queryOptions, type QueryFunctionContext } from '@tanstack/react-query';
import type { Board, CentreDetail, DocumentSheet, DocumentSummary, Freshness, SessionOptions, Tracking } from '#contracts';
import { query } from './request.ts';

export interface DocumentList extends Freshness {
  readonly documents: readonly DocumentSummary[];
  /** Cursor of the next page. */
  readonly next?: string;
  /** Of an organ's tray: who owns it; absent when no document coordinator is designated. */
  readonly owner?: string;
}

type Params = Readonly<Record<string, string | undefined>>;

/** `path?a=1&b=2`, leaving out what is empty. */
export function withParams(path: string, params: Params): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

const get =
  <T>(path: string) =>
  ({ signal }: QueryFunctionContext): Promise<T> =>
    query<T>(path, signal);

export const sessionOptions = queryOptions({ queryKey: ['session-options'], queryFn: get<SessionOptions>('/api/session/options'), staleTime: Infinity });

// The interval is for posts whose feed covers one organ only, and for `lag` and `at` to stay honest when nothing happens.
export const boardQuery = queryOptions({ queryKey: ['board'], queryFn: get<Board>('/api/board'), refetchInterval: 15_000 });

export const centreQuery = (centre: string) => queryOptions({ queryKey: ['centre', centre], queryFn: get<CentreDetail>(`/api/centres/${encodeURIComponent(centre)}`) });

/** Lists of documents share the key `documents`: any of them may hold what changed. */
export const documentsQuery = (path: string, params: Params = {}) =>
  queryOptions({ queryKey: ['documents', path, params], queryFn: get<DocumentList>(withParams(path, params)), placeholderData: keepPreviousData });

export const sheetQuery = (id: string) =>
  queryOptions({ queryKey: ['document', id], queryFn: get<DocumentSheet & Partial<Freshness>>(`/api/documents/${encodeURIComponent(id)}`) });

export const trackingQuery = (id: string, code: string) =>
  queryOptions({
    queryKey: ['tracking', id, code],
    queryFn: get<Tracking>(withParams(`/api/tracking/${encodeURIComponent(id)}`, { code })),
    enabled: id !== '' && code !== '',
    retry: false,
  });
