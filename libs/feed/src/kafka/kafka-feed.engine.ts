import { afterAll, beforeAll } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { feedContract } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await takeKafka();
}, 600_000);

afterAll(() => engine.stop());

feedContract('Kafka, behind a relay,', async () => {
  const place = await KafkaPlace.open(engine);
  place.relay();
  return { feed: place.feed(), append: (stream, ...events) => place.append(stream, ...events), close: () => place.close() };
});
