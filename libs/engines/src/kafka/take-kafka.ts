import { takeEngine, type Engine, type Source } from '../engine.ts';
import { containerKafka } from './container-kafka.ts';
import { machineKafka } from './machine-kafka.ts';

/** `KAFKA_BROKERS`: host:port, several with commas. What tests write there they leave there, under names of their own. */
const given: Source['take'] = async () => {
  const url = process.env.KAFKA_BROKERS;
  return url ? { name: 'kafka', origin: 'url', about: `the broker at ${url}`, url, stop: async () => undefined } : undefined;
};

export const takeKafka = (): Promise<Engine> =>
  takeEngine('kafka', [
    { origin: 'url', take: given },
    { origin: 'container', take: containerKafka },
    { origin: 'machine', take: machineKafka },
  ]);
