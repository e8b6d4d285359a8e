import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import type { Metrics } from '../telemetry/metrics.ts';

export interface Health {
  /** Why the service cannot serve now; empty when it can. Spanish. */
  reasons(): Promise<readonly string[]>;
}

/** Health, metrics and the API's description with its page. */
export async function addOperations(fastify: FastifyInstance, parts: { services: Services; metrics: Metrics; health: Health; api: object }): Promise<void> {
  const { services, metrics, health, api } = parts;
  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_, reply) => {
    const reasons = await health.reasons();
    const head = await services.store.head();
    const position = services.views.position();
    return reply.status(reasons.length > 0 ? 503 : 200).send({ status: reasons.length > 0 ? 'unavailable' : 'ok', reasons, head, position, lag: head - position });
  });
  fastify.get('/metrics', async (_, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
  fastify.get('/openapi.json', () => api);
  await addApiPage(fastify);
}

/** The browsable description at `/docs`, from the machine itself: no network. */
async function addApiPage(fastify: FastifyInstance): Promise<void> {
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const page = readFileSync(join(assets, 'index.html'), 'utf8').replaceAll(/(href|src)="\.?\/?/g, '$1="/docs/');
  const initializer = "window.onload = () => { window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true }); };";
  fastify.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/docs/swagger-initializer.js', (_, reply) => reply.type('text/javascript').send(initializer));
  await fastify.register(fastifyStatic, { root: assets, prefix: '/docs/', index: false, decorateReply: false, wildcard: false, globIgnore: ['**/*.map', 'swagger-initializer.js', 'index.html', '*.json'] });
}
