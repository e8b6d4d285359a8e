import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import type { Engine } from '../engine.ts';
import { takeKafka } from './take-kafka.ts';

describe('a broker for tests', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await takeKafka();
  }, 600_000);

  afterAll(() => engine.stop());

  const topics = async (create?: string): Promise<readonly string[]> => {
    const admin = new Kafka({ brokers: engine.url.split(','), logLevel: logLevel.NOTHING, retry: { retries: 1 } }).admin();
    await admin.connect();
    if (create) await admin.createTopics({ topics: [{ topic: create }] });
    const all = await admin.listTopics();
    await admin.disconnect();
    return all;
  };

  it('keeps its data and its address when it is interrupted and resumed', async () => {
    const name = `kept-${Date.now()}`;
    expect(await topics(name)).toContain(name);
    if (!engine.interrupt) return expect(engine.origin).toBe('url');
    await engine.interrupt();
    await expect(topics()).rejects.toThrow();
    await engine.resume!();
    expect(await topics()).toContain(name);
  });
});
