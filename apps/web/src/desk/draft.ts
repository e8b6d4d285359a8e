import type { KeyPlace } from '../api/intent.ts';
import type { IdentityKind } from './identity.ts';

export interface DraftAnnex {
  readonly description: string;
  readonly folios: string;
}

export interface DraftFile {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
}

/** What an operator is writing, as typed. */
export interface Draft {
  readonly identityKind: IdentityKind;
  readonly identityNumber: string;
  readonly name: string;
  readonly representative: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly kind: string;
  readonly procedure: string;
  readonly organ: string;
  /** Asunto. */
  readonly about: string;
  readonly folios: string;
  readonly channel: string;
  readonly annexes: readonly DraftAnnex[];
  readonly files: readonly DraftFile[];
  /** Requirements that are missing, one a line; empty = no observation. */
  readonly requirements: string;
}

/** What is the same from one document to the next, and tells of no person. */
export type Habits = Pick<Draft, 'kind' | 'procedure' | 'organ' | 'identityKind'>;

const blank: Draft = {
  identityKind: 'DNI',
  identityNumber: '',
  name: '',
  representative: '',
  address: '',
  phone: '',
  email: '',
  kind: 'oficio',
  procedure: '',
  organ: '',
  about: '',
  folios: '1',
  channel: 'desk',
  annexes: [],
  files: [],
  requirements: '',
};

export const newDraft = (habits: Partial<Habits>): Draft => ({ ...blank, ...habits });

export const habitsOf = ({ kind, procedure, organ, identityKind }: Draft): Habits => ({ kind, procedure, organ, identityKind });

const wholeNumber = (text: string): number | string => (/^-?\d+$/.test(text.trim()) ? Number(text.trim()) : text.trim());
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);
const given = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as Partial<T>;

/** The body of `receive`. Numbers and dates are the server's: none is sent. */
export function toReceive(draft: Draft): object {
  const { identityKind: kind, identityNumber, name, representative, address, phone, email } = draft;
  const requirements = lines(draft.requirements);
  return {
    sender: {
      name: name.trim(),
      identity: kind === 'NONE' ? { kind } : { kind, number: identityNumber.trim() },
      ...given({ representative: representative.trim(), address: address.trim(), phone: phone.trim(), email: email.trim() }),
    },
    kind: draft.kind,
    procedure: draft.procedure,
    organ: draft.organ,
    about: draft.about.trim(),
    folios: wholeNumber(draft.folios),
    channel: draft.channel,
    annexes: draft.annexes
      .filter(({ description }) => description.trim() !== '')
      .map(({ description, folios }) => ({ description: description.trim(), ...(folios.trim() !== '' && { folios: wholeNumber(folios) }) })),
    files: draft.files.map(({ sha256, name: fileName }) => ({ sha256, name: fileName })),
    ...(requirements.length > 0 && { observe: requirements }),
  };
}

/** Whether anything was written that would be missed. */
export const isStarted = ({ identityNumber, name, about, files, annexes }: Draft): boolean =>
  [identityNumber, name, about].some((text) => text.trim() !== '') || files.length > 0 || annexes.length > 0;

const draftPlace = 'conectamef.draft';
const keyPlace = 'conectamef.draft.key';
const habitsPlace = 'conectamef.habits';

const read = <T>(storage: Storage, place: string): T | undefined => {
  const text = storage.getItem(place);
  return text === null ? undefined : (JSON.parse(text) as T);
};

/** Habits stay on the machine; they hold no personal data. */
export const readHabits = (): Partial<Habits> => read<Habits>(localStorage, habitsPlace) ?? {};
export const keepHabits = (habits: Habits): void => localStorage.setItem(habitsPlace, JSON.stringify(habits));

/** The draft lives in this tab alone, and ends with it: it may hold personal data. */
export const readDraft = (): Draft => read<Draft>(sessionStorage, draftPlace) ?? newDraft(readHabits());
export const keepDraft = (draft: Draft): void => sessionStorage.setItem(draftPlace, JSON.stringify(draft));
export const dropDraft = (): void => sessionStorage.removeItem(draftPlace);

/** The idempotency key is kept with the draft: sent again after a reload, it can't register twice. */
export const draftKey: KeyPlace = {
  read: () => sessionStorage.getItem(keyPlace) ?? undefined,
  write: (key) => (key === undefined ? sessionStorage.removeItem(keyPlace) : sessionStorage.setItem(keyPlace, key)),
};
