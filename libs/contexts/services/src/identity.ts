import { z } from 'zod';
import type { Json } from '#kernel';
import { checkIdentity, mask } from '#personal-data';
import type { Services } from '#platform';

const kindNames = { DNI: 'DNI', CE: 'Carné de extranjería', PASSPORT: 'Pasaporte' } as const;

/** By its document a person is found again, and can be erased (Ley 29733). */
export const DocumentKind = z.enum(Object.keys(kindNames) as [keyof typeof kindNames]).meta({ title: 'Documento', names: kindNames });
export const DocumentNumber = z.string().trim().min(1, { error: 'Escriba el número del documento.' }).max(20, { error: 'Escriba como máximo 20 caracteres.' }).meta({ title: 'Número del documento', description: 'Se guarda cifrado', sealed: true });

/** What a person's `sealed` opens to, with whatever else was sealed of them. */
export const SealedPerson = z.looseObject({ name: z.string(), kind: DocumentKind, number: z.string() });

interface Person {
  readonly name: string;
  readonly documentKind: z.infer<typeof DocumentKind>;
  readonly documentNumber: string;
}

/** Seals a person under their own key. @throws DomainError `invalid-dni`, `invalid-ce`, `invalid-passport` */
export async function sealPerson({ keys }: Pick<Services, 'keys'>, { name, documentKind, documentNumber }: Person, more: Readonly<Record<string, Json>> = {}): Promise<{ readonly subject: string; readonly sealed: string }> {
  const { kind, number } = checkIdentity({ kind: documentKind, number: documentNumber }, 'documentNumber');
  const subject = await keys.subjectFor({ kind, number });
  return { subject, sealed: await keys.seal(subject, { name, kind, number, ...more }) };
}

/** `DNI *****912`. */
export const masked = ({ kind, number }: z.infer<typeof SealedPerson>): string => `${kindNames[kind]} ${mask(number)}`;
