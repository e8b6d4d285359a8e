import { refuse } from '#kernel';
import type { MediaType } from './media-type.ts';

export interface StoredFile {
  /** Lower-case hex of the content's SHA-256: the file's name. */
  readonly sha256: string;
  readonly bytes: number;
  /** Told by the content, never by who sent it. */
  readonly mediaType: MediaType;
}

export interface FileContent {
  readonly bytes: number;
  /** `application/octet-stream` where the content no longer tells. */
  readonly mediaType: MediaType | 'application/octet-stream';
  /** May be read once. Ends with {@link FileDamaged}, its last bytes withheld, if the content is not what its name says. */
  readonly stream: AsyncIterable<Uint8Array>;
}

export interface PutOptions {
  readonly maxBytes: number;
  /** {@link acceptedByDefault} unless told. */
  readonly allowed?: readonly MediaType[];
  /** What the sender says it is (a Content-Type); must agree with the content. */
  readonly declared?: string;
  /** Path of the file in the request, for refusals. */
  readonly field?: string;
}

export interface DamagedFile {
  /** The SHA-256 that the content should have; of a stray file, its path within the store. */
  readonly name: string;
  readonly problem: 'altered' | 'unreadable' | 'stray';
}

/** Attached files by their content: the same bytes are stored once, and a stored file never changes. */
export interface FileStore {
  /**
   * Stores a stream; once this resolves the file is durable, before that nobody sees it. The source is closed as soon
   * as it exceeds the limit or fails.
   * @throws DomainError `file-empty`, `file-too-large`, `file-type-not-allowed`, `file-type-mismatch`
   */
  put(content: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredFile>;
  get(sha256: string): Promise<FileContent | undefined>;
  /** Reads every file again and tells those that are not what their name says. `onChecked` hears of each one, for progress. */
  verify(onChecked?: (name: string) => void): AsyncIterable<DamagedFile>;
}

/** A stored file's content is no longer the one that its name tells. */
export class FileDamaged extends Error {
  override readonly name = 'FileDamaged';

  constructor(sha256: string) {
    super(`el archivo ${sha256} está dañado: su contenido no corresponde a su huella`);
  }
}

/** The engine that holds the files doesn't answer or refuses. Says what and where, never with which secret. */
export class FileStoreUnavailable extends Error {
  override readonly name = 'FileStoreUnavailable';
}

/** @throws DomainError `file-not-found` */
export async function existingFile(store: FileStore, sha256: string, field = 'sha256'): Promise<FileContent> {
  const file = await store.get(sha256);
  if (!file) throw refuse('not-found', 'file-not-found', 'No existe un archivo con esa huella SHA-256.', { field });
  return file;
}

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
