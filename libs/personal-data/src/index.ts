export { checkIdentity, dniOf, identityKinds, identityRules, rucCheckDigit, type Identity, type IdentityKind, type NoIdentity } from './identity.ts';
export { mask, maskName } from './mask.ts';
export { SealDamaged, subjectOf } from './seal.ts';
export { isSubjectId, type SubjectId } from './subject-id.ts';
export { KeyStoreUnusable, UnknownSubject, type KeyStore } from './key-store.ts';
export { openKeyStore } from './sqlite-key-store.ts';
export type { KeyStoreOptions } from './sqlite-key-file.ts';
export { openMongoKeyStore, type MongoKeyStoreOptions } from './mongodb/open-mongo-key-store.ts';
