export * from './port.ts';
export * from './upcaster.ts';
export { EmbeddedEventStore, type EmbeddedOptions } from './embedded/embedded-event-store.ts';
export { openLogReader } from './embedded/open-log-reader.ts';
export { DamagedLog } from './embedded/schema.ts';
export { verifyLog, type LogFault, type LogLaw, type LogReport, type VerifyLogOptions } from './verify-log.ts';
export * from './executor.ts';
export { withStore } from './with-store.ts';
