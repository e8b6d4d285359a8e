/** Kinds of identity document a sender may show; `NONE` = none: reception is never refused for it (TUO Ley 27444, art. 136). */
export const identityKinds = [
  ['DNI', 'DNI'],
  ['RUC', 'RUC'],
  ['CE', 'Carné de extranjería'],
  ['PASSPORT', 'Pasaporte'],
  ['NONE', 'Sin documento'],
] as const;

export type IdentityKind = (typeof identityKinds)[number][0];

export type Check = { readonly kind: 'empty' } | { readonly kind: 'right'; readonly words: string } | { readonly kind: 'wrong'; readonly words: string };

const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** The check digit of a RUC's first ten digits: weights 5 4 3 2 7 6 5 4 3 2, modulus 11. */
export function rucCheckDigit(ten: string): number {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(ten[i]), 0);
  return (11 - (sum % 11)) % 10;
}

function checkRuc(number: string): Check {
  if (!/^\d{11}$/.test(number)) return { kind: 'wrong', words: `El RUC tiene 11 dígitos; escribió ${number.length}.` };
  if (!/^(10|15|17|20)/.test(number)) return { kind: 'wrong', words: 'El RUC empieza con 10, 15, 17 o 20.' };
  if (rucCheckDigit(number) !== Number(number[10])) return { kind: 'wrong', words: 'El dígito verificador del RUC no coincide: revise los números.' };
  return { kind: 'right', words: 'RUC correcto' };
}

/** Checks an identity number on the spot; the server checks it again. `words` never repeat the number. */
export function checkIdentity(kind: IdentityKind, typed: string): Check {
  const number = typed.trim();
  if (kind === 'NONE' || number === '') return { kind: 'empty' };
  switch (kind) {
    case 'DNI':
      return /^\d{8}$/.test(number) ? { kind: 'right', words: 'DNI completo' } : { kind: 'wrong', words: `El DNI tiene 8 dígitos; escribió ${number.length}.` };
    case 'RUC':
      return checkRuc(number);
    default:
      return /^[A-Za-z0-9-]{5,15}$/.test(number) ? { kind: 'right', words: 'Formato correcto' } : { kind: 'wrong', words: 'Use de 5 a 15 letras o números.' };
  }
}
