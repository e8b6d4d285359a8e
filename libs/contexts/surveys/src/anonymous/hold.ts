import { randomUUID } from 'node:crypto';
import { limaDate, limaInstant } from '#calendar';
import type { CommandContext } from '#event-store';
import { kiosk, type Json } from '#kernel';
import { isSubjectId, type KeyStore } from '#personal-data';

/** The last instant of a date in Lima: all that is told of when somebody was at a kiosk. */
export const endOf = (date: string): string => new Date(limaInstant(date, '23:59:59')).toISOString();

/** The date in Lima, `days` later. */
export const dateIn = (date: string, days: number): string => limaDate(new Date(Date.parse(limaInstant(date, '12:00')) + days * 86_400_000).toISOString());

/** What surrounds a command that nobody in particular asked for, on a date: no person, request, trace or hour. */
export const anonymously = (date: string): CommandContext => ({ actor: kiosk, correlationId: randomUUID(), occurredAt: endOf(date), untraced: true });

type Keys = Pick<KeyStore, 'subjectFor' | 'seal' | 'open' | 'erase'>;

/** Seals something under a key of its own, so that it can be read until that key is erased. */
export const sealAlone = async (value: Json, keys: Keys): Promise<string> => keys.seal(await keys.subjectFor({ kind: 'NONE' }), value);

/** Bytes: what is held is as long as a multiple of it, so that its length does not tell which of what comes out it was. */
const block = 4_096;

/** Seals what has to wait until it may be told: under a key of its own, which is erased then. */
export function hold(value: Json, keys: Keys): Promise<string> {
  const length = Buffer.byteLength(JSON.stringify(value));
  return sealAlone({ value, padding: ' '.repeat(block - (length % block)) }, keys);
}

/** What was held, in the order of its own texts: the order in which it came is lost. What can't be opened any more is left out. */
export async function takeOut<T>(held: readonly string[], keys: Keys): Promise<readonly T[]> {
  const opened = (await Promise.all(held.map((each) => keys.open(each)))) as readonly ({ readonly value: T } | undefined)[];
  const texts = opened.flatMap((each) => (each ? [JSON.stringify(each.value)] : []));
  return texts.sort().map((text) => JSON.parse(text) as T);
}

/** Erases a key for good; repeatable. */
export const eraseKey = async (subject: string, keys: Pick<KeyStore, 'erase'>): Promise<void> => void (isSubjectId(subject) && (await keys.erase(subject)));
