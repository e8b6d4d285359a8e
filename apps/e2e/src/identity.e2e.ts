import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Problem } from '#contracts';
import type { Reply } from './client.ts';
import { lima } from './virtual-clock.ts';
import { submission } from './samples.ts';
import { accepted, openWorld, receive, tokenFor, type World } from './world.ts';

describe('Who is asking', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const operatorOfCusco: JWTPayload = { sub: 'cuenta-1', role: 'operator', centre: 'CUS' };
  const seconds = () => Math.floor(world.now.getTime() / 1000);
  const sign = (claims: JWTPayload, key?: Uint8Array) =>
    new SignJWT({ iss: 'conectamef-demo', aud: 'conectamef', exp: seconds() + 600, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(key ?? (world.running.sessionSecret));
  const boardWith = (token: string | undefined) => world.with(token).look<Problem>('board');
  const expectRefused = (reply: Reply<Problem>, code: string) => {
    expect(reply).toMatchObject({ status: 401, body: { status: 401, code, field: 'Authorization' } });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  };

  it('must be told by a token, in every command and every query that is not public', async () => {
    expectRefused(await boardWith(undefined), 'token-missing');
    const before = await world.head();
    expect(await world.with(undefined).send('desks/CUS/receive', submission())).toMatchObject({ status: 401, body: { code: 'token-missing' } });
    expect(await world.head()).toBe(before);
    const api = (await (await fetch(`${world.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, { security?: unknown }>> };
    for (const [path, operations] of Object.entries(api.paths)) {
      for (const [method, { security }] of Object.entries(operations)) {
        const { status } = await fetch(`${world.url}${path.replaceAll(/\{\w+\}/g, 'CUS')}`, { method: method.toUpperCase() });
        expect({ path, denied: status === 401 }).toEqual({ path, denied: security !== undefined });
      }
    }
  });

  it('is a token of ours, whole and unaltered', async () => {
    const good = await sign(operatorOfCusco);
    expect((await boardWith(good)).status).toBe(200);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as JWTPayload;
    const promoted = Buffer.from(JSON.stringify({ ...claims, role: 'administrator' })).toString('base64url');
    const forged = {
      'of another key': await sign(operatorOfCusco, new Uint8Array(32).fill(7)),
      'with no algorithm': new UnsecuredJWT({ ...claims }).encode(),
      'with a role put in': `${head}.${promoted}.${signature}`,
      'without its signature': `${head}.${body}.`,
      'of another issuer': await sign({ ...operatorOfCusco, iss: 'otro' }),
      'for another audience': await sign({ ...operatorOfCusco, aud: 'otra' }),
      'not yet valid': await sign({ ...operatorOfCusco, nbf: seconds() + 3_600 }),
      'that never ends': await new SignJWT({ iss: 'conectamef-demo', aud: 'conectamef', ...operatorOfCusco }).setProtectedHeader({ alg: 'HS256' }).sign(world.running.sessionSecret),
      'that is text': 'hola',
      'that is empty': '',
      'of 10,000 signs': 'a'.repeat(10_000),
    };
    for (const [what, token] of Object.entries(forged)) {
      const reply = await boardWith(token);
      expect({ what, status: reply.status }).toEqual({ what, status: 401 });
      expect(['token-invalid', 'token-missing']).toContain(reply.body.code);
    }
  });

  it('says which post they act from, with its centre or organ', async () => {
    for (const claims of [{ sub: 'a', role: 'operator' }, { sub: 'a', role: 'document-coordinator' }, { sub: 'a', role: 'emperor' }, { sub: 'a' }, { role: 'ogauc' }]) {
      const reply = await boardWith(await sign(claims));
      expect(reply.status).toBe(401);
      expect(['token-claims', 'token-invalid']).toContain(reply.body.code);
    }
  });

  it('is asked again once the session is over', async () => {
    const token = await sign({ ...operatorOfCusco, exp: seconds() + 60 });
    expect((await boardWith(token)).status).toBe(200);
    world.clock!.moveTo(new Date(world.now.getTime() + 61_000).toISOString());
    expectRefused(await boardWith(token), 'token-expired');
    expectRefused(await boardWith(await sign({ ...operatorOfCusco, exp: seconds() - 1 })), 'token-expired');
  });

  it('an operator acts at their own centre alone', async () => {
    const before = await world.head();
    const { id } = await receive(world, 'CUS');
    const stranger = world.operator('ARE');
    expect(await stranger.refused('desks/CUS/receive', submission())).toMatchObject({ status: 403, code: 'other-centre' });
    expect(await stranger.refused('desks/CUS/open')).toMatchObject({ status: 403, code: 'other-centre' });
    for (const [verb, body] of Object.entries({ route: { organ: 'dgpp' }, observe: { requirements: ['Firma'] }, annul: { reason: 'No es suyo' }, 'correct-folios': { folios: 9, reason: 'No es suyo' } })) {
      expect(await stranger.refused(`documents/${id}/${verb}`, body)).toMatchObject({ status: 403, code: 'other-centre' });
    }
    expect(await world.at('demo-coordinador-ARE').refused('desks/CUS/assign-operator', { operator: 'x' })).toMatchObject({ status: 403, code: 'other-centre' });
    await world.settle();
    expect((await stranger.look(`documents/${id}`)).status).toBe(404);
    expect((await stranger.look(`documents/${id}/cargo.pdf`)).status).toBe(404);
    expect((await stranger.see<{ documents: unknown[] }>('documents?centre=CUS')).documents).toEqual([]);
    expect(await world.log(before)).toHaveLength(1);
  });

  it('an organ acts on what it holds alone', async () => {
    const { id } = await accepted(world, 'CUS', 'dgpp');
    const other = world.organ('ogaj');
    for (const [verb, body] of Object.entries({ answer: { kind: 'conocimiento' }, archive: {}, reroute: { organ: 'dgpi', reason: 'No es suyo' }, remit: { entity: 'Otra entidad', toldBy: 'post' } })) {
      expect((await other.refused(`documents/${id}/${verb}`, body)).status).toBeGreaterThanOrEqual(403);
    }
    expect(await other.refused('document-coordinators/dgpp/designate', { person: 'x', from: '2026-11-24', act: 'Memorando 1' })).toMatchObject({ status: 403, code: 'other-organ' });
    expect(await world.steps(id)).toEqual(['DocumentRouted', 'DocumentAcceptedByOrgan']);
  });

  it('a post does what is its own to do, and nothing else', async () => {
    const { id } = await receive(world, 'CUS');
    const attempts: [post: string, path: string, body: unknown][] = [
      ['demo-ogauc', 'desks/CUS/receive', submission()],
      ['demo-coordinador-CUS', 'desks/CUS/receive', submission()],
      ['demo-documentario-dgpp', `documents/${id}/route`, { organ: 'dgpp' }],
      ['demo-operador-CUS', `documents/${id}/accept`, {}],
      ['demo-operador-CUS', 'desks/CUS/implement', { hours: [], from: '2026-01-01', source: 'x' }],
      ['demo-operador-CUS', 'organs/dgpp/close', { on: '2026-11-24', source: 'x', verified: false }],
      ['demo-operador-CUS', 'subjects/erase', { kind: 'DNI', number: '45678912', reason: 'Porque sí' }],
      ['demo-admin', 'subjects/erase', { kind: 'DNI', number: '45678912', reason: 'Porque sí' }],
      ['demo-datos', `documents/${id}/annul`, { reason: 'Porque sí' }],
    ];
    const before = await world.head();
    for (const [post, path, body] of attempts) expect(await world.at(post).refused(path, body)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    expect(await world.head()).toBe(before);
  });

  it('is never told by the body of a request', async () => {
    const before = await world.head();
    for (const forged of [{ actor: { id: 'otro', role: 'ogauc' } }, { operator: 'otro' }, { role: 'ogauc' }, { centre: 'ARE' }, { desk: 'ARE' }]) {
      const problem = await world.operator('CUS').refused('desks/CUS/receive', submission(forged));
      expect(problem).toMatchObject({ status: 422, code: 'invalid-input' });
      expect(problem.errors?.some(({ message }) => message.includes(Object.keys(forged)[0]!))).toBe(true);
    }
    expect(await world.head()).toBe(before);
    await receive(world, 'CUS');
    const [event] = await world.log(before);
    expect(event!.meta.actor).toEqual({ kind: 'person', id: 'demo-operador-CUS', role: 'operator', centre: 'CUS' });
  });

  it('is remembered with what they did: their post, and no name', async () => {
    const token = await tokenFor(world, { id: 'cuenta-77', name: 'Eusebia Condori', role: 'operator', centre: 'CUS' });
    const before = await world.head();
    await world.with(token).act('desks/CUS/receive', submission());
    const [event] = await world.log(before);
    expect(event!.meta.actor).toEqual({ kind: 'person', id: 'cuenta-77', role: 'operator', centre: 'CUS' });
    expect(JSON.stringify(event)).not.toContain('Eusebia');
  });
});
