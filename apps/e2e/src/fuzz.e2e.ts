import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Role, roleNames } from '#contracts';
import type { Reply } from './client.ts';
import { expectProblem } from './problem.ts';
import { lima } from './virtual-clock.ts';
import { submission } from './samples.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

/** `FUZZ=20` for twenty times as many attempts. */
const times = Number(process.env.FUZZ ?? 1);

const postOf: Readonly<Record<Role, string>> = {
  operator: 'demo-operador-CAJ',
  'centre-coordinator': 'demo-coordinador-CAJ',
  'document-coordinator': 'demo-documentario-dgpp',
  'administrative-coordinator': 'demo-administrativo-CAJ',
  specialist: 'demo-especialista-CAJ-dgpp',
  'technical-lead': 'demo-tecnico-dgpp',
  'director-general': 'demo-director-dgpp',
  communications: 'demo-comunicaciones',
  'human-resources': 'demo-rrhh',
  technology: 'demo-ogti',
  ogauc: 'demo-ogauc',
  oautda: 'demo-oautda',
  'data-officer': 'demo-datos',
  administrator: 'demo-admin',
  importer: 'demo-import',
};
const posts = [...Object.values(postOf), 'demo-operador-CUS', 'demo-documentario-ogaj'];

/** Values that are wrong somewhere: of another type, at a limit, or what breaks programs. */
const oddities: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e21, 2 ** 53, '', ' ', '\u0000', '\uD800', '\u202E', 'a'.repeat(3_000), '__proto__', 'constructor', '../..', "'; DROP TABLE events; --", '2026-02-30', '9999-12-31', '0000-01-01',
  '2026-11-24T25:00:00Z', 'CAJ-2026-000001', 'dgpp', 'ARE', '45678912', '20131370645', [], [null], {}, { length: 1 }, { toJSON: 'x' }, [[[[[]]]]],
];

/** Bodies that are right, or nearly: what a mutation starts from. */
const bodies: readonly Readonly<Record<string, unknown>>[] = [
  submission(), submission({ observe: ['Falta la firma'] }), { organ: 'dgpp' }, { organ: 'dgcp', reason: 'Es de otro' }, { requirements: ['Falta la firma'] }, { addedFolios: 2 }, { to: 'sender' },
  { kind: 'oficio', reference: 'Oficio 1', folios: 1 }, { entity: 'Otra entidad', toldBy: 'post' }, { folios: 9, reason: 'Contados otra vez' }, { reason: 'Por una razón' }, { sha256: 'a'.repeat(64), name: 'x.pdf' },
  { document: 'CAJ-2026-000001' }, { other: 'CAJ-2026-000002' }, { person: 'alguien', from: '2026-11-24', act: 'Memorando 1' }, { on: '2026-12-01', reason: 'Terminó' }, { operator: 'alguien' },
  { hours: [{ weekday: 1, open: '08:30', close: '17:00' }], from: '2026-11-24', source: 'Prueba' }, { date: '2026-11-20', reason: 'No se abrió' }, { checklist: [{ item: 'hours', complies: true }] },
  { value: 3, from: '2026-12-01', norm: 'Norma', verified: false }, { kind: 'DNI', number: '45678912', reason: 'Pedido del titular' }, { post: 'demo-admin' }, { system: 'otro', source: 'Prueba', cases: [] }, {},
];

interface Operation {
  readonly method: string;
  /** Below `/api/`. */
  readonly path: string;
  /** Posts that may do it. */
  readonly posts: readonly string[];
  /** Bodies that it may take. */
  readonly bodies: readonly Readonly<Record<string, unknown>>[];
}

interface Described {
  readonly description: string;
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: { readonly properties?: object } } } };
}

/** What the API says of itself, so that most attempts get past the door. */
function operationsOf(paths: Readonly<Record<string, Readonly<Record<string, Described>>>>): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description, requestBody }]) => {
      const fields = Object.keys(requestBody?.content['application/json'].schema.properties ?? {});
      const allowed = Role.options.filter((role) => description.includes(roleNames[role])).map((role) => postOf[role]);
      const fitting = bodies.filter((body) => Object.keys(body).length > 0 && Object.keys(body).every((name) => fields.includes(name)));
      return { method, path: path.slice('/api/'.length), posts: allowed.length > 0 ? allowed : posts, bodies: fitting.length > 0 ? fitting : [{}] };
    }),
  );
}

interface Attempt {
  readonly path: string;
  readonly post: string;
  readonly body: unknown;
}

/** Something of one kind four times in five, of the other else. */
const mostly = <T>(usual: readonly T[], other: readonly T[]): fc.Arbitrary<T> => fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 4 }, { arbitrary: fc.constantFrom(...other), weight: 1 });

const oddity = fc.oneof(fc.constantFrom(...oddities), fc.jsonValue({ maxDepth: 2 }));

/** A body with something put in the place of one of its fields, or beside them. */
const mutated = (fitting: Operation['bodies']): fc.Arbitrary<unknown> =>
  mostly(fitting, bodies).chain((base) =>
    fc
      .record({ field: fc.option(fc.constantFrom(...Object.keys(base), 'otro'), { nil: undefined }), odd: oddity })
      .map(({ field, odd }) => (field === undefined ? base : { ...base, [field]: odd })),
  );

const attempts = (operations: readonly Operation[], ids: readonly string[]): fc.Arbitrary<Attempt> =>
  fc.constantFrom(...operations).chain(({ path, posts: allowed, bodies: fitting }) =>
    fc
      .record({ post: mostly(allowed, posts), body: fc.oneof({ arbitrary: mutated(fitting), weight: 5 }, { arbitrary: fc.jsonValue(), weight: 1 }), places: fc.array(fc.constantFrom(...ids), { minLength: 2, maxLength: 2 }) })
      .map(({ post, body, places }) => ({ post, body, path: path.replaceAll(/\{\w+\}/g, (_, at: number) => encodeURIComponent(places[at % 2]!)) })),
  );

describe('Whatever is sent to it', () => {
  let world: World;
  let operations: readonly Operation[];
  let ids: readonly string[];
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
    operations = operationsOf(((await (await fetch(`${world.url}/openapi.json`)).json()) as { paths: Parameters<typeof operationsOf>[0] }).paths);
    const documents = [await receive(world, 'CAJ'), await accepted(world, 'CAJ'), await receive(world, 'CAJ', { observe: ['Falta la firma'] })].map(({ id }) => id);
    ids = [...documents, ...documents, 'CAJ', 'CAJ', 'CUS', 'dgpp', 'ogaj', 'oficio', 'routing-working-days', 'CAJ-2026-999999', 'nada', 'constructor', 'a'.repeat(64), 'ñandú', '%2e%2e', 'x'.repeat(150)];
  });
  afterAll(() => world.end());

  /** It is carried out, or it is refused as it should be and nothing was written. */
  const holds = async (reply: Reply, before: number) => {
    if (reply.status < 300) return world.settle();
    expectProblem(reply);
    expect(await world.head()).toBe(before);
  };

  it('is carried out or refused in Spanish with a code; the platform never breaks and never writes what it refuses', async () => {
    const posted = operations.filter(({ method, path }) => method === 'post' && path !== 'files');
    await fc.assert(
      fc.asyncProperty(attempts(posted, ids), async ({ path, post, body }) => {
        const before = await world.head();
        await holds(await world.at(post).send(path, body), before);
      }),
      { numRuns: 1_200 * times },
    );
  }, 60_000 * times);

  it('asks questions that are answered or refused, and writes nothing', async () => {
    const asked = operations.filter(({ method, path }) => method === 'get' && path !== 'live');
    const question = fc.dictionary(fc.constantFrom('centre', 'organ', 'state', 'pending', 'cursor', 'limit', 'at', 'code', 'x'), fc.oneof(fc.string(), fc.constantFrom('CAJ', 'dgpp', 'true', '5', 'received', '-1', '1e9', '__proto__', '%00')));
    await fc.assert(
      fc.asyncProperty(attempts(asked, ids), question, async ({ path, post }, query) => {
        const before = await world.head();
        await holds(await world.at(post).look(`${path}?${new URLSearchParams(query).toString()}`), before);
        expect(await world.head()).toBe(before);
      }),
      { numRuns: 800 * times },
    );
  }, 60_000 * times);

  it('is read as bytes, whatever they are', async () => {
    const headers = { ...(await world.operator('CAJ').headers()), 'content-type': 'application/json', 'idempotency-key': 'bytes-bytes-bytes' };
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const before = await world.head();
        const response = await fetch(`${world.url}/api/desks/CAJ/receive`, { method: 'POST', headers, body: new Uint8Array(bytes) });
        await holds({ status: response.status, headers: response.headers, body: await response.json() }, before);
      }),
      { numRuns: 200 * times },
    );
  }, 60_000 * times);

  it('leaves the platform whole', async () => {
    await world.restart();
    await receive(world, 'CAJ');
    expect((await fetch(`${world.url}/health/ready`)).status).toBe(200);
  });
});
