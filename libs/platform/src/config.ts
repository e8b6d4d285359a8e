import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const url = z.url({ protocol: /^https?$/ });

/** Everything that can be set from outside, read once. An empty value counts as not set. */
const Environment = z.object({
  PORT: port.default(3000).describe('Puerto HTTP, de 0 a 65535; 0 elige uno libre'),
  HOST: z.string().default('127.0.0.1').describe('Dirección en la que escucha; 0.0.0.0 para toda la red'),
  DATA_DIR: z.string().default('./data').describe('Carpeta del almacenamiento durable'),
  PUBLIC_URL: url.optional().describe('Dirección pública, para el QR del cargo'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MAX_FILE_BYTES: z.coerce.number().int().min(1).max(1_073_741_824).default(26_214_400).describe('Tamaño máximo de un archivo adjunto, en bytes, de 1 a 1073741824'),
  OIDC_ISSUER: url.optional().describe('Emisor OpenID Connect; al ponerlo se apaga el ingreso de demostración'),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional().describe('Dirección del colector OpenTelemetry (OTLP sobre HTTP), como http://localhost:4318; sin ella no hay trazas'),
  OTEL_SERVICE_NAME: z.string().default('conectamef').describe('Nombre del servicio en las trazas'),
  SEED: z.enum(['yes', 'no']).default('yes').describe('Carga los datos de referencia en una carpeta nueva'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly maxFileBytes: number;
  readonly oidc: { readonly issuer: string; readonly audience: string; readonly clientId: string } | undefined;
  readonly seed: boolean;
  /** Where traces go; absent where there are none. */
  readonly telemetry?: Telemetry;
}

export interface Telemetry {
  readonly endpoint: string;
  readonly serviceName: string;
}

/** A setting that cannot be used. Its message says which variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Settings by a schema of strings. An empty value counts as not set. @throws ConfigError with one Spanish line for each wrong variable */
export function settingsFrom<T extends z.ZodRawShape>(schema: z.ZodObject<T>, environment: Readonly<Record<string, string | undefined>>): z.infer<z.ZodObject<T>> {
  const set = Object.fromEntries(Object.entries(environment).filter(([name, value]) => value !== '' && name in schema.shape));
  const parsed = schema.safeParse(set, { error: (issue) => (issue.code === 'invalid_value' ? `debe ser uno de: ${issue.values.join(', ')}` : issue.input === undefined ? 'falta' : 'valor no admitido') });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const { description } = (schema.shape[name] as z.ZodType | undefined)?.meta() ?? {};
    return `${name}: ${message}${description ? `. Es: ${description}` : ''}`;
  });
  throw new ConfigError(`Configuración inválida:\n  ${lines.join('\n  ')}`);
}

/** Reads the configuration from the environment. @throws ConfigError */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const data = settingsFrom(Environment, environment);
  if (!data.OIDC_ISSUER && (data.OIDC_AUDIENCE ?? data.OIDC_CLIENT_ID)) throw new ConfigError('Configuración inválida:\n  OIDC_ISSUER: falta; sin emisor, OIDC_AUDIENCE y OIDC_CLIENT_ID no sirven y el ingreso quedaría abierto a cualquiera');
  if (data.OIDC_ISSUER && !data.OIDC_AUDIENCE) throw new ConfigError('Configuración inválida:\n  OIDC_AUDIENCE: falta; con OIDC_ISSUER hay que decir para qué audiencia valen los tokens');
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    publicUrl: data.PUBLIC_URL,
    logLevel: data.LOG_LEVEL,
    maxFileBytes: data.MAX_FILE_BYTES,
    oidc: data.OIDC_ISSUER ? { issuer: data.OIDC_ISSUER, audience: data.OIDC_AUDIENCE!, clientId: data.OIDC_CLIENT_ID ?? 'conectamef' } : undefined,
    seed: data.SEED === 'yes',
    ...(data.OTEL_EXPORTER_OTLP_ENDPOINT && { telemetry: { endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: data.OTEL_SERVICE_NAME } }),
  };
}
