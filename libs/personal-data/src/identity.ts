import { refuse } from '#kernel';

export const identityKinds = ['DNI', 'RUC', 'CE', 'PASSPORT'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** An identity document. `number` is text: leading zeros count. */
export interface Identity {
  readonly kind: IdentityKind;
  readonly number: string;
}

/** A sender with no identity document, or with none that is known (history of other systems). */
export interface NoIdentity {
  readonly kind: 'NONE';
}

interface IdentityRule {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: string;
  /** Whether a source for the form was read; the bounds of CE and passport are customary, not read in a norm. */
  readonly verified: boolean;
}

/** The form of each document's number, before check digits. Letters are compared in upper case. */
export const identityRules: Readonly<Record<IdentityKind, IdentityRule>> = {
  DNI: { pattern: /^\d{8}$/, code: 'invalid-dni', message: 'El DNI debe tener exactamente 8 dígitos, con sus ceros iniciales.', verified: false },
  RUC: {
    pattern: /^(10|15|17|20)\d{9}$/,
    code: 'invalid-ruc',
    message: 'El RUC debe tener 11 dígitos, empezar con 10, 15, 17 o 20 y terminar en su dígito verificador.',
    verified: true,
  },
  CE: {
    pattern: /^[A-Z0-9]{8,12}$/,
    code: 'invalid-ce',
    message: 'El carné de extranjería debe tener de 8 a 12 letras o dígitos, sin espacios ni guiones.',
    verified: false,
  },
  PASSPORT: {
    pattern: /^[A-Z0-9]{5,12}$/,
    code: 'invalid-passport',
    message: 'El pasaporte debe tener de 5 a 12 letras o dígitos, sin espacios ni guiones.',
    verified: false,
  },
};

/**
 * Checks a document's number and returns it in its one canonical form (letters in upper case).
 * @param field path of the number in the request, for the refusal
 * @throws DomainError `invalid-dni`, `invalid-ruc`, `invalid-ce`, `invalid-passport`, `invalid-identity-kind`;
 *   the refusal never repeats the number
 */
export function checkIdentity(identity: Identity, field = 'number'): Identity {
  const { kind } = identity;
  if (!Object.hasOwn(identityRules, kind)) {
    throw refuse('invalid', 'invalid-identity-kind', `El tipo de documento debe ser uno de: ${identityKinds.join(', ')}.`, { field });
  }
  const { pattern, code, message } = identityRules[kind];
  const number = String(identity.number).toUpperCase();
  const valid = typeof identity.number === 'string' && pattern.test(number) && (kind !== 'RUC' || rucCheckDigit(number) === Number(number[10]));
  if (!valid) throw refuse('invalid', code, message, { field });
  return { kind, number };
}

const rucWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** Check digit (0–9) of a RUC's first ten digits: eleven less the weighted sum modulo eleven; 10 becomes 0 and 11 becomes 1. */
export function rucCheckDigit(digits: string): number {
  const sum = rucWeights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return (11 - (sum % 11)) % 10;
}

/** The DNI that a document names: its own number, or digits 3–10 of a natural person's RUC (prefix 10). */
export function dniOf({ kind, number }: Identity): string | undefined {
  if (kind === 'DNI') return number;
  return kind === 'RUC' && number.startsWith('10') ? number.slice(2, 10) : undefined;
}

/** The text that names one person or body, whichever of its documents was shown. Expects a checked identity. */
export function canonicalName(identity: Identity): string {
  const dni = dniOf(identity);
  return dni === undefined ? `${identity.kind}:${identity.number}` : `DNI:${dni}`;
}
