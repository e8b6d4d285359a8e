import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { takeKafka, type Engine } from '#engines';
import { happened } from '../testing/feed-contract.ts';
import { KafkaPlace } from '../testing/kafka-place.ts';
import { Relay, type Outlet } from '../relay.ts';
import type { KafkaConnection } from './connection.ts';
import { KafkaFeed } from './kafka-feed.ts';
import { KafkaOutlet } from './kafka-outlet.ts';
import { ensureTopics } from './topics.ts';

const credentials = (password: string) => ({ credentials: { mechanism: 'plain' as const, username: 'tests', password } });

let engine: Engine;
let place: KafkaPlace;

beforeAll(async () => {
  engine = await takeKafka();
  place = await KafkaPlace.open(engine);
}, 600_000);

afterAll(async () => {
  await place.close();
  await engine.stop();
});

describe('Kafka, when something is wrong with it, is told of in a sentence', () => {
  const nowhere: KafkaConnection = { brokers: ['127.0.0.1:1'], clientId: 'tests' };

  async function following(connection: KafkaConnection, topics = place.topics): Promise<string> {
    const feed = new KafkaFeed({ connection, topics, upcasters: {}, onForeign: async () => undefined });
    try {
      for await (const _ of feed.follow({ group: `bad-${place.id}`, after: () => 0 })) return 'followed';
    } catch (error) {
      return (error as Error).message;
    }
    return 'ended';
  }

  /** What the relay says is wrong, once it has tried again. */
  async function relaying(connection: KafkaConnection): Promise<{ readonly failure: string | undefined; readonly told: number }> {
    let told = 0;
    let tries = 0;
    const outlet = new KafkaOutlet({ connection, contexts: place.contexts, contextOf: place.contextOf, topicOf: (context) => place.topicOf(context), group: `bad-relay-${place.id}` });
    const counted: Outlet = {
      turns(...given) {
        tries++;
        return outlet.turns(...given);
      },
    };
    const relay = new Relay({ log: place.log, outlet: counted, onProblem: () => told++ });
    relay.start();
    while (tries < 3) await new Promise((done) => setTimeout(done, 20));
    const { failure } = relay.status();
    await relay.stop();
    return { failure, told };
  }

  it('an unreachable broker', async () => {
    expect(await following(nowhere)).toMatch(/^No se llega a Kafka \(127\.0\.0\.1:1\): .*ECONNREFUSED.* Fue al buscar los temas\.$/);
    expect(await relaying(nowhere)).toEqual({ failure: expect.stringMatching(/^No se llega a Kafka \(127\.0\.0\.1:1\): .* Fue al conectar el relay\.$/), told: 1 });
    await expect(ensureTopics(nowhere, place.topics, { partitions: 3, replication: 1 })).rejects.toThrow('No se llega a Kafka (127.0.0.1:1)');
  });

  it('wrong credentials', async () => {
    if (!engine.secured) return expect(['url', 'container']).toContain(engine.origin);
    const { url, password } = engine.secured;
    const secured = { brokers: [url], clientId: 'tests' };
    expect(await following({ ...secured, ...credentials('wrong') })).toBe(`Kafka (${url}) no acepta las credenciales del usuario tests. Fue al buscar los temas.`);
    expect((await relaying({ ...secured, ...credentials('wrong') })).failure).toBe(`Kafka (${url}) no acepta las credenciales del usuario tests. Fue al conectar el relay.`);
    expect(await following({ ...secured, ...credentials(password) })).toBe('followed');
  });

  it('a missing topic', async () => {
    expect(await following(place.connection, [...place.topics, `missing-${place.id}`])).toBe(`Faltan temas en Kafka: missing-${place.id}. Los crea el relay al iniciar, o quien administra Kafka.`);
  });

  it('too few partitions', async () => {
    await expect(ensureTopics(place.connection, place.topics, { partitions: 4, replication: 1 })).rejects.toThrow(
      `Hay temas de Kafka con menos particiones que las 4 pedidas: ${place.topics.map((topic) => `${topic} tiene 3`).join(', ')}.`,
    );
  });

  it('an event of a context that the relay does not publish', async () => {
    const [recorded] = await place.append('CUS', happened('CUS', 1));
    const outlet = new KafkaOutlet({ connection: place.connection, contexts: ['intake'], contextOf: () => 'staffing', topicOf: (context) => place.topicOf(context), group: `odd-relay-${place.id}` });
    const relay = new Relay({ log: place.log, outlet });
    relay.start();
    while (relay.status().state !== 'failed') await new Promise((done) => setTimeout(done, 20));
    expect(relay.status().failure).toBe(`El evento Happened de la posición ${recorded!.position} es del contexto staffing, que el relay no publica; agréguelo a sus contextos.`);
    await relay.stop();
  });

  it('more replicas than there are brokers', async () => {
    await expect(ensureTopics(place.connection, [`replicated-${place.id}`], { partitions: 1, replication: 9 })).rejects.toThrow(/^Kafka \(.*\) falló: .* Fue al preparar los temas\.$/);
  });
});
