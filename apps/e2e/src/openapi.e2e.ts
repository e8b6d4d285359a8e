import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig, type Running } from '#platform';
import { startPlatform } from '../../embedded/src/platform.ts';
import { emptyFolder } from './world.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface Api {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
}

/** Every `$ref` in a document. */
function refsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' && typeof part === 'string' ? [part] : refsOf(part)));
}

describe('The description of the API', () => {
  let running: Running;
  let api: Api;
  beforeAll(async () => {
    running = await startPlatform(readConfig({ PORT: '0', DATA_DIR: await emptyFolder(), LOG_LEVEL: 'silent' }));
    api = (await (await fetch(`${running.url}/openapi.json`)).json()) as Api;
  });
  afterAll(() => running.close());

  const operations = () => Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

  it('is OpenAPI 3.1, and every reference in it leads somewhere', () => {
    expect(api.openapi).toMatch(/^3\.1\.\d+$/);
    expect(api.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    for (const ref of refsOf(api)) {
      const found = ref.slice(2).split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], api);
      expect({ ref, found: found !== undefined }).toEqual({ ref, found: true });
    }
  });

  it('describes every operation: once, in Spanish, with its answers, errors and parameters', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of operations()) {
      expect(['get', 'post', 'delete']).toContain(method);
      expect(operation.summary.length).toBeGreaterThan(5);
      const { default: problem, ...good } = operation.responses;
      expect({ path, problem: Object.keys(problem?.content ?? {}) }).toEqual({ path, problem: ['application/problem+json'] });
      expect(Object.keys(good)).toHaveLength(1);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect({ path, names: described.map(({ name }) => name).toSorted() }).toEqual({ path, names: named.toSorted() });
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  it('describes every route that the server has, and no other', () => {
    const routes = running.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }) as string;
    const served = new Set<string>();
    const trail: string[] = [];
    for (const line of routes.split('\n')) {
      const match = /^([│ ]*)[├└]── (\S*) \(([A-Z, ]+)\)|^([│ ]*)[├└]── (\S*)$/.exec(line);
      if (!match) continue;
      const depth = (match[1] ?? match[4] ?? '').length / 4;
      trail.length = depth;
      trail[depth] = match[2] ?? match[5] ?? '';
      for (const method of (match[3] ?? '').split(', ').filter(Boolean)) served.add(`${method} ${trail.join('')}`);
    }
    // The router names a place in the path as the first route did; a description names it as each does.
    const ofApi = [...served].filter((route) => /^(GET|POST|DELETE) \/api\//.test(route)).map((route) => route.replaceAll(/:\w+(\|:\w+)*/g, '{}'));
    const described = operations().map(({ path, method }) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(ofApi.toSorted()).toEqual(described.toSorted());
  });

  it('says of every command that it needs a token and an idempotency key', () => {
    const commands = operations().filter(({ path, method }) => method === 'post' && /\{id\}\/[a-z-]+(\/\{\w+\})?$/.test(path));
    expect(commands.length).toBeGreaterThan(30);
    for (const { path, operation } of commands) {
      expect({ path, security: operation.security }).toEqual({ path, security: [{ bearer: [] }] });
      expect(operation.parameters?.map(({ name }) => name)).toContain('Idempotency-Key');
      expect(operation.requestBody?.content['application/json']?.schema).toBeDefined();
    }
  });

  it('has a page to browse it, from the machine itself', async () => {
    const page = await (await fetch(`${running.url}/docs`)).text();
    expect(page).toMatch(/swagger-ui/i);
    const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(assets.filter((address) => /^https?:/.test(address))).toEqual([]);
    for (const address of assets) expect({ address, status: (await fetch(new URL(address, `${running.url}/docs`))).status }).toEqual({ address, status: 200 });
  });
});
