import { queryOptions } from '@tanstack/react-query';
import type { Freshness, OrganType, Silence } from '#contracts';
import { query } from './request.ts';

interface Sourced {
  readonly source?: string;
  readonly norm?: string;
  readonly verified: boolean;
}

export interface Organ extends Sourced {
  readonly id: string;
  readonly siglas: string;
  readonly name: string;
  readonly type: OrganType;
  /** Such as EF/50.01. */
  readonly code?: string;
  /** First date in force of the row as it is now. */
  readonly from: string;
  readonly inForce: boolean;
  /** Account of its document coordinator, if it has one today. */
  readonly owner?: string;
  readonly closedOn?: string;
  readonly successor?: string;
}

export interface Centre extends Sourced {
  readonly code: string;
  readonly name: string;
  readonly department?: string;
  readonly city?: string;
  readonly foreign: boolean;
}

export interface Procedure extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly answerWorkingDays?: number;
  readonly silence: Silence;
  readonly from?: string;
}

export interface Department extends Sourced {
  readonly code: string;
  readonly name: string;
}

export interface Holiday extends Sourced {
  readonly id: string;
  readonly name: string;
  readonly kind: 'holiday' | 'bridge' | 'regional' | 'suspension';
  readonly rule: { readonly type: string; readonly month?: number; readonly day?: number; readonly offset?: number; readonly date?: string; readonly from?: string; readonly to?: string };
  readonly scope: { readonly level: 'national' | 'department' | 'centre'; readonly department?: string; readonly centre?: string };
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly knownUntil?: string;
}

export interface Policy extends Sourced {
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

export interface Reference extends Partial<Freshness> {
  readonly organs: readonly Organ[];
  readonly departments: readonly Department[];
  readonly centres: readonly Centre[];
  readonly procedures: readonly Procedure[];
  readonly holidays: readonly Holiday[];
  readonly policies: readonly Policy[];
}

/** Reference data changes rarely, and the live feed says when it does. */
export const referenceQuery = queryOptions({
  queryKey: ['reference'],
  queryFn: ({ signal }) => query<Reference>('/api/reference', signal),
  staleTime: 5 * 60_000,
});
