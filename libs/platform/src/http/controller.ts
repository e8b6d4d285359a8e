import { Controller, Delete, Get, Inject, Post, HttpCode, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pathOf, type Endpoint } from '../endpoint.ts';
import { Pipeline } from './pipeline.ts';

const verbs = { GET: Get, POST: Post, DELETE: Delete };

export const methodOf = (endpoint: Endpoint): keyof typeof verbs =>
  endpoint.kind === 'query' ? 'GET' : endpoint.kind === 'action' ? endpoint.method : 'POST';

/** A Nest controller with one route for each endpoint: a context declares endpoints and nothing else. */
export function controllerFor(context: string, endpoints: readonly Endpoint[]): Type {
  @Controller('api')
  class ContextController {
    readonly pipeline: Pipeline;

    constructor(@Inject(Pipeline) pipeline: Pipeline) {
      this.pipeline = pipeline;
    }
  }
  Object.defineProperty(ContextController, 'name', { value: `${context}Controller` });
  for (const endpoint of endpoints) addRoute(ContextController, endpoint);
  return ContextController;
}

function addRoute(controller: Type<{ pipeline: Pipeline }>, endpoint: Endpoint): void {
  const method = methodOf(endpoint);
  const name = `${method} ${pathOf(endpoint)}`;
  const { prototype } = controller;
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: { pipeline: Pipeline }, request: FastifyRequest, reply: FastifyReply) {
      return this.pipeline.run(endpoint, request, reply);
    },
  });
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name)!;
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  verbs[method](pathOf(endpoint))(prototype, name, descriptor);
  if (method === 'POST') HttpCode(endpoint.kind !== 'query' && endpoint.created ? 201 : 200)(prototype, name, descriptor);
}
