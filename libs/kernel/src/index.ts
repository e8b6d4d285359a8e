export * from './event.ts';
export * from './decider.ts';
export * from './domain-error.ts';
export * from './clock.ts';
export * from './aggregate.ts';
