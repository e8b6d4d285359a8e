import type { Admin } from 'kafkajs';
import { clientOf, inSpanish, KafkaFailure, settled, type KafkaConnection } from './connection.ts';

export interface TopicSettings {
  readonly partitions: number;
  readonly replication: number;
  /** Milliseconds; -1, for ever, unless told: topics can be read again from the beginning. */
  readonly retentionMs?: number;
}

/**
 * Creates the topics that are missing, and holds those that exist to their number of partitions. More than wanted is fine.
 * @throws KafkaFailure
 */
export async function ensureTopics(connection: KafkaConnection, topics: readonly string[], settings: TopicSettings): Promise<void> {
  await withAdmin(connection, 'preparar los temas', async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !existing.has(topic));
    const configEntries = [
      { name: 'retention.ms', value: String(settings.retentionMs ?? -1) },
      { name: 'retention.bytes', value: '-1' },
      { name: 'cleanup.policy', value: 'delete' },
    ];
    const wanted = missing.map((topic) => ({ topic, numPartitions: settings.partitions, replicationFactor: settings.replication, configEntries }));
    // Another process may create them at the same moment; then they are there as well.
    if (wanted.length > 0) await admin.createTopics({ topics: wanted, waitForLeaders: false });
    await settled(() => admin.fetchTopicMetadata({ topics: [...topics] }));
    await checkTopics(admin, topics, settings.partitions);
  });
}

/** @throws KafkaFailure if one is missing or has too few partitions */
export async function checkTopics(admin: Admin, topics: readonly string[], partitions = 1): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  if (missing.length > 0) throw new KafkaFailure(`Faltan temas en Kafka: ${missing.join(', ')}. Los crea el relay al iniciar, o quien administra Kafka.`);
  const { topics: known } = await admin.fetchTopicMetadata({ topics: [...topics] });
  const few = known.filter((topic) => topic.partitions.length < partitions).map((topic) => `${topic.name} tiene ${topic.partitions.length}`);
  if (few.length > 0) {
    const list = few.toSorted().join(', ');
    throw new KafkaFailure(`Hay temas de Kafka con menos particiones que las ${partitions} pedidas: ${list}. Aumente sus particiones con la herramienta de Kafka, o pida menos.`);
  }
}

export async function withAdmin<T>(connection: KafkaConnection, doing: string, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = clientOf(connection).admin();
  try {
    await admin.connect();
    return await work(admin);
  } catch (error) {
    throw inSpanish(error, connection, doing);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
