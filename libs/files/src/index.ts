export { existingFile, FileDamaged, FileStoreUnavailable, isSha256 } from './file-store.ts';
export type { DamagedFile, FileContent, FileStore, PutOptions, StoredFile } from './file-store.ts';
export { acceptedByDefault, type MediaType } from './media-type.ts';
export { openDiskFileStore } from './disk-file-store.ts';
export { openS3FileStore, type S3FileStoreOptions } from './s3/open-s3-file-store.ts';
export type { S3FileStore } from './s3/bucket-file-store.ts';
export { renderCargo } from './cargo/render-cargo.ts';
export type { CargoData, CargoObservation } from './cargo/cargo-data.ts';
export { renderPaymentFile, soles, type PaymentFileData } from './payment-file/render-payment-file.ts';
