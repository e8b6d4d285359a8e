export { KafkaFeed, type KafkaFeedOptions } from './kafka-feed.ts';
export { KafkaOutlet, type KafkaOutletOptions } from './kafka-outlet.ts';
export { ensureTopics } from './topics.ts';
