import type { View } from '#view-store';

/** A person at a desk. */
export const registrarOf = (desk: string, person: string): string => `${desk} ${person}`;

/** Whoever has registered a document at a desk, assigned to it or not: none of them supervises it (DIR.4.5). */
export const registrarsView: View<{ readonly desk: string; readonly person: string }> = {
  name: 'registrars',
  version: 1,
  indexes: [],
  events: ['DocumentReceived'],
  keysOf: ({ data, meta }) => [registrarOf((data as { readonly desk: string }).desk, meta.actor.id)],
  fold: (before, { data, meta }) => before ?? { desk: (data as { readonly desk: string }).desk, person: meta.actor.id },
};
