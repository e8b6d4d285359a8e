import replyFrom from '@fastify/reply-from';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '#kernel';
import { addApiPage, addOperations, addScreens, bodyLimit, createLog, describeApi, Metrics, methodOf, pathOf, readConfig, refuseConnection, securityHeaders, sendProblem, settingsFrom, type Context } from '#platform';
import { listen, type Started } from './listen.ts';

/** A service as the gateway sees it. */
export interface Upstream {
  readonly name: string;
  readonly contexts: readonly Context[];
}

const answeringMs = 2_000;

/**
 * One address for the screens and for all services. Which service an endpoint is of, the contexts say; what none of them
 * has, does not exist. Bodies pass as they come: nothing is read here, and nobody is admitted here.
 */
export async function startGateway(upstreams: readonly Upstream[], webRoot: string): Promise<Started> {
  const config = readConfig(process.env);
  const log = createLog(config).child({ service: 'gateway' });
  const urls = settingsFrom(z.object(Object.fromEntries(upstreams.map(({ name }) => [variableOf(name), z.url({ protocol: /^https?$/ }).describe(`Dirección del servicio ${name}, como http://${name}:3000`)]))), process.env);
  const urlOf = (name: string) => String(urls[variableOf(name)]).replace(/\/$/, '');
  const fastify = Fastify({
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    bodyLimit,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply, log),
    clientErrorHandler: refuseConnection,
  });
  // The live feed may be silent for as long as its heartbeat takes.
  await fastify.register(replyFrom, { undici: { bodyTimeout: 60_000, headersTimeout: 60_000 } });
  // JSON is short, and held until it is whole, so that one too long is refused here; files pass as they come.
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  fastify.addContentTypeParser('multipart/form-data', (_, payload, done) => done(null, payload));
  fastify.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, log));
  securityHeaders(fastify, config);
  for (const { name, contexts } of upstreams) {
    const forward = (request: FastifyRequest, reply: FastifyReply) =>
      reply.from(`${urlOf(name)}${request.raw.url}`, { ...held(request), onError: (failed, { error }) => sendProblem(unreachable(name, error), request, failed as FastifyReply, log) });
    for (const endpoint of contexts.flatMap(({ endpoints = [] }) => endpoints)) fastify.route({ method: methodOf(endpoint), url: `/api/${pathOf(endpoint)}`, handler: forward });
  }
  const health = { reasons: async () => (await Promise.all(upstreams.map(({ name }) => reasonOf(name, urlOf(name))))).flat() };
  addOperations(fastify, { metrics: new Metrics(), health });
  await addApiPage(fastify, describeApi(upstreams.flatMap(({ contexts }) => contexts)));
  await addScreens(fastify, webRoot, log);
  fastify.setNotFoundHandler((request, reply) => sendProblem(refuse('not-found', 'route-not-found', 'Esa dirección no existe. La descripción de la API está en /docs.'), request, reply, log));
  return listen(fastify, config, async () => undefined);
}

/** The JSON that was held, as it came. */
const held = ({ body, headers }: FastifyRequest) => (Buffer.isBuffer(body) ? { body, contentType: headers['content-type'] ?? 'application/json' } : {});

const variableOf = (name: string): string => `${name.toUpperCase()}_URL`;

const unreachable = (name: string, cause: unknown) => {
  const problem = refuse('unavailable', 'service-unavailable', `El servicio «${name}» no responde en este momento; vuelva a intentarlo con la misma clave de idempotencia.`);
  problem.cause = cause;
  return problem;
};

/** Why a service can't serve, in its own words where it has any. */
async function reasonOf(name: string, url: string): Promise<string[]> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(answeringMs) });
    const { reasons } = (await answer.json()) as { readonly reasons: readonly string[] };
    return reasons.map((reason) => `${name}: ${reason}`);
  } catch {
    return [`${name}: no responde.`];
  }
}
