import { createHash } from 'node:crypto';
import { refuse } from '#kernel';

/** Counts and hashes bytes as they pass, and cuts a stream that grows past its limit. */
export class Meter {
  readonly #hash = createHash('sha256');
  readonly #maxBytes: number;
  readonly #field: string;
  #bytes = 0;

  constructor({ maxBytes, field = 'file' }: { maxBytes: number; field?: string }) {
    this.#maxBytes = maxBytes;
    this.#field = field;
  }

  /** @throws DomainError `file-too-large` before the first chunk that exceeds the limit; `file-empty` at the end */
  async *through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of content) {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#maxBytes) throw this.#tooLarge();
      this.#hash.update(chunk);
      yield chunk;
    }
    if (this.#bytes === 0) {
      throw refuse('invalid', 'file-empty', 'El archivo está vacío. Adjunte un archivo con contenido.', { field: this.#field });
    }
  }

  /** Of all that passed; may be asked once. */
  result(): { sha256: string; bytes: number } {
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  #tooLarge(): Error {
    const message = `El archivo supera el tamaño máximo de ${spanishSize(this.#maxBytes)}.`;
    return refuse('too-large', 'file-too-large', message, { field: this.#field });
  }
}

/** Bytes in the unit that a person expects: 20971520 → `20 MB`. */
export function spanishSize(bytes: number): string {
  const [unit, name] = bytes >= 1 << 20 ? [1 << 20, 'MB'] : bytes >= 1 << 10 ? [1 << 10, 'KB'] : [1, 'bytes'];
  return `${Math.floor((bytes / unit) * 10) / 10} ${name}`;
}
