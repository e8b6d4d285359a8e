import { refuse, type DomainError, type Json } from '#kernel';
import type { Identity, NoIdentity } from './identity.ts';
import type { SubjectId } from './subject-id.ts';

/**
 * Holds the one key of each person or body (the subject) and which documents name it. What is sealed with a key can be
 * read while the key exists; erasing the key erases the person wherever the sealed text was copied (Ley 29733).
 */
export interface KeyStore {
  /**
   * The subject of an identity, made on its first appearance: key and mapping are on the disk before this resolves.
   * A RUC of prefix 10 and the DNI inside it are one subject. `NONE` gives a new subject every time.
   * @throws DomainError as {@link checkIdentity}
   */
  subjectFor(identity: Identity | NoIdentity): Promise<SubjectId>;
  /** The subject of an identity, if it has one. @throws DomainError as {@link checkIdentity} */
  find(identity: Identity): Promise<SubjectId | undefined>;
  /** @throws DomainError `subject-erased`; UnknownSubject */
  seal(subject: SubjectId, value: Json): Promise<string>;
  /**
   * What was sealed; `undefined` once the key was erased.
   * @throws SealDamaged, and UnknownSubject where this store neither holds nor erased the key (a lost or older store)
   */
  open(sealed: string): Promise<Json | undefined>;
  /**
   * Erases key and mappings for good and remembers that it did. Repeatable: applying old erasures again to a restored
   * store is safe. @returns whether there was a key to erase
   */
  erase(subject: SubjectId): Promise<boolean>;
  close(): Promise<void>;
}

/** Neither a key nor an erasure of this subject is known: the store is not the one that the log was written with. */
export class UnknownSubject extends Error {
  override readonly name = 'UnknownSubject';

  constructor(subject: SubjectId) {
    super(`el almacén de claves no conoce al titular ${subject}: no es el que corresponde a este registro, o es una copia anterior`);
  }
}

/** For `seal`. */
export const subjectErased = (): DomainError =>
  refuse('conflict', 'subject-erased', 'Los datos de esta persona fueron eliminados; regístrelos de nuevo para continuar.');

/** `unavailable`: the engine that holds it doesn't answer or refuses; `locked`: its secret is missing or another. */
type Problem = 'missing' | 'in-use' | 'damaged' | 'unavailable' | 'locked';

/** The key store can't be opened or asked: `problem` says why, for the operator. */
export class KeyStoreUnusable extends Error {
  override readonly name = 'KeyStoreUnusable';
  readonly problem: Problem;

  constructor(problem: Problem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
