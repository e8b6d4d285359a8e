export { KafkaFeed, type KafkaFeedOptions } from './kafka-feed.ts';
export { KafkaOutlet, type KafkaOutletOptions } from './kafka-outlet.ts';
export { FailuresAsTheyAre, KafkaStrategy, type KafkaStrategyOptions } from './kafka-strategy.ts';
export { ensureTopics, type TopicSettings } from './topics.ts';
