import { topicOf } from '#contracts';
import { publishing, viewsOf, type Context } from '#platform';
import type { EngineSettings } from './settings.ts';

/** Of the contexts that publish, those whose events these views look at. */
export function followed(published: readonly Context[], shown: readonly Context[]): readonly string[] {
  const looks = viewsOf(shown).views.map(({ events }) => events);
  const all = looks.some((events) => events === undefined);
  const types = new Set(looks.flatMap((events) => events ?? []));
  return publishing(published).flatMap(({ name, events }) => (all || Object.keys(events).some((type) => types.has(type)) ? [name] : []));
}

export const topicIn = ({ NAMESPACE }: EngineSettings) => (context: string): string => topicOf(context, NAMESPACE);

/** How a process of this name reaches Kafka. */
export function kafkaOf(settings: EngineSettings, clientId: string) {
  const { KAFKA_BROKERS: brokers, KAFKA_TLS, KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_MECHANISM: mechanism } = settings;
  return { brokers, clientId, tls: KAFKA_TLS === 'yes', ...(username !== undefined && password !== undefined && { credentials: { mechanism, username, password } }) };
}
