import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import fastifyMultipart from '@fastify/multipart';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuse } from '#kernel';
import type { TokenVerifier } from '../auth/tokens.ts';
import type { Context } from '../context.ts';
import { nestLogger } from '../log.ts';
import type { Services } from '../services.ts';
import { controllerFor } from './controller.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { describeApi } from './openapi.ts';
import { addApiPage, addOperations, type Health } from './operations.ts';
import { Pipeline } from './pipeline.ts';
import { ProblemFilter, refuseConnection, sendProblem } from './problem.ts';
import { isTooDeep, maxDepth } from './json-depth.ts';
import { addScreens, securityHeaders } from './screens.ts';
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

/** Bytes of a JSON body at most. */
export const bodyLimit = 1_048_576;

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
  dropUnread(fastify);
  securityHeaders(fastify, parts.services.config);
  app.useGlobalFilters(new ProblemFilter(parts.log));
  const { store, views } = parts.services;
  addOperations(fastify, { metrics: parts.metrics, health: parts.health, progress: { head: () => store.head(), position: () => views.position() } });
  await addApiPage(fastify, describeApi(parts.contexts));
  if (parts.webRoot) await addScreens(fastify, parts.webRoot, parts.log);
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
