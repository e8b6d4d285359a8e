import type { Engine } from '../engine.ts';
import { freePort } from '../free-port.ts';
import { kafkaRelease } from './machine-kafka.ts';

/** The broker's port is the same inside and outside, so that the address which it tells its clients is the right one. */
const environment = (port: number): Record<string, string> => ({
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
  KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://0.0.0.0:9093`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port}`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
});

/** Apache Kafka's own image; `undefined` where no container engine answers. */
export async function containerKafka(): Promise<Engine | undefined> {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const runtime = await getContainerRuntimeClient().catch(() => undefined);
  if (!runtime) return undefined;
  const port = await freePort();
  const started = await new GenericContainer(`apache/kafka:${kafkaRelease}`)
    .withEnvironment(environment(port))
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .start();
  const container = runtime.container.getById(started.getId());
  return {
    name: 'kafka',
    origin: 'container',
    about: `Apache Kafka ${kafkaRelease}, one broker in a container`,
    url: `localhost:${port}`,
    interrupt: () => container.kill().then(() => undefined),
    resume: () => container.start().then(() => undefined),
    stop: () => started.stop().then(() => undefined),
  };
}
