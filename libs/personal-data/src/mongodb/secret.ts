import { createSecretKey, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from '../gcm.ts';
import { KeyStoreUnusable } from '../key-store.ts';
import { randomDraw } from '../random.ts';

/**
 * The key that encrypts the subjects' keys, and never lies beside them. `name` (a subject, or `pepper`) is authenticated
 * with what is wrapped: a key put in another's place does not open.
 */
export class Secret {
  readonly #key: KeyObject;

  /** @param text 32 bytes in base64. @throws KeyStoreUnusable `locked` */
  constructor(text: string | undefined) {
    if (!text) throw locked('falta KEYS_SECRET');
    if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) throw locked('KEYS_SECRET no tiene la forma debida');
    this.#key = keyOf(Buffer.from(text, 'base64'));
  }

  /** A new random key, wrapped: nobody has it in clear until it is used. */
  wrapNew(name: string): Buffer {
    const bytes = randomDraw(32);
    const wrapped = encrypt(this.#key, name, bytes);
    bytes.fill(0);
    return wrapped;
  }

  /** Throws where it was wrapped with another secret or for another name. */
  unwrap(name: string, wrapped: Uint8Array): KeyObject {
    return keyOf(decrypt(this.#key, name, wrapped));
  }
}

/** The bytes stay in the key alone. */
function keyOf(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

const locked = (problem: string): KeyStoreUnusable =>
  new KeyStoreUnusable('locked', `${problem}: son 32 bytes al azar en base64 (44 signos), los mismos en todos los servicios; se hacen con: openssl rand -base64 32`);
