export { checkIdentity, dniOf, identityKinds, identityRules, type Identity, type IdentityKind, type NoIdentity } from './identity.ts';
export { mask, maskName } from './mask.ts';
export { isSubjectId, SealDamaged, subjectOf, type SubjectId } from './seal.ts';
export { KeyStoreUnusable, UnknownSubject, type KeyStore } from './key-store.ts';
export { openKeyStore } from './sqlite-key-store.ts';
export type { KeyStoreOptions } from './sqlite-key-file.ts';
