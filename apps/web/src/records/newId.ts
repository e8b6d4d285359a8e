import type { Actor } from '../session/store.ts';
import type { IdKind, Register } from './model.ts';

/** What must be told to make the code of a new record. */
export type Asked = 'centre' | 'organ' | 'person' | 'month' | undefined;

const asked: Readonly<Record<IdKind, Asked>> = { centre: 'centre', 'at-centre': 'centre', organ: 'organ', 'of-organ': 'organ', national: undefined, person: 'person', month: 'month', only: undefined };

/** What to ask for; nothing where the person's own post tells it. */
export function askedFor(kind: IdKind, { centre, organ }: Pick<Actor, 'centre' | 'organ'>): Asked {
  const what = asked[kind];
  if (what === 'centre' && centre !== undefined) return undefined;
  return what === 'organ' && organ !== undefined ? undefined : what;
}

/** Small letters and digits that nobody else has. */
export const newToken = (): string => crypto.randomUUID().replaceAll('-', '');

/** The code of a new record; empty while what it is of is not told. Where there is one alone it is called as its register. */
export function newId({ id: kind, name }: Pick<Register, 'id' | 'name'>, { centre, organ }: Pick<Actor, 'centre' | 'organ'>, told: string, token: string): string {
  const at = centre ?? told;
  const of = organ ?? told;
  switch (kind) {
    case 'centre':
      return at;
    case 'at-centre':
      return at && `${at}-${token}`;
    case 'organ':
      return of;
    case 'of-organ':
      return of && `${of}.${token}`;
    case 'national':
      return token;
    case 'only':
      return name;
    case 'person':
    case 'month':
      return told;
  }
}
