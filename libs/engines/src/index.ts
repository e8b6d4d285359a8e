export * from './engine.ts';
export { takeEventStoreDb } from './eventstoredb.ts';
export { double as doubleOfEventStoreDb, type DoubleEngineOptions } from './eventstoredb/double.ts';
export { takeKafka } from './kafka/take-kafka.ts';
export { takeMongoDb } from './mongodb.ts';
export { takeS3 } from './s3.ts';
