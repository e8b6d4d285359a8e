import type { z } from 'zod';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#contracts';
import type { Aggregate, Command, DomainEvent, Place } from '#kernel';
import type { Outcome } from '#event-store';
import type { Caller } from './auth/tokens.ts';
import type { Services } from './services.ts';

/** What a handler knows of the request beside its body. */
export interface Scope {
  readonly caller: Caller;
  readonly services: Services;
  /** The instant at which the request is handled. */
  readonly now: Date;
  readonly requestId: string;
  /** Of the path. */
  readonly params: Readonly<Record<string, string>>;
}

interface Described {
  /** Spanish, for the API's page. */
  readonly summary: string;
  /** The provision of the norm that it serves. */
  readonly provision?: string;
}

/** A command: `POST /api/<resource>/:id/<verb>`. */
export interface CommandEndpoint extends Described {
  readonly kind: 'command';
  readonly resource: string;
  readonly verb: string;
  readonly roles: readonly Role[];
  readonly input: z.ZodType;
  readonly created: boolean;
  /** Whose history the command would write: one bound to a centre or an organ acts there alone. */
  placeOf(id: string, scope: Scope): Place;
  prepare(id: string, input: unknown, scope: Scope): Promise<PreparedCommand>;
}

/** A command ready to run: which aggregate, which command, and what the answer adds. */
export interface PreparedCommand {
  run(execute: Execute): Promise<Outcome<unknown, DomainEvent>>;
  answer(outcome: Outcome<unknown, DomainEvent>): object;
}

export type Execute = <S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, id: string, command: C) => Promise<Outcome<S, E>>;

/** A query: `GET`. With roles `public` it needs no token. */
export interface QueryEndpoint extends Described {
  readonly kind: 'query';
  readonly path: string;
  readonly roles: readonly Role[] | 'any' | 'public';
  readonly params?: z.ZodType;
  /** Schema of the answer, for the description; absent where the handler streams. */
  readonly answer?: z.ZodType;
  handle(params: unknown, scope: Scope, raw: { request: FastifyRequest; reply: FastifyReply }): Promise<unknown>;
}

/** Anything else a context offers over HTTP (a session, an upload). */
export interface ActionEndpoint extends Described {
  readonly kind: 'action';
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly roles: readonly Role[] | 'any' | 'public';
  readonly input?: z.ZodType;
  readonly answer?: z.ZodType;
  readonly created?: boolean;
  handle(input: unknown, scope: Scope, raw: { request: FastifyRequest; reply: FastifyReply }): Promise<unknown>;
}

export type Endpoint = CommandEndpoint | QueryEndpoint | ActionEndpoint;

interface CommandSpec<S, C extends Command, E extends DomainEvent, I extends z.ZodType> extends Described {
  readonly aggregate: Aggregate<S, C, E>;
  /** Plural noun in the path; the aggregate's name + `s` unless told. */
  readonly resource?: string;
  readonly verb: string;
  readonly roles: readonly Role[];
  readonly input: I;
  readonly created?: boolean;
  /** Adds time, ids and the actor, and looks up what the decider must know. */
  toCommand(input: z.infer<I>, scope: Scope, id: string): NoInfer<C> | Promise<NoInfer<C>>;
  /** The aggregate's id, where it is not the path's. */
  target?(id: string, scope: Scope): string;
  /** What the answer adds to id, version and position: a pure function of what was recorded. */
  answer?(outcome: Outcome<S, E>, scope: Scope): object;
}

/** Offers an aggregate's command over HTTP. */
export function command<S, C extends Command, E extends DomainEvent, I extends z.ZodType>(spec: CommandSpec<S, C, E, I>): CommandEndpoint {
  const { aggregate, verb, roles, input, summary, created = false, resource = `${aggregate.name}s` } = spec;
  return {
    kind: 'command',
    resource,
    verb,
    roles,
    input,
    created,
    summary,
    provision: spec.provision ?? '',
    placeOf: (id, scope) => aggregate.placeOf?.(spec.target?.(id, scope) ?? id) ?? {},
    async prepare(id, body, scope) {
      const prepared = await spec.toCommand(body as z.infer<I>, scope, id);
      return {
        run: async (execute) => asAtFirst(aggregate, await execute(aggregate, spec.target?.(id, scope) ?? id, prepared)),
        answer: (outcome) => spec.answer?.(outcome as Outcome<S, E>, scope) ?? {},
      };
    },
  };
}

/** A repeat is answered with the version that its first call left, however far the aggregate has gone on since. */
function asAtFirst<S, C extends Command, E extends DomainEvent>(aggregate: Aggregate<S, C, E>, outcome: Outcome<S, E>): Outcome<S, E> {
  const last = outcome.events.at(-1);
  if (!outcome.repeated || !last) return outcome;
  return { ...outcome, version: last.revision + (aggregate.origin ? 2 : 1) };
}

interface QuerySpec<P extends z.ZodType> extends Described {
  readonly path: string;
  readonly roles: readonly Role[] | 'any' | 'public';
  readonly params?: P;
  readonly answer?: z.ZodType;
  handle(params: z.infer<P>, scope: Scope, raw: { request: FastifyRequest; reply: FastifyReply }): Promise<unknown>;
}

export function query<P extends z.ZodType>(spec: QuerySpec<P>): QueryEndpoint {
  return { kind: 'query', ...spec, handle: (params, scope, raw) => spec.handle(params as z.infer<P>, scope, raw) };
}

interface ActionSpec<I extends z.ZodType> extends Described {
  readonly method?: 'POST' | 'DELETE';
  readonly path: string;
  readonly roles: readonly Role[] | 'any' | 'public';
  readonly input?: I;
  readonly answer?: z.ZodType;
  readonly created?: boolean;
  handle(input: z.infer<I>, scope: Scope, raw: { request: FastifyRequest; reply: FastifyReply }): Promise<unknown>;
}

export function action<I extends z.ZodType>(spec: ActionSpec<I>): ActionEndpoint {
  return { kind: 'action', method: 'POST', ...spec, handle: (input, scope, raw) => spec.handle(input as z.infer<I>, scope, raw) };
}

/** Path of an endpoint below `/api`, in the router's notation. */
export function pathOf(endpoint: Endpoint): string {
  return endpoint.kind === 'command' ? `${endpoint.resource}/:id/${endpoint.verb}` : endpoint.path;
}
