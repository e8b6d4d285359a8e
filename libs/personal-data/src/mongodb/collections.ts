import type { mongo } from 'mongoose';
import type { SubjectId } from '../subject-id.ts';

/** A person or body. Once erased, `_id` and `erased` alone are left. */
export interface StoredSubject {
  readonly _id: SubjectId;
  readonly erased: boolean;
  /** Wrapped. */
  readonly key?: Buffer;
  /** Base64url. Of one without a document it is random: nobody sees which those are, and the index needs no exception for them. */
  readonly mac?: string;
}

/** The pepper, wrapped; it is there when the store is made. */
interface StoredSecret {
  readonly _id: 'pepper';
  readonly value: Buffer;
}

export interface Collections {
  readonly subjects: mongo.Collection<StoredSubject>;
  readonly secrets: mongo.Collection<StoredSecret>;
}

export const collectionsOf = (database: mongo.Db): Collections => ({ subjects: database.collection<StoredSubject>('subjects'), secrets: database.collection<StoredSecret>('secrets') });

const duplicateKey = 11_000;

/** Who wrote this id or MAC first was another. */
export const isDuplicate = (error: unknown): boolean => (error as { code?: unknown }).code === duplicateKey;
