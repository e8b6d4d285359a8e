import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts';
import { send } from './client.ts';
import { expectProblem } from './problem.ts';
import { lima } from './virtual-clock.ts';
import { submission } from './samples.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

type Case = readonly [what: string, changes: Readonly<Record<string, unknown>>, expected: { code: string; field?: string }];

const invalid = (field: string) => ({ code: 'invalid-input', field });
const sender = (changes: object) => ({ sender: { name: 'Persona Ficticia', identity: { kind: 'NONE' }, ...changes } });
const identity = (kind: unknown, number: unknown) => sender({ identity: { kind, number } });

const registrations: readonly Case[] = [
  ['a number of the client', { number: 7 }, { code: 'invalid-input' }],
  ['a year of the client', { year: 2026 }, { code: 'invalid-input' }],
  ['a date of the client', { receivedAt: '2026-11-24T10:00:00Z' }, { code: 'invalid-input' }],
  ['a legal date of the client', { legalDate: '2026-11-24' }, { code: 'invalid-input' }],
  ['a code of the client', { code: 'AAAAA-BBBBB' }, { code: 'invalid-input' }],
  ['a state of the client', { state: 'archived' }, { code: 'invalid-input' }],
  ['no folios at all', { folios: 0 }, invalid('folios')],
  ['folios below zero', { folios: -1 }, invalid('folios')],
  ['half a folio', { folios: 1.5 }, invalid('folios')],
  ['folios as text', { folios: '3' }, invalid('folios')],
  ['too many folios', { folios: 100_001 }, invalid('folios')],
  ['folios beyond all numbers', { folios: 1e308 }, invalid('folios')],
  ['folios that are null', { folios: null }, invalid('folios')],
  ['an organ that does not exist', { organ: 'nadie' }, { code: 'organ-unknown', field: 'organ' }],
  ['an organ whose code is none', { organ: 'DGPP; DROP TABLE events' }, invalid('organ')],
  ['an organ by its place in a prototype', { organ: 'constructor' }, { code: 'organ-unknown', field: 'organ' }],
  ['a kind of trámite that does not exist', { procedure: 'nada' }, { code: 'procedure-unknown', field: 'procedure' }],
  ['a kind of document that does not exist', { kind: 'poema' }, invalid('kind')],
  ['a channel that does not exist', { channel: 'paloma' }, invalid('channel')],
  ['no subject', { about: '' }, invalid('about')],
  ['a subject of blanks', { about: '   \t ' }, invalid('about')],
  ['a subject without end', { about: 'a'.repeat(1_001) }, invalid('about')],
  ['a subject with control characters', { about: 'Pide\u0000 algo' }, invalid('about')],
  ['a subject that turns the text around', { about: 'Pide\u202E algo' }, invalid('about')],
  ['a subject with half a sign', { about: 'Pide \uD800' }, invalid('about')],
  ['nobody as the sender', { sender: undefined }, invalid('sender')],
  ['a sender without a name', sender({ name: '' }), invalid('sender.name')],
  ['a DNI of seven digits', identity('DNI', '1234567'), { code: 'invalid-dni', field: 'sender.identity.number' }],
  ['a DNI of nine digits', identity('DNI', '123456789'), { code: 'invalid-dni', field: 'sender.identity.number' }],
  ['a DNI with a letter', identity('DNI', '1234567A'), { code: 'invalid-dni', field: 'sender.identity.number' }],
  ['a DNI as a number', identity('DNI', 12_345_678), invalid('sender.identity.number')],
  ['a DNI in other digits', identity('DNI', '１２３４５６７８'), { code: 'invalid-dni', field: 'sender.identity.number' }],
  ['a RUC with a wrong check digit', identity('RUC', '20131370646'), { code: 'invalid-ruc', field: 'sender.identity.number' }],
  ['a RUC of a prefix that does not exist', identity('RUC', '30131370645'), { code: 'invalid-ruc', field: 'sender.identity.number' }],
  ['a RUC that is cut', identity('RUC', '2013137064'), { code: 'invalid-ruc', field: 'sender.identity.number' }],
  ['an identity of no kind', identity('LE', '12345678'), { code: 'invalid-input' }],
  ['a number without a document', identity('NONE', '12345678'), { code: 'invalid-input' }],
  ['an e-mail that is none', sender({ email: 'no es correo' }), invalid('sender.email')],
  ['ten thousand annexes', { annexes: Array.from({ length: 10_000 }, () => ({ description: 'x', folios: 1 })) }, invalid('annexes')],
  ['an annex without words', { annexes: [{ description: '' }] }, invalid('annexes.0.description')],
  ['an annex with folios below zero', { annexes: [{ description: 'x', folios: -1 }] }, invalid('annexes.0.folios')],
  ['annexes that are no list', { annexes: { length: 3 } }, invalid('annexes')],
  ['a file whose hash is none', { files: [{ sha256: 'zz', name: 'x' }] }, invalid('files.0.sha256')],
  ['a file that nobody uploaded', { files: [{ sha256: 'a'.repeat(64), name: 'x' }] }, { code: 'file-not-found' }],
  ['an observation of nothing', { observe: [] }, invalid('observe')],
  ['an observation that tells a DNI', { observe: ['Falta el DNI 45678912'] }, invalid('observe.0')],
  ['a hidden prototype', JSON.parse('{"__proto__x": {"role": "ogauc"}}') as Record<string, unknown>, { code: 'invalid-input' }],
];

describe('A wrong registration', () => {
  let world: World;
  let before: number;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
    before = await world.head();
  });
  afterEach(async () => expect(await world.head()).toBe(before));
  afterAll(() => world.end());

  it.each(registrations)('with %s is refused, and says which field', async (_, changes, expected) => {
    expectProblem(await world.operator('CAJ').send('desks/CAJ/receive', submission(changes)), expected);
  });

  it('names what it does not admit, and what the server itself gives', async () => {
    const { body } = await world.operator('CAJ').send<Problem>('desks/CAJ/receive', submission({ number: 7, receivedAt: 'hoy' }));
    expect(body.errors).toEqual([{ field: 'number', message: 'No se admite: number, receivedAt. Estos datos no existen o los pone el servidor.' }]);
  });

  it('never repeats in its refusal what it was given of a person', async () => {
    const { body } = await world.operator('CAJ').send('desks/CAJ/receive', submission({ folios: 0, ...sender({ name: 'Zenobia', identity: { kind: 'DNI', number: '4815162' }, email: 'zenobia en casa' }) }));
    expect(JSON.stringify(body)).not.toMatch(/Zenobia|4815162|zenobia en casa/);
  });

  it('at a centre that does not exist is refused', async () => {
    const { status, body } = await world.operator('CAJ').send('desks/ZZZ/receive', submission());
    expect({ status, body }).toMatchObject({ status: 403, body: { code: 'other-centre' } });
    for (const id of ['zz', '../CAJ', 'CAJ-2026', '%00', 'CAJ%2F..', 'C'.repeat(300)]) {
      const reply = await world.operator('CAJ').send(`desks/${id}/receive`, submission());
      expectProblem(reply);
    }
  });
});

describe('A wrong step', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterEach(() => world.end());

  it('is refused by where the document stands, and changes nothing', async () => {
    const operator = world.operator('CAJ');
    const organ = world.organ('dgpp');
    const [received, observed, held] = [await receive(world, 'CAJ'), await receive(world, 'CAJ', { observe: ['Falta la firma'] }), await accepted(world, 'CAJ')];
    const annulled = await receive(world, 'CAJ');
    await operator.act(`documents/${annulled.id}/annul`, { reason: 'Duplicado' });
    const before = await world.head();
    const route = { organ: 'dgpp' };
    const attempts = [
      [operator, `documents/${received.id}/remedy`, {}, 'not-observed'],
      [operator, `documents/${received.id}/return`, { to: 'sender' }, 'not-held-not-presented'],
      [organ, `documents/${received.id}/accept`, {}, 'not-routed'],
      [operator, `documents/${observed.id}/route`, route, 'observation-pending'],
      [operator, `documents/${observed.id}/observe`, { requirements: ['Otra'] }, 'already-observed'],
      [operator, `documents/${held.id}/route`, route, 'held-by-organ'],
      [operator, `documents/${held.id}/observe`, { requirements: ['Tarde'] }, 'observation-too-late'],
      [operator, `documents/${held.id}/annul`, { reason: 'Demasiado tarde' }, 'held-by-organ'],
      [organ, `documents/${held.id}/accept`, {}, 'held-by-organ'],
      [organ, `documents/${held.id}/reject`, { reason: 'Ya lo aceptó' }, 'held-by-organ'],
      [organ, `documents/${held.id}/archive`, {}, 'not-answered'],
      [organ, `documents/${held.id}/answer`, { kind: 'oficio' }, 'answer-without-reference'],
      [organ, `documents/${held.id}/correct-folios`, { folios: 1, reason: 'Hay menos folios' }, 'folios-shrink'],
      [operator, `documents/${annulled.id}/route`, route, 'document-finished'],
      [operator, 'documents/CAJ-2026-999999/route', route, 'document-unknown'],
      [operator, 'documents/CAJ-2026-000000/route', route, 'document-unknown'],
      [operator, 'documents/CAJ-1999-000001/route', route, 'document-unknown'],
      [operator, 'documents/nada/route', route, 'document-unknown'],
      [operator, 'documents/CAJ-2026-999999/observe', { requirements: ['Falta'] }, 'not-found'],
    ] as const;
    for (const [person, path, body, code] of attempts) expectProblem(await person.send(path, body), { code });
    expect(await world.head()).toBe(before);
  });

  it('of the organ in the place of another, or of two at once, leaves one holder', async () => {
    const { id } = await accepted(world, 'CAJ');
    const replies = await Promise.all([
      world.organ('dgpp').send(`documents/${id}/reroute`, { organ: 'dgcp', reason: 'Es de contabilidad' }),
      world.organ('dgcp').send(`documents/${id}/accept`),
      world.organ('dgpp').send(`documents/${id}/answer`, { kind: 'conocimiento' }),
    ]);
    for (const reply of replies.filter(({ status }) => status !== 200)) expectProblem(reply);
    const steps = (await world.steps(id)).slice(2);
    expect([['DocumentRerouted'], ['DocumentRerouted', 'DocumentAcceptedByOrgan'], ['DocumentAnswered']]).toContainEqual(steps);
  });

  it('with reference data that make no sense is refused', async () => {
    const admin = world.at('demo-admin');
    const before = await world.head();
    const organ = { id: 'nuevo', siglas: 'N', name: 'Nuevo', type: 'linea', from: '2026-01-01', source: 'Prueba', verified: false };
    const holiday = { id: 'h1', name: 'Día', rule: { type: 'date', date: '2026-12-24' }, scope: { level: 'national' }, kind: 'bridge', norm: 'Norma', verified: false };
    const attempts: [path: string, body: unknown, code: string][] = [
      ['organs/otro/register', organ, 'id-mismatch'],
      ['organs/nuevo/register', { ...organ, from: '2026-02-30' }, 'invalid-input'],
      ['organs/nuevo/register', { ...organ, verified: 'sí' }, 'invalid-input'],
      ['organs/nuevo/amend', organ, 'organ-unknown'],
      ['organs/dgpp/register', { ...organ, id: 'dgpp' }, 'organ-already-registered'],
      ['organs/dgpp/close', { on: '2026-12-01', successor: 'nadie', source: 'Prueba', verified: false }, 'organ-unknown'],
      ['centres/NUE/register', { code: 'NUE', name: 'Nuevo', department: '99', foreign: false, source: 'Prueba', verified: false }, 'invalid-input'],
      ['holidays/h1/declare', { ...holiday, rule: { type: 'date', date: '2026-13-01' } }, 'invalid-input'],
      ['holidays/h1/declare', { ...holiday, rule: { type: 'never' } }, 'invalid-input'],
      ['holidays/nada/withdraw', { reason: 'No existe tal día' }, 'holiday-unknown'],
      ['policies/inventada/set', { value: 1, from: '2026-12-01', norm: 'Norma', verified: false }, 'policy-unknown'],
      ['policies/routing-working-days/set', { value: -1, from: '2026-12-01', norm: 'Norma', verified: false }, 'policy-value-invalid'],
      ['policies/routing-working-days/set', { value: 'muchos', from: '2026-12-01', norm: 'Norma', verified: false }, 'policy-value-invalid'],
    ];
    for (const [path, body, code] of attempts) {
      const reply = await admin.send<Problem>(path, body);
      expectProblem(reply);
      expect({ path, code: reply.body.code }).toEqual({ path, code });
    }
    expect(await world.head()).toBe(before);
  });
});

describe('A request that is no request', () => {
  let world: World;
  let before: number;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
    before = await world.head();
  });
  afterEach(async () => expect(await world.head()).toBe(before));
  afterAll(() => world.end());

  const post = async (body: string | Buffer, headers: Record<string, string> = {}, path = 'desks/CAJ/receive') =>
    send(`${world.url}/api/${path}`, {
      method: 'POST',
      headers: { ...(await world.operator('CAJ').headers()), 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });

  it.each([
    ['text that is no JSON', '{"folios": 3', { status: 400, code: 'malformed-request' }],
    ['nothing', '', { status: 422, code: 'invalid-input' }],
    ['null', 'null', { status: 422, code: 'invalid-input' }],
    ['a list', '[]', { status: 422, code: 'invalid-input' }],
    ['a number', '7', { status: 422, code: 'invalid-input' }],
    ['text', '"hola"', { status: 422, code: 'invalid-input' }],
    ['NaN', '{"folios": NaN}', { status: 400, code: 'malformed-request' }],
    ['a poisoned prototype', '{"__proto__": {"role": "ogauc"}}', { status: 400, code: 'malformed-request' }],
    ['a poisoned constructor', '{"constructor": {"prototype": {"role": "ogauc"}}}', { status: 400, code: 'malformed-request' }],
    ['a byte order mark before nothing', '\uFEFF', { status: 400, code: 'malformed-request' }],
  ] as const)('but %s is refused', async (_, body, expected) => {
    expectProblem(await post(body), expected);
  });

  it('because it is not UTF-8 is refused', async () => {
    const valid = JSON.stringify(submission({ about: 'XX' }));
    for (const bytes of [[0xff, 0xfe], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8, 0x88]]) {
      expectProblem(await post(Buffer.from(valid.replace('XX', String.fromCharCode(...bytes)), 'latin1')), { status: 422, code: 'invalid-utf8' });
    }
  });

  it('because it is as deep as the sea is refused', async () => {
    for (const depth of [60, 1_000, 250_000]) {
      const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
      for (const body of [deep, `{"folios": ${deep}}`, `${'{"a":'.repeat(depth / 2)}[${'['.repeat(depth / 2)}`]) expectProblem(await post(body), { status: 422, code: 'json-too-deep' });
    }
    const admin = await world.at('demo-admin').headers();
    const policy = `{"value": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "from": "2026-12-01", "norm": "Norma", "verified": false}`;
    expectProblem(await post(policy, admin, 'policies/routing-working-days/set'), { code: 'json-too-deep' });
    expectProblem(await post(JSON.stringify(submission({ about: '['.repeat(500), folios: 0 }))), { code: 'invalid-input', field: 'folios' });
  });

  it('because it is too large is refused, whatever it says of its size', async () => {
    const large = JSON.stringify({ about: 'a'.repeat(1_100_000) });
    expectProblem(await post(large), { status: 413, code: 'body-too-large' });
    const raw = (text: string) =>
      new Promise<string>((resolve) => {
        const { hostname, port } = new URL(world.url);
        const socket = connect(Number(port), hostname, () => socket.write(text));
        let answer = '';
        socket.on('data', (chunk) => (answer += chunk.toString('latin1'))).on('close', () => resolve(answer)).on('error', () => resolve(answer));
        setTimeout(() => socket.destroy(), 1_500);
      });
    const { authorization } = await world.operator('CAJ').headers();
    const head = `POST /api/desks/CAJ/receive HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${authorization}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/json\r\n`;
    expect(await raw(`${head}Content-Length: 999999999\r\n\r\n{}`)).toMatch(/^HTTP\/1\.1 413 .*body-too-large/s);
    expect(await raw(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw('ESTO NO ES HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(`GET /api/board HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('because its content is of another type is refused', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) expectProblem(await post('x=1', { 'content-type': type }), { status: 415, code: 'unsupported-media-type' });
    expectProblem(await post('x', { 'content-type': 'multipart/form-data; boundary=x' }));
    expectProblem(await post('{}', { 'content-type': 'application/json; charset=utf-16' }));
  });

  it('because there is nothing at its address, or not by its method, is refused', async () => {
    const headers = await world.operator('CAJ').headers();
    const addresses: [method: string, path: string][] = [
      ['GET', '/api/nada'], ['POST', '/api/documents/x/volar'], ['PUT', '/api/documents/x'], ['DELETE', '/api/documents/x'], ['PATCH', '/api/board'],
      ['GET', '/api/documents/%'], ['GET', '/api/documents/%E0%A4%A'], ['GET', '/api/%00'], ['GET', `/api/documents/${'a'.repeat(500)}`], ['GET', '/api//documents'],
    ];
    for (const [method, path] of addresses) {
      const reply = await send(`${world.url}${path}`, { method, headers });
      expect({ path, status: reply.status >= 400 && reply.status < 500, type: reply.headers.get('content-type') }).toEqual({ path, status: true, type: expect.stringMatching(/^application\/problem\+json/) });
      expectProblem(reply);
    }
  });

  it('because it leaves the API is refused, or answered by the screens; never by a file of the platform', async () => {
    for (const path of ['/nada', '/api/../log.db', '/..%2flog.db', '/data/log.db']) {
      const reply = await send(`${world.url}${path}`, {});
      if (reply.status === 200) expect(Buffer.from(reply.body as Uint8Array).toString()).toContain('<div id="root">');
      else expectProblem(reply);
    }
  });

  it('because its question makes no sense is refused', async () => {
    const questions = [
      'documents', 'documents?centre=CAJ&limit=0', 'documents?centre=CAJ&limit=9999', 'documents?centre=CAJ&limit=x', 'documents?centre=CAJ&state=volando', 'documents?centre=CAJ&pending=quizás',
      'documents?centre=CAJ&cursor=zzz', 'documents?centre=CAJ&cursor=eyJhIjoxfQ', 'documents?centre=CAJ&centre=CUS', 'documents?organ=dgpp', 'board?at=mañana', 'board?at=-1', 'board?at=1&at=2', 'board?at=1e400',
      'centres/ZZZ', 'documents/CAJ-2026-000001', 'documents/CAJ-2026-000001/cargo.pdf', `documents?centre=${'a'.repeat(5_000)}`, 'organs/nadie/tray', 'files/zz',
    ];
    for (const question of questions) {
      const reply = await world.at('demo-ogauc').look(question);
      expect({ question, refused: reply.status >= 400 && reply.status < 500 }).toEqual({ question, refused: true });
      expectProblem(reply);
    }
  });

  it('a position of the future is refused', async () => {
    expect(await world.at('demo-ogauc').look('board?at=999999999')).toMatchObject({ status: 422, body: { code: 'position-ahead', field: 'at' } });
  });
});
