/** Kafka topic of a context's events. The number is that of the envelope, not of the events in it. */
export const topicOf = (context: string): string => `conectamef.${context}.v1`;
