import { publishedEvents } from '#contracts';
import type { EngineSettings } from './settings.ts';

/** The contexts whose events are published, and where. */
export const publishing = Object.keys(publishedEvents);

export const topicIn = ({ NAMESPACE }: EngineSettings) => (context: string): string => `${NAMESPACE}.${context}.v1`;

/** How a process of this name reaches Kafka. */
export function kafkaOf(settings: EngineSettings, clientId: string) {
  const { KAFKA_BROKERS: brokers, KAFKA_TLS, KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_MECHANISM: mechanism } = settings;
  return { brokers, clientId, tls: KAFKA_TLS === 'yes', ...(username !== undefined && password !== undefined && { credentials: { mechanism, username, password } }) };
}
