import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Freshness } from '#contracts';
import { withParams } from '../api/queries.ts';
import { query } from '../api/request.ts';
import type { Schema } from '../forms/schema/schema.ts';

/** How a field is called and shown. */
export interface FieldWords {
  readonly title?: string;
  /** It is called in several ways; `title` is the shortest. */
  readonly shared?: boolean;
  readonly widget?: string;
  readonly names?: Readonly<Record<string, string>>;
}

export interface ActEntry {
  readonly verb: string;
  readonly title: string;
  readonly provision: string;
  readonly roles: readonly string[];
  /** Whether it can begin an instance. */
  readonly founds: boolean;
  readonly input: Schema;
}

export type IdKind = 'centre' | 'organ' | 'at-centre' | 'of-organ' | 'national' | 'person' | 'month' | 'only';

/** A kind of record, as its context's catalogue tells it. */
export interface Register {
  /** Prefix of its histories. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly titles: string;
  readonly id: IdKind;
  readonly statuses: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, FieldWords>>;
  readonly acts: readonly ActEntry[];
}

export interface Wait {
  readonly role: string;
  readonly centre?: string;
  readonly organ?: string;
  readonly person?: string;
  /** Verb of the act that ends it. */
  readonly act: string;
  /** Last instant in time. */
  readonly due?: string;
  readonly since: string;
}

export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly statusName: string;
  /** Empty where it is of none. */
  readonly centre: string;
  readonly organ: string;
  readonly person: string;
  readonly wait?: Wait;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Waiting extends Listed {
  readonly path: string;
  readonly kind: string;
  readonly actTitle: string;
  readonly overdue: boolean;
}

export interface Step {
  readonly position: number;
  readonly type: string;
  readonly title: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly place: string;
  readonly provision: string;
}

export interface Instance extends Listed {
  readonly version: number;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly history: readonly Step[];
  /** Verbs that the reader can ask for now. */
  readonly acts: readonly string[];
}

export interface Inbox extends Freshness {
  readonly waiting: readonly Waiting[];
  /** There is more than is shown. */
  readonly more: boolean;
}

interface Page extends Freshness {
  readonly records: readonly Listed[];
  readonly next?: string;
}

export const pathOf = (path: string, id: string): string => `/api/${path}/${encodeURIComponent(id)}`;
export const linkOf = (path: string, id: string): string => `/registros/${path}/${encodeURIComponent(id)}`;

export const catalogueQuery = (context: string) =>
  queryOptions({ queryKey: ['catalogue', context], queryFn: ({ signal }) => query<{ readonly aggregates: readonly Register[] }>(`/api/${context}/catalogue`, signal), staleTime: Infinity });

// All under `records`: any of them may be touched by what happens anywhere. What waits for a person can come from a place
// whose feed they don't hear: hence the interval.
export const inboxQuery = (context: string) =>
  queryOptions({ queryKey: ['records', 'inbox', context], queryFn: ({ signal }) => query<Inbox>(`/api/${context}/inbox`, signal), refetchInterval: 20_000 });

export const listQuery = (path: string, params: Readonly<Record<string, string | undefined>>) =>
  queryOptions({ queryKey: ['records', 'list', path, params], queryFn: ({ signal }) => query<Page>(withParams(`/api/${path}`, params), signal), placeholderData: keepPreviousData });

export const instanceQuery = (path: string, id: string) =>
  queryOptions({ queryKey: ['records', 'one', path, id], queryFn: ({ signal }) => query<Freshness & { readonly record: Instance }>(pathOf(path, id), signal), refetchInterval: 60_000 });
