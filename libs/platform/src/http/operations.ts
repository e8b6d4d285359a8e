import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../telemetry/metrics.ts';

export interface Health {
  /** Why the service cannot serve now; empty when it can. Spanish. */
  reasons(): Promise<readonly string[]>;
}

/** How far a service is with the log. */
export interface Progress {
  /** Position of the last durable event. */
  head(): Promise<number>;
  /** Position that the service has reached. */
  position(): number;
}

export interface Operations {
  readonly metrics: Pick<Metrics, 'registry' | 'requests'>;
  readonly health: Health;
  /** Absent where nothing is taken from the log. */
  readonly progress?: Progress;
}

/** Health and metrics, those of every request among them. The head is left out while the log can't be reached. */
export function addOperations(fastify: FastifyInstance, { metrics, health, progress }: Operations): void {
  fastify.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    metrics.requests.observe({ method, route: routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_, reply) => {
    const reasons = await health.reasons();
    const head = await progress?.head().catch(() => undefined);
    const position = progress?.position();
    return reply.status(reasons.length > 0 ? 503 : 200).send({ status: reasons.length > 0 ? 'unavailable' : 'ok', reasons, ...(position !== undefined && { position, ...(head !== undefined && { head, lag: Math.max(0, head - position) }) }) });
  });
  fastify.get('/metrics', async (_, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()));
}

/** The API's description, with its browsable page at `/docs`, from the machine itself: no network. */
export async function addApiPage(fastify: FastifyInstance, api: object): Promise<void> {
  fastify.get('/openapi.json', () => api);
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const page = readFileSync(join(assets, 'index.html'), 'utf8').replaceAll(/(href|src)="\.?\/?/g, '$1="/docs/');
  const initializer = "window.onload = () => { window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true }); };";
  fastify.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/docs/swagger-initializer.js', (_, reply) => reply.type('text/javascript').send(initializer));
  await fastify.register(fastifyStatic, { root: assets, prefix: '/docs/', index: false, decorateReply: false, wildcard: false, globIgnore: ['**/*.map', 'swagger-initializer.js', 'index.html', '*.json'] });
}
