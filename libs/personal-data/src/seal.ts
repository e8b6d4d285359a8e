import type { KeyObject } from 'node:crypto';
import type { Json } from '#kernel';
import { decrypt, encrypt } from './gcm.ts';
import { isSubjectId, type SubjectId } from './subject-id.ts';

/** A sealed text was altered, cut or is none at all. */
export class SealDamaged extends Error {
  override readonly name = 'SealDamaged';
}

/** AES-256-GCM; the header (version and subject) is authenticated with the text: `v1.<subject>.<base64url(iv|text|tag)>`. */
export function sealWith(key: KeyObject, subject: SubjectId, value: Json): string {
  const header = `v1.${subject}`;
  return `${header}.${encrypt(key, header, JSON.stringify(value)).toString('base64url')}`;
}

/** Whose sealed text it is. @throws SealDamaged */
export function subjectOf(sealed: string): SubjectId {
  return split(sealed).subject;
}

/** @throws SealDamaged when one bit of it is not as it was sealed, or the key is another's */
export function openWith(key: KeyObject, sealed: string): Json {
  const { subject, body } = split(sealed);
  const bytes = Buffer.from(body, 'base64url');
  // Base64 has several spellings of the same bytes; only the one that was written counts.
  if (bytes.toString('base64url') !== body) throw damaged(subject);
  try {
    return JSON.parse(decrypt(key, `v1.${subject}`, bytes).toString('utf8')) as Json;
  } catch {
    throw damaged(subject);
  }
}

function split(sealed: string): { subject: SubjectId; body: string } {
  const [version, subject, body, ...rest] = sealed.split('.');
  if (version !== 'v1' || !subject || !isSubjectId(subject) || body === undefined || rest.length > 0) {
    throw new SealDamaged('el texto no es un dato sellado de esta plataforma');
  }
  return { subject, body };
}

const damaged = (subject: SubjectId): SealDamaged => new SealDamaged(`el dato sellado del titular ${subject} está dañado o fue alterado`);
