import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { query, type Context } from '#platform';
import type { Started } from './listen.ts';
import { startGateway } from './start-gateway.ts';

const hours: Context = {
  name: 'desks',
  endpoints: [query({ path: 'desks/:id/hours', roles: 'public', summary: 'Horario', params: z.object({ id: z.string() }), answer: z.object({}), handle: async () => ({}) })],
};

describe('The gateway', () => {
  const before = { ...process.env };
  let folder: string;
  let service: FastifyInstance;
  let gateway: Started;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-'));
    service = Fastify();
    service.get('/api/desks/:id/hours', ({ params }) => params);
    service.get('/health/ready', () => ({ reasons: [] }));
    const at = await service.listen({ port: 0, host: '127.0.0.1' });
    // Nothing listens there.
    Object.assign(process.env, { PORT: '0', LOG_LEVEL: 'silent', INTAKE_URL: at, RELAY_URL: 'http://127.0.0.1:9' });
    gateway = await startGateway([{ name: 'intake', contexts: [hours] }, { name: 'relay', contexts: [] }], folder);
    url = gateway.url.replace('localhost', '127.0.0.1');
  });

  afterEach(async () => {
    await gateway.close();
    await service.close();
    process.env = before;
    await rm(folder, { recursive: true });
  });

  it('measures what it passes on and what it refuses, by route', async () => {
    expect(await (await fetch(`${url}/api/desks/CUS/hours`)).json()).toEqual({ id: 'CUS' });
    await fetch(`${url}/api/desks/PUN/hours`);
    await fetch(`${url}/api/nothing`);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('http_request_seconds_count{method="GET",route="/api/desks/:id/hours",status="200"} 2');
    expect(metrics).toMatch(/http_request_seconds_count\{method="GET",route="[^"]*",status="404"\} 1/);
  });

  it('tells that nobody publishes', async () => {
    const answer = await fetch(`${url}/health/ready`);
    expect(await answer.json()).toEqual({ status: 'unavailable', reasons: ['relay: no responde.'] });
  });
});
