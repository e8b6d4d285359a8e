import { z } from 'zod';
import { ConfigError, settingsFrom } from '#platform';

const bytes32 = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((secret) => secret.length >= 32);

const count = (least: number, usual: number) => z.coerce.number().int().min(least).max(1_000).default(usual);

const list = z.string().transform((text) => text.split(',').map((each) => each.trim()).filter((each) => each !== '')).refine((all) => all.length > 0);

/** What every service of the distributed topology is told of the engines. */
export const EngineSettings = z.object({
  EVENTSTORE_URL: z.string().regex(/^(esdb|kurrentdb)(\+discover)?:\/\//).describe('Registro de eventos, como esdb://equipo:2113?tls=true'),
  MONGODB_URL: z.string().regex(/^mongodb(\+srv)?:\/\//).describe('Base de las vistas, como mongodb://equipo:27017/conectamef'),
  KAFKA_BROKERS: list.describe('Intermediarios de Kafka, equipo:puerto, separados por comas'),
  KAFKA_TLS: z.enum(['yes', 'no']).default('no').describe('yes o no'),
  KAFKA_USERNAME: z.string().optional(),
  KAFKA_PASSWORD: z.string().optional(),
  KAFKA_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).default('scram-sha-512').describe('plain, scram-sha-256 o scram-sha-512'),
  KAFKA_PARTITIONS: count(1, 6).describe('Particiones de cada tema, de 1 a 1000'),
  KAFKA_REPLICATION: count(1, 1).describe('Réplicas de cada tema, de 1 a 1000'),
  S3_URL: z.url({ protocol: /^https?$/ }).describe('Almacén de archivos compatible con S3, como http://clave:secreto@equipo:9000'),
  S3_BUCKET: z.string().min(3).max(63).optional().describe('Depósito de los archivos, de 3 a 63 caracteres'),
  KEYS_SECRET: z.string().regex(/^[A-Za-z0-9+/]{43}=$/).describe('32 bytes en base64 que envuelven las claves de los titulares; los mismos para todos los servicios'),
  SESSION_SECRET: bytes32.optional().describe('32 bytes en base64 que firman el ingreso de demostración; los mismos para todos los servicios'),
  NAMESPACE: z.string().regex(/^[a-z0-9-]{1,40}$/).default('conectamef').describe('Prefijo de temas, grupos y colecciones: minúsculas, dígitos y guiones, 40 como máximo'),
});

export type EngineSettings = z.infer<typeof EngineSettings>;

/** @throws ConfigError with a Spanish line for each setting that is wrong or missing */
export function readEngineSettings(environment: Readonly<Record<string, string | undefined>>): EngineSettings {
  const settings = settingsFrom(EngineSettings, environment);
  if (!environment.OIDC_ISSUER && !settings.SESSION_SECRET) throw new ConfigError('Configuración inválida:\n  SESSION_SECRET: falta; sin OIDC_ISSUER todos los servicios firman el ingreso de demostración con ella');
  if ((settings.KAFKA_USERNAME === undefined) !== (settings.KAFKA_PASSWORD === undefined)) throw new ConfigError('Configuración inválida:\n  KAFKA_USERNAME y KAFKA_PASSWORD: van juntas');
  return settings;
}
