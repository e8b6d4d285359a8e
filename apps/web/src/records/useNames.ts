import { useQuery } from '@tanstack/react-query';
import { roleNames, type Role } from '#contracts';
import { sessionOptions } from '../api/queries.ts';
import { referenceQuery } from '../api/reference.ts';
import { monthName } from './words.ts';
import type { IdKind, Listed, Wait } from './model.ts';

export interface Names {
  centre(code: string): string;
  organ(id: string): string;
  /** A centre, an organ or the nation. */
  place(code: string): string;
  /** The account, with the post's name where this is a demonstration. */
  person(account: string): string;
}

/** Names for codes, from the reference data; a code that is not known is shown as it is. */
export function useNames(): Names {
  const reference = useQuery(referenceQuery).data;
  const posts = useQuery(sessionOptions).data?.posts ?? [];
  const centre = (code: string) => reference?.centres.find((each) => each.code === code)?.name ?? code;
  const organ = (id: string) => reference?.organs.find((each) => each.id === id)?.siglas ?? id;
  const place = (code: string) => (code === 'nation' || code === '' ? 'Nacional' : /^[A-Z0-9]+$/.test(code) ? centre(code) : organ(code));
  const person = (account: string) => {
    const name = posts.find(({ id }) => id === account)?.name;
    // What people do for their centre or organ may be kept under its code.
    return name === undefined ? place(account) : `${name} (${account})`;
  };
  return { centre, organ, place, person };
}

export const roleName = (role: string): string => (role === 'system' ? 'La plataforma' : (roleNames[role as Role] ?? role));

/** What a record is called: where its title is its code, the name of what the code is of. */
export function titleOf({ title, id }: Pick<Listed, 'title' | 'id'>, kind: IdKind | undefined, names: Names): string {
  if (title !== id) return title;
  if (kind === 'centre') return names.centre(id);
  if (kind === 'organ') return names.organ(id);
  if (kind === 'person') return names.person(id);
  if (kind === 'month') return monthName(id);
  const [, place, token = ''] = /^([A-Z0-9]+|[a-z][a-z0-9-]*)[-.]([a-z0-9]+)$/.exec(id) ?? [];
  return place !== undefined && (kind === 'at-centre' || kind === 'of-organ') ? `${names.place(place)} · ${token.slice(0, 8)}` : title;
}

/** Whose turn it is. */
export function turnWords({ role, centre, organ, person }: Wait, names: Names): string {
  if (person !== undefined) return names.person(person);
  const at = centre !== undefined ? names.centre(centre) : organ === undefined ? '' : names.organ(organ);
  return [roleName(role), at].filter(Boolean).join(', ');
}
