import { queryOptions } from '@tanstack/react-query';
import type { Freshness } from '#contracts';
import { query } from '../api/request.ts';
import type { Step } from '../records/model.ts';

export type Standing = 'kept' | 'due' | 'breached' | 'not-applicable' | 'not-measurable';
export type Of = 'nation' | 'centre' | 'organ';

export interface Cell {
  readonly rule: string;
  readonly place: string;
  readonly standing: Standing;
  /** Date or instant. */
  readonly since?: string;
  readonly due?: string;
  readonly why?: string;
}

export interface RuleEntry {
  readonly id: string;
  readonly provision: string;
  readonly title: string;
  readonly of: Of;
  readonly counts: Readonly<Record<Standing, number>>;
}

export interface PlaceEntry {
  readonly place: string;
  readonly name: string;
  readonly of: Of;
}

export interface Matrix extends Freshness {
  readonly rules: readonly RuleEntry[];
  readonly places: readonly PlaceEntry[];
  readonly cells: readonly Cell[];
}

export interface Evidence extends Freshness {
  readonly cell: Cell;
  readonly provision: string;
  readonly title: string;
  readonly evidence: readonly (Step & { readonly stream: string })[];
}

export interface Trend {
  readonly days: readonly { readonly date: string; readonly counts: Readonly<Partial<Record<Standing, number>>> }[];
}

// The interval is for terms that pass: nothing happens then, and the board is another.
export const matrixQuery = queryOptions({ queryKey: ['directive', 'matrix'], queryFn: ({ signal }) => query<Matrix>('/api/directive', signal), refetchInterval: 30_000 });

export const evidenceQuery = (rule: string, place: string) =>
  queryOptions({ queryKey: ['directive', 'evidence', rule, place], queryFn: ({ signal }) => query<Evidence>(`/api/directive/${encodeURIComponent(rule)}/${encodeURIComponent(place)}`, signal), refetchInterval: 60_000 });

export const trendQuery = queryOptions({ queryKey: ['directive-trend'], queryFn: ({ signal }) => query<Trend>('/api/directive/trend', signal), staleTime: 10 * 60_000, retry: false });

export const evidenceLink = ({ rule, place }: Pick<Cell, 'rule' | 'place'>): string => `/directiva/${encodeURIComponent(rule)}/${encodeURIComponent(place)}`;
export const placeLink = (place: string): string => `/directiva/lugar/${encodeURIComponent(place)}`;
