import Fastify from 'fastify';
import { openEventStoreDb } from '#event-store';
import { loadKafka, Relay, type RelayStatus } from '#feed';
import { systemClock } from '#kernel';
import { addOperations, createLog, Metrics, publisherOf, publishing, readConfig, startTracing, type Context } from '#platform';
import { lagOf } from '#view-store';
import { kafkaOf, topicIn } from './kafka.ts';
import { listen, type Started } from './listen.ts';
import { readEngineSettings } from './settings.ts';
import { tracedOutlet } from './traced-outlet.ts';

/** The relay in a process of its own: of several one publishes the log to Kafka, the others stand by and say so. */
export async function startRelay(published: readonly Context[]): Promise<Started> {
  const config = readConfig(process.env);
  const settings = readEngineSettings(process.env);
  const log = createLog(config).child({ service: 'relay' });
  const onProblem = (error: Error) => log.error({ err: error }, 'relay');
  // Published as they were recorded: whoever reads them upcasts.
  const store = await openEventStoreDb(settings.EVENTSTORE_URL, { prefix: `${settings.NAMESPACE}.`, onTrouble: onProblem });
  const { ensureTopics, KafkaOutlet } = await loadKafka();
  const connection = kafkaOf(settings, `${settings.NAMESPACE}-relay`);
  const topicOf = topicIn(settings);
  const contexts = publishing(published).map(({ name }) => name);
  const contextOf = publisherOf(published);
  await ensureTopics(connection, contexts.map(topicOf), { partitions: settings.KAFKA_PARTITIONS, replication: settings.KAFKA_REPLICATION });
  const outlet = new KafkaOutlet({ connection, contexts, contextOf, topicOf, group: `${settings.NAMESPACE}.relay` });
  const tracing = await startTracing(config, (problem) => log.warn({ problem }, 'traces cannot be sent'));
  const topicOfEvent = ({ type }: { readonly type: string }) => {
    const context = contextOf(type);
    return context && topicOf(context);
  };
  const relay = new Relay({ log: store, outlet: tracing ? tracedOutlet(outlet, tracing, topicOfEvent) : outlet, onProblem });
  relay.start();
  const position = () => relay.status().position;
  const metrics = new Metrics();
  metrics.watch('relay', { lag: () => lagOf(store, position(), systemClock), parked: () => 0 });
  const fastify = Fastify({ forceCloseConnections: true });
  addOperations(fastify, { metrics, health: { reasons: async () => reasonsOf(relay.status()) }, progress: { head: () => store.head(), position } });
  return listen(fastify, config, async () => {
    await relay.stop();
    await tracing?.close();
    await store.close();
  });
}

/** Standing by is as it should be: another one publishes. */
function reasonsOf({ state, failure }: RelayStatus): string[] {
  if (failure !== undefined) return [failure];
  return state === 'stopped' ? ['El relay se está deteniendo.'] : [];
}
