/** An identity number fit for a list: `45678912` → `*****912`. Short numbers show less, the shortest nothing. */
export function mask(number: string): string {
  const characters = [...number];
  const shown = characters.length >= 8 ? 3 : characters.length >= 6 ? 2 : 0;
  const hidden = characters.length - shown;
  return '*'.repeat(hidden) + characters.slice(hidden).join('');
}

/** A name fit for a list: `María Quispe` → `M. Q.` */
export function maskName(name: string): string {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? [];
  return words.map((word) => `${[...word][0]!.toLocaleUpperCase('es-PE')}.`).join(' ');
}
