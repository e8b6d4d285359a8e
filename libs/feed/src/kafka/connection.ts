import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';

/** How to reach the brokers. */
export interface KafkaConnection {
  /** host:port of some of them. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly tls?: boolean;
  readonly credentials?: { readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; readonly username: string; readonly password: string };
}

/** Something of Kafka's failed. Its message is Spanish and says what and where. */
export class KafkaFailure extends Error {
  override readonly name = 'KafkaFailure';
}

/** Whoever uses it tries again by itself and says what is wrong meanwhile: the client is to fail soon. */
export const patience = { retries: 2, initialRetryTime: 200, maxRetryTime: 1_000 } as const;

/** What brokers say of topics and partitions whose news has not got around yet. */
const unsettled = new Set(['UNKNOWN_TOPIC_OR_PARTITION', 'NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE']);
const settling = { tries: 20, pauseMs: 250 };

/** Does it again, for some seconds, while the brokers don't agree yet on what they have. */
export async function settled<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === settling.tries || !unsettled.has(rootOf(error).type ?? '')) throw error;
      await delay(settling.pauseMs);
    }
  }
}

export function clientOf({ brokers, clientId, tls = false, credentials }: KafkaConnection): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId,
    ssl: tls,
    ...(credentials && { sasl: credentials as SASLOptions }),
    connectionTimeout: 3_000,
    retry: patience,
    logLevel: logLevel.NOTHING,
  });
}

interface Cause {
  readonly name?: string;
  readonly message: string;
  readonly type?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** The error as a sentence. `doing` completes "al …". */
export function inSpanish(error: unknown, { brokers, credentials }: KafkaConnection, doing: string): KafkaFailure {
  if (error instanceof KafkaFailure) return error;
  const cause = rootOf(error);
  const where = `Kafka (${brokers.join(', ')})`;
  return new KafkaFailure(`${sentence(cause, where, credentials?.username)} Fue al ${doing}.`, { cause: error });
}

export function rootOf(error: unknown): Cause {
  const { cause, errors } = error as Cause;
  const inner = cause ?? errors?.[0];
  return inner ? rootOf(inner) : (error as Cause);
}

function sentence({ name = '', type = '', message }: Cause, where: string, user: string | undefined): string {
  if (/SASL/.test(name) || /SASL|AUTHENTICATION/.test(type)) return `${where} no acepta las credenciales del usuario ${user ?? '(ninguno)'}.`;
  if (/AUTHORIZATION_FAILED/.test(type)) return `${where} no permite esto al usuario ${user ?? '(ninguno)'}: ${type}.`;
  if (/TOO_LARGE/.test(type)) return `${where} no admite un mensaje tan grande (max.message.bytes).`;
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION') return `${where} no tiene el tema o la partición.`;
  if (/Connection|Timeout|NoBroker|BrokerNotFound|Coordinator/i.test(name)) return `No se llega a ${where}: ${message}.`;
  return `${where} falló: ${message}.`;
}
