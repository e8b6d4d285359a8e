import { describe, expect, it } from '@jest/globals';
import { Child } from './topology/child.ts';

const secret = Buffer.alloc(32, 7).toString('base64');
/** Engines that are not there; nothing listens on these ports. */
const nowhere = {
  PORT: '0',
  LOG_LEVEL: 'silent',
  EVENTSTORE_URL: 'esdb://ana:clave-secreta@127.0.0.1:9?tls=false',
  KAFKA_BROKERS: '127.0.0.1:9',
  MONGODB_URL: 'mongodb://ana:clave-secreta@127.0.0.1:9',
  S3_URL: 'http://ana:clave-secreta@127.0.0.1:9',
  KEYS_SECRET: secret,
  SESSION_SECRET: secret,
};

const end = async (app: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const child = new Child(app, `${app}/src/main.js`, [], env);
  const failure = await child.ready().then(() => new Error('it started'), (error: Error) => error);
  return failure.message;
};

describe('A service on its own', () => {
  it.each(['intake', 'reference', 'supervision', 'relay'])('%s, without its settings, says which are missing and ends', async (app) => {
    const said = await end(app, { PORT: '0' });
    for (const name of ['EVENTSTORE_URL', 'KAFKA_BROKERS', 'MONGODB_URL', 'S3_URL', 'KEYS_SECRET']) expect(said).toContain(`${name}: falta. Es: `);
  });

  it.each(['intake', 'relay'])('%s, whose engine cannot be reached, says which and where, ends, and tells no password', async (app) => {
    const said = await end(app, nowhere);
    expect(said).toMatch(/EventStoreDB.*127\.0\.0\.1:9/);
    expect(said).not.toContain('clave-secreta');
  });

  it('gateway, without the addresses of the services, says which are missing', async () => {
    const said = await end('gateway', { PORT: '0' });
    for (const name of ['INTAKE_URL', 'REFERENCE_URL', 'SUPERVISION_URL']) expect(said).toContain(`${name}: falta. Es: Dirección del servicio`);
  });
});
