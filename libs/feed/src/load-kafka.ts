import type { KafkaFeedOptions } from './kafka/kafka-feed.ts';
import type { Feed } from './port.ts';

/** All of Kafka's adapter. Loaded only where it is wired: whoever runs embedded never loads its client. */
export const loadKafka = () => import('./kafka/index.ts');

export async function openKafkaFeed(options: KafkaFeedOptions): Promise<Feed> {
  const { KafkaFeed } = await loadKafka();
  return new KafkaFeed(options);
}
