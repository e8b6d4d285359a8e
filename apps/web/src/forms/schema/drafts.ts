import type { KeyPlace } from '../../api/intent.ts';
import type { Schema } from './schema.ts';
import { isTouched, withoutPersons, type Typed } from './typed.ts';

/** What somebody was writing, and when. */
export interface Draft {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly typed: Typed;
  /** Code that was made for what is being founded: sent again, it must be the same. */
  readonly id?: string;
}

/** An act on an instance, by a person. */
export interface DraftOf {
  readonly person: string;
  readonly path: string;
  /** Empty where the act founds it. */
  readonly id: string;
  readonly verb: string;
}

const keepDays = 30;
const placeOf = ({ person, path, id, verb }: DraftOf): string => `conectamef.act.${person}.${path}.${id}.${verb}`;

function read(storage: Storage, place: string): Draft | undefined {
  const text = storage.getItem(place);
  return text === null ? undefined : (JSON.parse(text) as Draft);
}

/** The whole of it within the tab; without what tells of persons, on this machine for thirty days. */
export function readDraft(of: DraftOf, now = Date.now()): Draft | undefined {
  const place = placeOf(of);
  const found = read(sessionStorage, place) ?? read(localStorage, place);
  if (found === undefined || found.at > now - keepDays * 86_400_000) return found;
  dropDraft(of);
  return undefined;
}

export function keepDraft(of: DraftOf, schema: Schema, draft: Draft): void {
  const place = placeOf(of);
  sessionStorage.setItem(place, JSON.stringify(draft));
  const open = withoutPersons(schema, draft.typed);
  if (isTouched(schema, open)) localStorage.setItem(place, JSON.stringify({ ...draft, typed: open }));
  else localStorage.removeItem(place);
}

export function dropDraft(of: DraftOf): void {
  for (const storage of [sessionStorage, localStorage]) storage.removeItem(placeOf(of));
}

/** The idempotency key lives as long as the draft: sent again after a reload, nothing is done twice. */
export function draftKey(of: DraftOf): KeyPlace {
  const place = `${placeOf(of)}.key`;
  return {
    read: () => localStorage.getItem(place) ?? undefined,
    write: (key) => (key === undefined ? localStorage.removeItem(place) : localStorage.setItem(place, key)),
  };
}
