import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '#platform';
import { readEngineSettings } from './settings.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
const sound = {
  EVENTSTORE_URL: 'esdb://localhost:2113?tls=false',
  MONGODB_URL: 'mongodb://localhost:27017',
  KAFKA_BROKERS: 'uno:9092, dos:9092',
  S3_URL: 'http://clave:secreto@localhost:9000',
  KEYS_SECRET: secret,
  SESSION_SECRET: secret,
};

const refusal = (change: Readonly<Record<string, string | undefined>>): string => {
  try {
    readEngineSettings({ ...sound, ...change });
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
};

describe('The settings of a service on its own', () => {
  it('are read with what is usual where nothing is said', () => {
    expect(readEngineSettings(sound)).toMatchObject({ KAFKA_BROKERS: ['uno:9092', 'dos:9092'], KAFKA_PARTITIONS: 6, KAFKA_REPLICATION: 1, NAMESPACE: 'conectamef', KAFKA_TLS: 'no' });
  });

  it('need no secret of the demonstration where people sign in elsewhere', () => {
    expect(readEngineSettings({ ...sound, SESSION_SECRET: undefined, OIDC_ISSUER: 'https://ingreso.example' }).SESSION_SECRET).toBeUndefined();
  });

  it.each([
    ['EVENTSTORE_URL', undefined, 'EVENTSTORE_URL: falta. Es: Registro de eventos'],
    ['EVENTSTORE_URL', 'http://localhost:2113', 'EVENTSTORE_URL: valor no admitido. Es: Registro de eventos'],
    ['MONGODB_URL', 'localhost', 'MONGODB_URL: valor no admitido'],
    ['KAFKA_BROKERS', ' , ', 'KAFKA_BROKERS: valor no admitido. Es: Intermediarios de Kafka'],
    ['KAFKA_PARTITIONS', '0', 'KAFKA_PARTITIONS: valor no admitido. Es: Particiones de cada tema, de 1 a 1000'],
    ['KAFKA_TLS', 'quizás', 'KAFKA_TLS: debe ser uno de: yes, no'],
    ['S3_URL', 'ftp://x', 'S3_URL: valor no admitido'],
    ['KEYS_SECRET', 'corto', 'KEYS_SECRET: valor no admitido. Es: 32 bytes en base64'],
    ['SESSION_SECRET', undefined, 'SESSION_SECRET: falta; sin OIDC_ISSUER'],
    ['SESSION_SECRET', 'YQ==', 'SESSION_SECRET: valor no admitido'],
    ['KAFKA_USERNAME', 'ana', 'KAFKA_USERNAME y KAFKA_PASSWORD: van juntas'],
    ['NAMESPACE', 'Con Espacios', 'NAMESPACE: valor no admitido'],
  ])('are refused with a sentence where %s is %s', (name, value, sentence) => {
    expect(refusal({ [name]: value })).toContain(sentence);
  });

  it('that are wrong are told all at once, and no secret is told', () => {
    const said = refusal({ EVENTSTORE_URL: 'x', S3_URL: 'clave-secreta', KEYS_SECRET: 'otra-clave-secreta' });
    expect(said.split('\n')).toHaveLength(4);
    expect(said).not.toContain('secreta');
  });
});
