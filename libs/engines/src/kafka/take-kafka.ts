import { setTimeout as delay } from 'node:timers/promises';
import { takeEngine, type Engine, type Source } from '../engine.ts';
import { containerKafka } from './container-kafka.ts';
import { machineKafka } from './machine-kafka.ts';

/** `KAFKA_BROKERS`: host:port, several with commas. What tests write there they leave there, under names of their own. */
const given: Source['take'] = async () => {
  const url = process.env.KAFKA_BROKERS;
  return url ? { name: 'kafka', origin: 'url', about: `the broker at ${url}`, url, stop: async () => undefined } : undefined;
};

export async function takeKafka(): Promise<Engine> {
  const engine = await takeEngine('kafka', [
    { origin: 'url', take: given },
    { origin: 'container', take: containerKafka },
    { origin: 'machine', take: machineKafka },
  ]);
  await makeRoomForGroups(engine.url);
  return engine;
}

/** A broker does so when the first group comes, which takes a busy machine a while. @throws Error when it has not after two minutes */
async function makeRoomForGroups(url: string): Promise<void> {
  const { Kafka, logLevel } = await import('kafkajs');
  const admin = new Kafka({ brokers: url.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  for (const end = Date.now() + 120_000; ; await delay(100)) {
    const failure = await admin.fetchOffsets({ groupId: 'first', topics: [] }).then(() => undefined, (error: Error) => error);
    if (!failure) break;
    if (Date.now() > end) throw failure;
  }
  await admin.disconnect();
}
