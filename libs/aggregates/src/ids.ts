import { z } from 'zod';
import { CentreCode, Id, OrganId } from '#contracts';
import type { Place } from '#kernel';

/** How the instances of an aggregate are called, and whose each is: its centre's, its organ's, or the nation's. */
export interface IdKind {
  /** What a screen that makes a new one has to know. */
  readonly kind: 'centre' | 'organ' | 'at-centre' | 'of-organ' | 'national' | 'person' | 'month' | 'only';
  readonly schema: z.ZodType<string>;
  placeOf(id: string): Place;
}

/** Chosen by the client; of nobody's DNI, RUC or phone. */
const token = '(?!(?:\\d{8,9}|\\d{11})$)[a-z0-9]{4,36}';
const nobody = (): Place => ({});
const patterned = (pattern: RegExp, form: string) => z.string().regex(pattern, { error: `El código tiene la forma ${form}.` });

export const ids = {
  /** One a centre, called by the centre's code. */
  centre: { kind: 'centre', schema: CentreCode, placeOf: (centre) => ({ centre }) },
  /** One an organ, called by the organ's id. */
  organ: { kind: 'organ', schema: OrganId, placeOf: (organ) => ({ organ }) },
  /** Many a centre: `CUS-` and 4 to 36 small letters or digits, chosen by the client. */
  atCentre: { kind: 'at-centre', schema: patterned(new RegExp(`^[A-Z0-9]{3,8}-${token}$`), 'CENTRO-codigo'), placeOf: (id) => ({ centre: id.slice(0, id.indexOf('-')) }) },
  /** Many an organ: `dgpp.` and 4 to 36 small letters or digits, chosen by the client. */
  ofOrgan: { kind: 'of-organ', schema: patterned(new RegExp(`^[a-z][a-z0-9-]{1,39}\\.${token}$`), 'organo.codigo'), placeOf: (id) => ({ organ: id.slice(0, id.lastIndexOf('.')) }) },
  /** Of no place: 4 to 36 small letters, digits or hyphens, chosen by the client. */
  national: { kind: 'national', schema: patterned(/^(?!(?:\d{8,9}|\d{11})$)[a-z0-9][a-z0-9-]{3,35}$/, 'de 4 a 36 letras minúsculas, dígitos o guiones'), placeOf: nobody },
  /** One a person, called by the account's id. */
  person: { kind: 'person', schema: Id, placeOf: nobody },
  /** One a month: `2026-03`. */
  month: { kind: 'month', schema: patterned(/^\d{4}-(0[1-9]|1[0-2])$/, 'AAAA-MM'), placeOf: nobody },
  /** There is one in the nation, called as the aggregate is. */
  only: (name: string): IdKind => ({ kind: 'only', schema: z.literal(name, { error: `Hay uno solo, y se llama ${name}.` }), placeOf: nobody }),
} as const satisfies Readonly<Record<string, IdKind | ((name: string) => IdKind)>>;
