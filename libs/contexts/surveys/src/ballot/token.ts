import { hash, randomInt } from 'node:crypto';

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a token opens. Its secret is known to whoever holds it alone: the log has the hash of the whole. */
export interface Token {
  readonly ballot: string;
  readonly hash: string;
}

export const ballotOf = (centre: string, survey: string, version: number): string => `${centre}-${survey}v${version}`;

/** Sixteen signs without look-alikes: 78 bits, which neither guesses nor the hash give away. */
export function newToken(ballot: string): string {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${ballot}.${signs.replaceAll(/(.{4})(?=.)/g, '$1-')}`;
}

/** As it was printed or as somebody typed it; `undefined` where it is none. */
export function readToken(given: string): Token | undefined {
  const found = /^([A-Z0-9]{3,8}-[a-z0-9]{4,36})\.([0-9A-Za-z -]{16,30})$/.exec(given);
  const signs = found?.[2]?.toUpperCase().replaceAll(/[ -]/g, '');
  return signs?.length === 16 ? { ballot: found![1]!, hash: hashOf(found![1]!, signs) } : undefined;
}

const hashOf = (ballot: string, signs: string): string => hash('sha256', `${ballot}.${signs}`);

/** The hash that the log keeps of a token. */
export const tokenHash = (token: string): string => readToken(token)!.hash;
