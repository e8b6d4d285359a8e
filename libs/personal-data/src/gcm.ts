import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { randomDraw } from './random.ts';

const cipherName = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a random IV: `iv | text | tag`. `bound` is authenticated with the text, and is not in it. */
export function encrypt(key: KeyObject, bound: string, text: string | Uint8Array): Buffer {
  const iv = randomDraw(ivBytes);
  const cipher = createCipheriv(cipherName, key, iv).setAAD(Buffer.from(bound));
  const encrypted = typeof text === 'string' ? cipher.update(text, 'utf8') : cipher.update(text);
  cipher.final();
  return Buffer.concat([iv, encrypted, cipher.getAuthTag()]);
}

/** Throws where one bit of `bytes` or `bound` is not as it was, or the key is another. */
export function decrypt(key: KeyObject, bound: string, bytes: Uint8Array): Buffer {
  if (bytes.length < ivBytes + tagBytes) throw new Error('too short');
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-tagBytes));
  const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
  decipher.final();
  return text;
}
