/** Stands for a character that the cargo's font lacks. */
export const missing = '¤';

const beyondLatin1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/**
 * Text as the standard PDF fonts (WinAnsi) can print it: letters composed, white space and control characters as single
 * spaces, and a visible mark in place of each character that they lack.
 */
export function printable(text: string): string {
  const characters = [...text.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ').trim()];
  return characters.map((character) => (isWinAnsi(character) ? character : missing)).join('');
}

export const lacksCharacters = (text: string): boolean => printable(text).includes(missing);

function isWinAnsi(character: string): boolean {
  const code = character.codePointAt(0)!;
  const printableLatin1 = (code >= 0x20 && code <= 0x7e) || (code >= 0xa1 && code <= 0xff && code !== 0xad);
  return printableLatin1 || beyondLatin1.has(character);
}
