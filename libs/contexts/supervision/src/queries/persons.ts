import { SealedPart } from '#contracts';
import { mask, maskName } from '#personal-data';
import type { Caller, Services } from '#platform';
import type { DocumentRecord } from '../views/documents.ts';

/** What the sealed part says to the one who asks: whole to those who handle the document, masked to those who watch. */
export interface Person {
  readonly sender: string;
  readonly senderId: string;
  readonly subject: string;
  readonly annexes: readonly string[];
  readonly fileNames: readonly string[];
  readonly address?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly erased: boolean;
}

const erasedPerson: Person = { sender: '', senderId: '', subject: '', annexes: [], fileNames: [], erased: true };

/** Opens the sealed part of a document for a caller. Once the person's key is erased nothing of it can be had. */
export async function personOf(record: DocumentRecord, caller: Caller, { keys }: Pick<Services, 'keys'>): Promise<Person> {
  const whole = handles(record, caller);
  const [opened, attached] = await Promise.all([keys.open(record.sealed), whole ? attachedNames(record, keys) : []]);
  if (opened === undefined) return erasedPerson;
  const part = SealedPart.parse(opened);
  return {
    sender: whole ? part.name : maskName(part.name),
    senderId: part.identity.kind === 'NONE' ? '' : `${part.identity.kind} ${mask(part.identity.number)}`,
    subject: whole ? part.about : '',
    annexes: whole ? part.annexes : [],
    fileNames: whole ? [...part.files, ...attached] : [],
    ...(whole && { address: part.address, phone: part.phone, email: part.email }),
    erased: false,
  };
}

/** Names of files attached later, each sealed by itself. */
function attachedNames({ fileNames }: DocumentRecord, keys: Services['keys']): Promise<string[]> {
  return Promise.all(fileNames.map(async (sealed) => (sealed ? String((await keys.open(sealed)) ?? '') : '')));
}

/** Whether the caller works on the document: at its desk, heading its centre, following it for an organ that it was addressed to; or answers for personal data. */
function handles({ centre, organs }: DocumentRecord, { role, centre: own, organ = '' }: Caller): boolean {
  switch (role) {
    case 'data-officer':
      return true;
    case 'document-coordinator':
      return organs.includes(organ);
    case 'operator':
    case 'centre-coordinator':
      return own === centre;
    default:
      return false;
  }
}

const isSealed = (words: string): boolean => /^v1\.s_[\w-]+\./.test(words);

/** Words about a document that were sealed with it, as the caller may read them; what is not sealed is as it is. */
export async function wordsFor(record: DocumentRecord, caller: Caller, services: Pick<Services, 'keys'>): Promise<(words: string) => string> {
  if (!handles(record, caller)) return (words) => (isSealed(words) ? '[reservado]' : words);
  const written = [...(record.observation?.requirements ?? []), ...record.history.map(({ facts }) => String(facts?.reason ?? ''))].filter(isSealed);
  const opened = new Map(await Promise.all(written.map(async (words) => [words, await openWords(words, services)] as const)));
  return (words) => opened.get(words) ?? words;
}

/** Sealed words, whole. */
export const openWords = async (words: string, { keys }: Pick<Services, 'keys'>): Promise<string> => (isSealed(words) ? String((await keys.open(words)) ?? '[datos suprimidos]') : words);

/** The whole sealed part, for the cargo. */
export async function openWhole(record: DocumentRecord, { keys }: Pick<Services, 'keys'>): Promise<SealedPart | undefined> {
  const opened = await keys.open(record.sealed);
  return opened === undefined ? undefined : SealedPart.parse(opened);
}

