import { z } from 'zod';
import { text } from '#contracts';
import { refuse, type DomainError } from '#kernel';

/** Where a row comes from, and whether somebody has read it there. */
export const source = text(500, 3);
export const verified = z.boolean({ error: 'Indique si la fuente se ha leído.' });

/** Canonical JSON: two rows that say the same are the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

/** Whether two rows say the same, so that a repeated command is no news. */
export const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** A row of reference data, versioned by the date from which it counts. */
export type Row<T> =
  | { readonly status: 'absent' }
  /** `first`: as it was registered; `last`: as it was amended last. */
  | { readonly status: 'present'; readonly first: T; readonly last: T };

export type Present<T> = Extract<Row<T>, { status: 'present' }>;

/** Registered once. @returns false if this very row was registered before. @throws DomainError `<what>-already-registered` */
export function isNew<T>(state: Row<T>, row: T, what: Named): boolean {
  if (state.status === 'absent') return true;
  if (same(state.first, row)) return false;
  throw refuse('conflict', `${what.code}-already-registered`, `Ya existe ${what.name} con ese código: modifíquelo en vez de registrarlo otra vez.`);
}

/** @throws DomainError `<what>-unknown` */
export function present<T>(state: Row<T>, what: Named): Present<T> {
  if (state.status === 'absent') throw refuse('not-found', `${what.code}-unknown`, `No existe ${what.name} con ese código.`);
  return state;
}

/** What a refusal calls a row. */
export interface Named {
  readonly code: string;
  readonly name: string;
}

/** History is added to, not rewritten. @throws DomainError `amendment-in-the-past` */
export function checkOrder(last: string, from: string): void {
  if (from < last) throw inThePast(last);
}

const inThePast = (last: string): DomainError =>
  refuse('invalid', 'amendment-in-the-past', `Debe regir desde el ${last} o después: lo anterior ya se usó.`, { field: 'from' });
