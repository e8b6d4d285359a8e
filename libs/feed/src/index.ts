export * from './port.ts';
export { EmbeddedFeed } from './embedded-feed.ts';
