export * from './given.ts';
export * from './asks.ts';
