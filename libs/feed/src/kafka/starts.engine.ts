import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { boundsOf } from './starts.ts';
import { ensureTopics } from './topics.ts';
import { nameOf } from './turn.ts';

const partitions = 20;

let engine: Engine;

beforeAll(async () => {
  engine = await takeKafka();
}, 600_000);

afterAll(() => engine.stop());

it('the bounds of topics that were made just now are known, although their leaders are still being chosen', async () => {
  const connection = { brokers: engine.url.split(','), clientId: 'tests' };
  for (let round = 0; round < 20; round++) {
    const topic = `new-${randomUUID()}`;
    await ensureTopics(connection, [topic], { partitions, replication: 1 });
    const lanes = Array.from({ length: partitions }, (_, partition) => ({ name: nameOf(topic, partition), topic, partition }));
    expect(await boundsOf(connection, lanes)).toEqual(new Map(lanes.map(({ name }) => [name, { low: 0n, high: 0n }])));
  }
});
