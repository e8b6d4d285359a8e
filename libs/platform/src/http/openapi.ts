import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { Board, CentreDetail, CentreTile, DocumentSheet, DocumentSummary, HolidayRow, HoursWindow, Problem, roleNames, Session, SessionOptions, Tracking } from '#contracts';
import type { Context } from '../context.ts';
import { pathOf, type Endpoint } from '../endpoint.ts';

const problem = { description: 'Error, en español y con código estable', content: { 'application/problem+json': { schema: Problem } } };

const CommandAnswer = z.looseObject({ id: z.string(), version: z.int(), position: z.int().optional(), repeated: z.boolean() }).meta({ id: 'CommandAnswer' });

/** Shapes that several answers share, named once. */
const schemas = { Board, CentreDetail, CentreTile, DocumentSheet, DocumentSummary, HolidayRow, HoursWindow, Problem, Session, SessionOptions, Tracking };

/** The API's description (OpenAPI 3.1), from the very schemas that check it. */
export function describeApi(contexts: readonly Context[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { name, endpoints = [] } of contexts) {
    for (const endpoint of endpoints) {
      const path = `/api/${pathOf(endpoint)}`.replaceAll(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[methodOf(endpoint)] = operationOf(name, endpoint);
    }
  }
  return createDocument({
    openapi: '3.1.1',
    info: { title: 'CONECTAMEF', version: '1', description: 'Plataforma de los centros de servicios del Ministerio de Economía y Finanzas.' },
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: paths as ZodOpenApiPathsObject,
  });
}

const methodOf = (endpoint: Endpoint): string => (endpoint.kind === 'query' ? 'get' : endpoint.kind === 'action' ? endpoint.method.toLowerCase() : 'post');

function operationOf(context: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const roles = endpoint.roles === 'public' ? 'Pública.' : endpoint.roles === 'any' ? 'Todo puesto.' : `Puestos: ${endpoint.roles.map((role) => roleNames[role]).join('; ')}.`;
  const answer = endpoint.kind === 'command' ? CommandAnswer : endpoint.answer;
  const status = endpoint.kind !== 'query' && endpoint.created ? '201' : '200';
  const input = endpoint.kind === 'query' ? undefined : endpoint.input;
  return {
    tags: [context],
    operationId: `${methodOf(endpoint)}-${pathOf(endpoint).replaceAll(/[^a-z]+/gi, '-')}`,
    summary: endpoint.summary,
    description: [roles, endpoint.provision && `Disposición: ${endpoint.provision}.`].filter(Boolean).join(' '),
    ...(endpoint.roles !== 'public' && { security: [{ bearer: [] }] }),
    requestParams: paramsOf(endpoint),
    ...(input && { requestBody: { content: { 'application/json': { schema: input } } } }),
    responses: {
      [status]: { description: 'Hecho', ...(answer && { content: { 'application/json': { schema: answer } } }) },
      default: problem,
    },
  };
}

function paramsOf(endpoint: Endpoint): NonNullable<ZodOpenApiOperationObject['requestParams']> {
  const names = [...pathOf(endpoint).matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const path = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  if (endpoint.kind === 'command') {
    return { path, header: z.object({ 'Idempotency-Key': z.string().min(8).max(200), 'If-Match': z.string().optional() }) };
  }
  if (endpoint.kind !== 'query') return names.length > 0 ? { path } : {};
  const shape = endpoint.params instanceof z.ZodObject ? endpoint.params.shape : {};
  const rest = Object.fromEntries(Object.entries(shape).filter(([name]) => !names.includes(name)));
  return { path, query: z.object({ ...rest, at: z.coerce.number().optional().describe('Espera a que la vista llegue a esta posición') }) };
}
