export * from './port.ts';
export { embeddedFeed } from './embedded-feed.ts';
export * from './relay.ts';
