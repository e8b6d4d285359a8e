/** Kafka topic of a context's events in an installation. The number is that of the envelope, not of the events in it. */
export const topicOf = (context: string, namespace = 'conectamef'): string => `${namespace}.${context}.v1`;
