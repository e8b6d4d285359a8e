import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuse } from '#kernel';
import type { TokenVerifier } from '../auth/tokens.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { nestLogger } from '../log.ts';
import type { Services } from '../services.ts';
import { controllerFor } from './controller.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { describeApi } from './openapi.ts';
import { addOperations, type Health } from './operations.ts';
import { Pipeline } from './pipeline.ts';
import { ProblemFilter, refuseConnection, sendProblem } from './problem.ts';
import { isTooDeep, maxDepth } from './json-depth.ts';
import { speakSpanish } from './spanish.ts';

export interface ServerParts {
  readonly services: Services;
  readonly verifier: TokenVerifier;
  readonly contexts: readonly Context[];
  readonly metrics: Metrics;
  readonly health: Health;
  readonly log: Logger;
  /** Folder of the built screens; none is served when it is missing. */
  readonly webRoot?: string;
}

@Module({})
class HttpModule {
  static of({ contexts, services, verifier }: ServerParts): DynamicModule {
    return {
      module: HttpModule,
      controllers: contexts.map(({ name, endpoints = [] }) => controllerFor(name, endpoints)),
      providers: [{ provide: Pipeline, useValue: new Pipeline(services, verifier) }],
    };
  }
}

const bodyLimit = 1_048_576;

/** The HTTP face of a service, built and not yet listening. */
export async function createServer(parts: ServerParts): Promise<NestFastifyApplication> {
  speakSpanish();
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => sendProblem(error, request, reply, parts.log),
    clientErrorHandler: refuseConnection,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  const app = await NestFactory.create<NestFastifyApplication>(HttpModule.of(parts), adapter, { logger: nestLogger(parts.log), bodyParser: false, abortOnError: false });
  readJsonStrictly(fastify);
  // One byte more than is allowed gets through, so that the store sees that it is too much and refuses the file instead of a part of it being kept.
  await fastify.register(fastifyMultipart, { throwFileSizeLimit: false, limits: { files: 1, fields: 5, fileSize: parts.services.config.maxFileBytes + 1 } });
  fastify.addHook('onResponse', async (request, reply) => {
    parts.metrics.requests.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  dropUnread(fastify);
  securityHeaders(fastify, parts.services.config);
  app.useGlobalFilters(new ProblemFilter(parts.log));
  await addOperations(fastify, { services: parts.services, metrics: parts.metrics, health: parts.health, api: describeApi(parts.contexts) });
  if (parts.webRoot && existsSync(join(parts.webRoot, 'index.html'))) await serveScreens(fastify, parts.webRoot, parts.log);
  await app.init();
  return app;
}

/** JSON must be UTF-8: bytes that are not would be silently replaced, and what was asked would be changed. */
function readJsonStrictly(fastify: FastifyInstance): void {
  const parseText = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, {});
    if (!isUtf8(body)) return done(refuse('invalid', 'invalid-utf8', 'El cuerpo no es UTF-8 válido.'), undefined);
    if (isTooDeep(body)) return done(refuse('invalid', 'json-too-deep', `El cuerpo anida más de ${maxDepth} niveles.`), undefined);
    parseText.call(fastify, request, body.toString('utf8'), done);
  });
}

/** What is left of a body that was refused halfway is read and dropped: paused, it would hold up the next request on its connection for ever. */
function dropUnread(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', async ({ raw }) => {
    if (!raw.readableEnded) raw.unpipe().resume();
  });
}

/** With OpenID Connect the screens speak to the issuer, to be told of its endpoints and for the token. */
function securityHeaders(fastify: FastifyInstance, { oidc }: Config): void {
  const issuer = oidc ? ` ${new URL(oidc.issuer).origin}` : '';
  const policy = `default-src 'self'; connect-src 'self'${issuer}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; frame-src 'self' blob:; frame-ancestors 'self'; base-uri 'self'`;
  fastify.addHook('onSend', async (_, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'content-security-policy': policy });
  });
}

/** The screens: files as they are, any other address outside the API gets the page, which routes by itself. */
async function serveScreens(fastify: FastifyInstance, root: string, log: Logger): Promise<void> {
  await fastify.register(fastifyStatic, { root, wildcard: false, index: false, cacheControl: true, maxAge: 0 });
  const isPage = (url: string) => !/^\/(api|health|metrics|openapi|docs|assets)\b/.test(url);
  fastify.get('/', (_, reply) => reply.sendFile('index.html', root));
  fastify.get('/*', (request, reply) => {
    if (isPage(request.url)) return reply.sendFile('index.html', root);
    return sendProblem(refuse('not-found', 'route-not-found', 'Esa dirección no existe. La descripción de la API está en /docs.'), request, reply, log);
  });
}
