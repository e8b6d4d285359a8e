import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#contracts';
import type { CommandMark } from '#event-store';
import { refuse, type Place } from '#kernel';
import type { Caller, TokenVerifier } from '../auth/tokens.ts';
import { pathOf, type ActionEndpoint, type CommandEndpoint, type Endpoint, type Execute, type QueryEndpoint, type Scope } from '../endpoint.ts';
import type { Services } from '../services.ts';
import { settle } from '../telemetry/tracing.ts';
import { InvalidInput } from './problem.ts';

const nobody: Caller = { kind: 'person', id: 'public', role: 'operator', name: '' };

/** What every request goes through: who asks, may they, is the input sound; then its handler. Deny by default. */
export class Pipeline {
  readonly #services: Services;
  readonly #verifier: TokenVerifier;

  constructor(services: Services, verifier: TokenVerifier) {
    this.#services = services;
    this.#verifier = verifier;
  }

  run(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { tracing } = this.#services;
    const traceparent = traceOf(request);
    if (!tracing) return this.#run(endpoint, request, reply, traceparent);
    const route = `/api/${pathOf(endpoint)}`;
    const span = tracing.start(`${request.method} ${route}`, { parent: traceparent, kind: 'server', facts: { 'http.request.method': request.method, 'http.route': route } });
    return settle(span, this.#run(endpoint, request, reply, span.traceparent), () => ({ 'http.response.status_code': reply.statusCode }));
  }

  async #run(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, traceparent: string | undefined): Promise<unknown> {
    const caller = endpoint.roles === 'public' ? nobody : await this.#admit(endpoint.roles, request);
    const scope: Scope = { caller, services: this.#services, now: this.#services.clock(), requestId: request.id, params: request.params as Record<string, string> };
    switch (endpoint.kind) {
      case 'command':
        return this.#command(endpoint, request, reply, scope, traceparent);
      case 'query':
        return this.#query(endpoint, request, reply, scope);
      case 'action':
        return this.#action(endpoint, request, reply, scope);
    }
  }

  async #admit(roles: readonly Role[] | 'any', request: FastifyRequest): Promise<Caller> {
    const caller = await this.#verifier.verify(request.headers.authorization);
    if (roles !== 'any' && !roles.includes(caller.role)) {
      throw refuse('forbidden', 'role-not-allowed', 'Su puesto no permite esta acción.');
    }
    return caller;
  }

  async #command(endpoint: CommandEndpoint, request: FastifyRequest, reply: FastifyReply, scope: Scope, traceparent: string | undefined): Promise<unknown> {
    const { id } = request.params as { id: string };
    atOwnPlace(scope.caller, endpoint.placeOf(id, scope));
    const mark = markOf(request, scope.caller);
    const input = parse(endpoint.input, request.body === undefined ? {} : request.body);
    const version = versionOf(request.headers['if-match']);
    const context = {
      actor: actorOf(scope.caller),
      correlationId: request.id,
      mark,
      ...(version !== undefined && { version }),
      ...(traceparent && { traceparent }),
    };
    const prepared = await endpoint.prepare(id, input, scope);
    const execute: Execute = (aggregate, aggregateId, command) => this.#services.executor.execute(aggregate, aggregateId, command, context);
    const outcome = await prepared.run(execute);
    if (endpoint.created) void reply.status(201);
    void reply.header('etag', `"${outcome.version}"`);
    const position = outcome.events.at(-1)?.position;
    return { id: outcome.id, version: outcome.version, position, repeated: outcome.repeated, ...prepared.answer(outcome) };
  }

  async #query(endpoint: QueryEndpoint, request: FastifyRequest, reply: FastifyReply, scope: Scope): Promise<unknown> {
    const { at, ...asked } = { ...(request.query as object), ...(request.params as object) } as Record<string, unknown>;
    if (at !== undefined) await this.#waitFor(at);
    const params = endpoint.params ? parse(endpoint.params, asked) : {};
    if (endpoint.roles !== 'public') void reply.header('cache-control', 'no-store');
    return endpoint.handle(params, scope, { request, reply });
  }

  async #action(endpoint: ActionEndpoint, request: FastifyRequest, reply: FastifyReply, scope: Scope): Promise<unknown> {
    const input = endpoint.input ? parse(endpoint.input, request.body === undefined ? {} : request.body) : undefined;
    if (endpoint.created) void reply.status(201);
    return endpoint.handle(input, scope, { request, reply });
  }

  async #waitFor(at: unknown): Promise<void> {
    const position = Number(at);
    if (!Number.isSafeInteger(position) || position < 0) throw refuse('invalid', 'invalid-position', 'La posición debe ser un entero.', { field: 'at' });
    if (position > (await this.#services.store.head())) throw refuse('invalid', 'position-ahead', 'El registro todavía no llega a esa posición.', { field: 'at' });
    await this.#services.settled(position).catch(() => {
      throw refuse('unavailable', 'views-behind', 'Las vistas todavía no llegan a esa posición; vuelva a intentarlo.', { field: 'at' });
    });
  }
}

function parse(schema: import('zod').ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new InvalidInput(parsed.error);
  return parsed.data;
}

/** One bound to a centre acts at that centre; one bound to an organ, for that organ. */
function atOwnPlace(caller: Caller, place: Place): void {
  if (caller.centre && place.centre && caller.centre !== place.centre) {
    throw refuse('forbidden', 'other-centre', `Usted actúa en el centro ${caller.centre}; este acto es de otro centro.`);
  }
  if (caller.organ && place.organ && caller.organ !== place.organ) {
    throw refuse('forbidden', 'other-organ', 'Este acto es de otro órgano.');
  }
}

const actorOf = ({ kind, id, role, centre, organ }: Caller) => ({ kind, id, role, ...(centre && { centre }), ...(organ && { organ }) });

/** The command's identity (who and with which key) and what it asked. */
function markOf(request: FastifyRequest, caller: Caller): CommandMark {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw refuse('invalid', 'idempotency-key-missing', 'Falta la cabecera Idempotency-Key: de 8 a 200 caracteres, distinta para cada pedido y la misma al repetirlo.', {
      field: 'Idempotency-Key',
    });
  }
  return { id: hash('sha256', `${caller.id}\n${key}`), fingerprint: hash('sha256', `${request.url}\n${JSON.stringify(request.body ?? {})}`) };
}

/** W3C trace context, if the header is one. Anything else a client writes there would lie in the log for ever. */
function traceOf({ headers: { traceparent } }: FastifyRequest): string | undefined {
  return typeof traceparent === 'string' && /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent) ? traceparent : undefined;
}

function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,15})"$/.exec(header);
  if (!match) throw refuse('invalid', 'invalid-if-match', 'If-Match lleva la versión entre comillas, por ejemplo "3".', { field: 'If-Match' });
  return Number(match[1]);
}
