import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import { Person, signIn } from './client.ts';
import { environmentOf } from './topology/distributed.ts';
import { sharedEngines } from './topology/engines.ts';
import { Fleet } from './topology/fleet.ts';
import { emptyFolder } from './world.ts';

interface Answer {
  readonly messages: readonly { readonly id: string; readonly key: string; readonly reason: string }[];
}

describe('A message that is none of the log’s events', () => {
  let folder: string;
  let fleet: Fleet;

  beforeAll(async () => {
    folder = await emptyFolder();
    fleet = await new Fleet(environmentOf({ folder, env: {}, clock: undefined }, sharedEngines())).start();
  });

  afterAll(async () => {
    await fleet?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const at = async (post: string): Promise<Person> => {
    const { token } = await signIn(fleet.url('gateway'), post);
    return new Person(() => fleet.url('gateway'), async () => token);
  };

  it('waits once for all services, is told of by the metrics, and goes by a person’s word', async () => {
    const topic = `${fleet.env.NAMESPACE}.reference.v1`;
    const producer = new Kafka({ brokers: fleet.env.KAFKA_BROKERS!.split(','), logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const [written] = await producer.send({ topic, messages: [{ value: 'Juan Quispe', partition: 0 }] });
    await producer.disconnect();
    const administrator = await at('demo-admin');
    const waiting = async () => (await administrator.look<Answer>('parked')).body.messages;
    while ((await waiting()).length === 0) await delay(50);
    // Every service has come upon it.
    await fleet.waitFor(await fleet.log.head());
    expect(await waiting()).toHaveLength(1);
    const [message] = await waiting();
    const id = `${topic}/0/${written!.baseOffset}`;
    expect(message).toEqual({ id, key: `${topic}/0`, reason: `Mensaje ilegible en ${topic}, partición 0, posición ${written!.baseOffset}: no es un CloudEvent 1.0.` });
    expect(await (await fetch(`${fleet.url('intake')}/metrics`)).text()).toContain('parked_messages{consumer="views"} 1');
    expect((await (await at('demo-ogauc')).look('parked')).status).toBe(403);
    const discard = (reason: string) => administrator.send<{ readonly code: string }>('parked/discard', { key: message!.key, id, reason });
    expect(await discard('')).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    expect(await discard('Lo envió 12345678')).toMatchObject({ status: 422, body: { code: 'invalid-input' } });
    expect((await discard('Prueba de otro sistema')).status).toBe(200);
    expect(await discard('Otra vez')).toMatchObject({ status: 404, body: { code: 'parked-message-unknown' } });
    expect(await waiting()).toEqual([]);
  });
});
