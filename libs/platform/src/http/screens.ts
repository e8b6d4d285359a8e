import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { refuse } from '#kernel';
import type { Config } from '../config.ts';
import { sendProblem } from './problem.ts';

/** With OpenID Connect the screens speak to the issuer, to be told of its endpoints and for the token. */
export function securityHeaders(fastify: FastifyInstance, { oidc }: Pick<Config, 'oidc'>): void {
  const issuer = oidc ? ` ${new URL(oidc.issuer).origin}` : '';
  const policy = `default-src 'self'; connect-src 'self'${issuer}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; frame-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'`;
  fastify.addHook('onSend', async (_, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'content-security-policy': policy });
  });
}

/** The built screens, if they are there: files as they are, any other address outside the API gets the page, which routes by itself. */
export async function addScreens(fastify: FastifyInstance, root: string, log: Logger): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) return;
  await fastify.register(fastifyStatic, { root, wildcard: false, index: false, cacheControl: true, maxAge: 0 });
  const isPage = (url: string) => !/^\/(api|health|metrics|openapi|docs|assets)\b/.test(url);
  fastify.get('/', (_, reply) => reply.sendFile('index.html', root));
  fastify.get('/*', (request, reply) => {
    if (isPage(request.url)) return reply.sendFile('index.html', root);
    return sendProblem(refuse('not-found', 'route-not-found', 'Esa dirección no existe. La descripción de la API está en /docs.'), request, reply, log);
  });
}
