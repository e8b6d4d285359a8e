import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { send, type Reply } from './client.ts';
import { expectProblem } from './problem.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

const questions = [
  { code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' },
  { code: 'espera', words: '¿Cuánto esperó?', kind: 'choice', options: ['Poco', 'Mucho'] },
  { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' },
] as const;
const launch = { title: 'Percepción de los servicios', until: '2026-12-15', questions };
const trace = 'c0ffee00c0ffee00c0ffee00c0ffee00';
const agent = 'NavegadorDePrueba/7.7';

interface Issued {
  readonly tokens: readonly { readonly token: string; readonly url: string }[];
}

interface Results {
  readonly state: string;
  readonly minimum: number;
  readonly cells: readonly { readonly centre: string; readonly service: string; readonly n?: number; readonly hidden?: true; readonly questions?: readonly { readonly code: string; readonly mean?: number }[] }[];
  readonly national: readonly { readonly service: string; readonly n: number; readonly pooled: number }[];
}

interface Detail {
  readonly record: { readonly status: string; readonly acts: readonly string[]; readonly facts: Readonly<Record<string, unknown>> };
}

/** Somebody at a kiosk: no session, and a browser that says much of itself. */
const kiosk = (world: World) => ({
  look: (path: string) => send(`${world.url}/api/${path}`, { headers: { 'user-agent': agent } }),
  say: <T = Problem>(path: string, body: unknown): Promise<Reply<T>> =>
    send<T>(`${world.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': agent, 'x-forwarded-for': '203.0.113.77', traceparent: `00-${trace}-00f067aa0ba902b7-01`, 'idempotency-key': 'clave-del-navegador' },
      body: JSON.stringify(body),
    }),
});

const answer = (trato: number, more: object = {}) => ({ version: 1, service: 'consulta', answers: { trato, espera: 0 }, ...more });

const since = async (world: World, position: number, ...types: string[]): Promise<readonly RecordedEvent[]> => (await world.log(position)).filter(({ type }) => types.includes(type));

describe('Perception surveys (DIR.5.1.2.e)', () => {
  let world: World;
  let start: number;
  const tokens: Record<string, string[]> = {};
  const issue = async (post: string, centre: string, count: number) => (await world.at(post).act<Issued>('survey-tokens', { survey: 'percepcion2026', centre, count })).tokens.map(({ token }) => token);
  const take = (centre: string) => tokens[centre]!.shift()!;

  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['surveys'] });
    start = await world.head();
  });
  afterAll(() => world.end());

  it('are launched by OGAUC alone, with an instrument that can be answered', async () => {
    const ogauc = world.at('demo-ogauc');
    expect(await world.at('demo-coordinador-CUS').refused('surveys/percepcion2026/launch', launch)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    for (const wrong of [[], [questions[2]], [questions[0], questions[0]], [{ ...questions[0], options: ['a', 'b'] }], [questions[0], { ...questions[1], options: ['Una'] }], [{ ...questions[0], kind: 'stars' }]]) {
      expect(await ogauc.refused('surveys/percepcion2026/launch', { ...launch, questions: wrong })).toMatchObject({ status: 422, field: expect.stringContaining('questions') });
    }
    expect(await ogauc.refused('surveys/percepcion2026/launch', { ...launch, until: '2026-11-23' })).toMatchObject({ status: 422, code: 'survey-ends-before', field: 'until', provision: 'DIR.5.1.2.e' });
    expect(await ogauc.refused('survey-tokens', { survey: 'percepcion2026', centre: 'CUS', count: 5 })).toMatchObject({ status: 404, code: 'survey-unknown' });
    expect(await ogauc.send('surveys/percepcion2026/launch', launch)).toMatchObject({ status: 201, body: { status: 'open' } });
    expect(await ogauc.refused('surveys/percepcion2026/launch', launch)).toMatchObject({ status: 409, code: 'status-not-allowed' });
  });

  it('are answered with tokens that a centre hands out, of which the log knows the hashes alone', async () => {
    expect(await world.at('demo-coordinador-CUS').refused('survey-tokens', { survey: 'percepcion2026', centre: 'PUN', count: 5 })).toMatchObject({ status: 403, code: 'other-centre' });
    expect(await world.at('demo-operador-CUS').refused('survey-tokens', { survey: 'percepcion2026', centre: 'CUS', count: 5 })).toMatchObject({ status: 403 });
    expect(await world.at('demo-ogauc').refused('survey-tokens', { survey: 'percepcion2026', centre: 'XXX', count: 5 })).toMatchObject({ status: 422, code: 'centre-unknown' });
    expect(await world.at('demo-ogauc').refused('survey-tokens', { survey: 'percepcion2026', centre: 'CUS', count: 501 })).toMatchObject({ status: 422, field: 'count' });
    tokens.CUS = await issue('demo-coordinador-CUS', 'CUS', 30);
    tokens.PUN = await issue('demo-ogauc', 'PUN', 20);
    tokens.ICA = await issue('demo-ogauc', 'ICA', 5);
    const { body } = await kiosk(world).look(`kiosk/${tokens.CUS[0]}`);
    expect(body).toMatchObject({ title: launch.title, version: 1, questions });
    const log = JSON.stringify(await world.log(start));
    for (const token of Object.values(tokens).flat()) expect(log).not.toContain(token.split('.')[1]);
  });

  it('refuse what cannot be an answer, and use up no token for it', async () => {
    const token = tokens.CUS![0]!;
    const refused = async (body: object) => (await kiosk(world).say(`kiosk/${token}`, body)).body;
    expect(await refused(answer(6))).toMatchObject({ status: 422, code: 'answer-outside-scale', field: 'answers.trato', provision: 'DIR.5.1.2.e' });
    expect(await refused(answer(0))).toMatchObject({ status: 422, code: 'answer-outside-scale' });
    expect(await refused(answer(4, { answers: { trato: 4, espera: 2 } }))).toMatchObject({ status: 422, code: 'answer-not-an-option' });
    expect(await refused(answer(4, { answers: { trato: 4 } }))).toMatchObject({ status: 422, code: 'answer-missing', field: 'answers.espera' });
    expect(await refused(answer(4, { answers: { trato: 4, espera: 0, nombre: 1 } }))).toMatchObject({ status: 422, code: 'question-unknown' });
    expect(await refused(answer(4, { version: 2 }))).toMatchObject({ status: 409, code: 'other-version' });
    expect(await refused(answer(4, { service: 'pasaportes' }))).toMatchObject({ status: 422, field: 'service' });
    expect(await refused({ ...answer(4), dni: '71234567' })).toMatchObject({ status: 422, code: 'invalid-input' });
    for (const wrong of ['nada', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, token.replace('CUS', 'PUN'), 'CUS-otrav1.AAAA-AAAA-AAAA-AAAA']) {
      expectProblem(await kiosk(world).look(`kiosk/${wrong}`), { status: 404, code: 'token-unknown' });
      expectProblem(await kiosk(world).say(`kiosk/${wrong}`, answer(4)), { status: 404, code: 'token-unknown' });
    }
    expect(await since(world, start, 'FichaUsed')).toEqual([]);
  });

  it('take one answer of a token, of two that come at once as well', async () => {
    const token = take('CUS');
    const both = await Promise.all([kiosk(world).say(`kiosk/${token}`, answer(2)), kiosk(world).say(`kiosk/${token.toLowerCase().replace('cus-', 'CUS-')}`, answer(2))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expectProblem(await kiosk(world).say(`kiosk/${token}`, answer(5)), { status: 409, code: 'token-used' });
    expectProblem(await kiosk(world).look(`kiosk/${token}`), { status: 409, code: 'token-used' });
    expect(await since(world, start, 'FichaUsed')).toHaveLength(1);
  });

  it('keep answers sealed until there are so many together that none can be told from the others', async () => {
    for (let i = 0; i < 11; i++) await kiosk(world).say(`kiosk/${take('CUS')}`, answer(1 + (i % 2), i === 0 ? { answers: { trato: 1, espera: 1, idea: 'Llamen al 984 000 111, soy Ana Ficticia' } } : {}));
    for (let i = 0; i < 7; i++) await kiosk(world).say(`kiosk/${take('PUN')}`, answer(5, { service: i === 0 ? 'training' : 'consulta' }));
    for (let i = 0; i < 2; i++) await kiosk(world).say(`kiosk/${take('ICA')}`, answer(4));
    expect(await since(world, start, 'RespuestaEncuestaReceived')).toEqual([]);
    await world.moveTo(lima('2026-11-25 00:00:01'));
    expect((await since(world, start, 'RespuestaEncuestaReceived')).map(({ meta }) => meta.centre)).toEqual(Array(7).fill('CUS'));
    expect(await world.at('demo-ogauc').see<Results>('surveys/percepcion2026/results')).toMatchObject({ state: 'collecting', cells: [], national: [] });
  });

  it('hold nothing in an answer that leads to whoever gave it', async () => {
    const used = await since(world, start, 'FichaUsed');
    const answers = await since(world, start, 'RespuestaEncuestaReceived', 'RespuestasShuffled');
    const marks = used.flatMap(({ id, data, meta }) => [id, meta.correlationId, meta.causationId, (data as { hash: string }).hash, ...(data as { sealed: string }).sealed.split('.').slice(1)]);
    const told = JSON.stringify(answers);
    for (const mark of [...marks, ...tokens.CUS!, agent, trace, '203.0.113.77', '127.0.0.1', 'clave-del-navegador', 'traceparent', '984 000 111', 'Ana Ficticia']) expect(told).not.toContain(mark);
    for (const { meta } of [...used, ...answers]) expect({ actor: meta.actor, at: meta.occurredAt }).toEqual({ actor: { kind: 'system', id: 'kiosk', role: 'system' }, at: '2026-11-25T04:59:59.000Z' });
    for (const mark of [agent, trace, '203.0.113.77', 'clave-del-navegador', 'Ficticia']) expect(JSON.stringify(used)).not.toContain(mark);
    expect(new Set(used.map(({ data }) => (data as { sealed: string }).sealed.length)).size).toBe(1);
    expect(Object.keys(answers.find(({ type }) => type === 'RespuestaEncuestaReceived')!.data as object).toSorted()).toEqual(['answers', 'centre', 'date', 'service', 'survey', 'texts', 'version']);
  });

  it('are closed by their date; what came after is refused, and each centre is counted', async () => {
    await world.moveTo(lima('2026-12-16 00:00:02'));
    await world.settle();
    expectProblem(await kiosk(world).say(`kiosk/${take('CUS')}`, answer(5)), { status: 409, code: 'survey-closed' });
    expectProblem(await kiosk(world).look(`kiosk/${take('CUS')}`), { status: 409, code: 'survey-closed' });
    expect(await world.at('demo-ogauc').refused('survey-tokens', { survey: 'percepcion2026', centre: 'CUS', count: 5 })).toMatchObject({ status: 409, code: 'survey-closed' });
    const counts = (await since(world, start, 'RecuentoClosed')).map(({ meta, data }) => [meta.centre, (data as { counted: number }).counted, (data as { discarded: number }).discarded]);
    expect(counts.toSorted()).toEqual([['CUS', 12, 0], ['ICA', 0, 2], ['PUN', 7, 0]]);
  });

  it('show results by centre, service and quarter, and nothing of fewer than k', async () => {
    const { state, minimum, cells, national } = await world.at('demo-especialista-CUS-dgpp').see<Results>(`surveys/percepcion2026/results?at=${await world.head()}`);
    expect({ state, minimum }).toEqual({ state: 'published', minimum: 5 });
    expect(cells.find(({ centre }) => centre === 'CUS')).toMatchObject({ service: 'consulta', n: 12, questions: [{ code: 'trato', mean: 1.5 }, { code: 'espera' }] });
    expect(cells.find(({ centre, service }) => centre === 'PUN' && service === 'training')).toEqual({ centre: 'PUN', centreName: expect.any(String), service: 'training', quarter: '2026-T4', hidden: true });
    expect(national.map(({ service, n, pooled }) => [service, n, pooled])).toEqual([['consulta', 18, 0]]);
  });

  it('give their free texts to OGAUC alone, without the numbers of persons, and erase them', async () => {
    expect((await world.at('demo-coordinador-CUS').look('surveys/percepcion2026/comments')).status).toBe(403);
    const { comments } = await world.at('demo-ogauc').see<{ comments: { text: string; subject: string }[] }>('surveys/percepcion2026/comments');
    expect(comments).toMatchObject([{ centre: 'CUS', code: 'idea', text: 'Llamen al [dato retirado], soy Ana Ficticia' }]);
    const officer = world.at('demo-datos');
    expect(await officer.refused('anonymous-texts/erase', { subject: `s_${'0'.repeat(32)}`, reason: 'Nombra a una persona' })).toMatchObject({ status: 404, code: 'text-unknown' });
    expect(await officer.act('anonymous-texts/erase', { subject: comments[0]!.subject, reason: 'Nombra a una persona' })).toMatchObject({ erased: true });
    expect(await world.at('demo-ogauc').see('surveys/percepcion2026/comments')).toMatchObject({ comments: [] });
  });

  it('open an improvement plan where the score is low, which the centre carries out and OGAUC closes', async () => {
    await world.settle();
    const plan = 'improvement-plans/CUS-percepcion2026v1';
    expect(await since(world, start, 'PlanMejoraOpened')).toMatchObject([{ meta: { centre: 'CUS' }, data: { plan: 'CUS-percepcion2026v1' } }]);
    const { waiting } = await world.at('demo-coordinador-CUS').see<{ waiting: object[] }>('surveys/inbox');
    expect(waiting).toMatchObject([{ path: 'improvement-plans', actTitle: 'Dar cuenta del plan de mejora' }]);
    const report = { measures: 'Se abrió una segunda ventanilla y se capacitó al personal.', evidence: ['0'.repeat(64)] };
    expect(await world.at('demo-coordinador-PUN').refused(`${plan}/report`, report)).toMatchObject({ status: 403, code: 'other-centre' });
    expect(await world.at('demo-coordinador-CUS').refused(`${plan}/report`, report)).toMatchObject({ code: 'file-not-found' });
    const { sha256 } = (await world.operator('CUS').upload(new TextEncoder().encode('%PDF-1.4\n%%EOF\n'), 'application/pdf')).body;
    expect(await world.at('demo-ogauc').refused(`${plan}/close`, { outcome: 'Se verificó en el centro' })).toMatchObject({ status: 409, code: 'status-not-allowed' });
    await world.at('demo-coordinador-CUS').act(`${plan}/report`, { ...report, evidence: [sha256] });
    expect(await world.at('demo-coordinador-CUS').refused(`${plan}/close`, { outcome: 'Se verificó en el centro' })).toMatchObject({ status: 403, code: 'role-not-allowed' });
    await world.at('demo-ogauc').act(`${plan}/return`, { reason: 'Falta la lista de asistencia' });
    await world.at('demo-coordinador-CUS').act(`${plan}/report`, { ...report, evidence: [sha256] });
    await world.at('demo-ogauc').act(`${plan}/close`, { outcome: 'Se verificó en el centro' });
    const { record } = await world.at('demo-ogauc').see<Detail>(`${plan}?at=${await world.head()}`);
    expect(record).toMatchObject({ status: 'closed', facts: { reportedBy: 'demo-coordinador-CUS' } });
  });

  it('are on the board of the Directive', async () => {
    const { cells } = await world.at('demo-ogauc').see<{ cells: { rule: string; place: string; standing: string }[] }>(`directive?at=${await world.head()}`);
    const standing = (rule: string, place: string) => cells.find((cell) => cell.rule === rule && cell.place === place)?.standing;
    expect([standing('DIR.5.1.2.e', 'nation'), standing('RM.1.II.e', 'nation'), standing('DIR.5.1.2.e-plan', 'CUS'), standing('DIR.5.1.2.e-plan', 'PUN')]).toEqual(['kept', 'kept', 'kept', 'not-applicable']);
  });

  it('are launched again as another version, of which the tokens before open nothing', async () => {
    await world.at('demo-ogauc').act('surveys/percepcion2026/launch', { ...launch, until: '2027-01-31' });
    expectProblem(await kiosk(world).say(`kiosk/${take('CUS')}`, answer(5)), { status: 409, code: 'survey-closed' });
    const [token = ''] = await issue('demo-ogauc', 'CUS', 1);
    expect((await kiosk(world).look(`kiosk/${token}`)).body).toMatchObject({ version: 2 });
    expectProblem(await kiosk(world).say(`kiosk/${token}`, answer(5)), { status: 409, code: 'other-version' });
  });

  it('are closed once, whoever asks at the same time', async () => {
    const before = await world.head();
    const replies = await Promise.all([world.at('demo-ogauc').send('surveys/percepcion2026/close'), world.at('demo-ogauc').send('surveys/percepcion2026/close')]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await since(world, before, 'EncuestaClosed')).toMatchObject([{ data: { version: 2, centres: ['CUS'], cause: 'ogauc' } }]);
  });
});

describe('The suggestion box (DIR.5.5.e)', () => {
  let world: World;
  let start: number;
  let acta: string;
  const at = async () => `at=${await world.head()}`;
  const suggestions = async (post: string) => (await world.at(post).see<{ records: { id: string; title: string; status: string }[] }>(`suggestions?${await at()}`)).records;

  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00'), services: ['surveys'] });
    start = await world.head();
    acta = (await world.operator('CUS').upload(new TextEncoder().encode('%PDF-1.4\nacta\n%%EOF\n'), 'application/pdf')).body.sha256;
  });
  afterAll(() => world.end());

  it('is one at each centre, installed once of two at once, and opened with an acta and a count', async () => {
    const coordinator = world.at('demo-coordinador-CUS');
    const install = { on: '2026-11-02', place: 'Junto a la puerta de ingreso' };
    expect(await world.at('demo-coordinador-PUN').refused('suggestion-boxes/CUS/install', install)).toMatchObject({ status: 403, code: 'other-centre' });
    expect(await coordinator.refused('suggestion-boxes/CUS/install', { ...install, on: '2026-12-01' })).toMatchObject({ status: 422, code: 'box-date-invalid', field: 'on', provision: 'DIR.5.5.e' });
    const both = await Promise.all([coordinator.send('suggestion-boxes/CUS/install', install), world.at('demo-ogauc').send('suggestion-boxes/CUS/install', install)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const open = { on: '2026-11-20', count: 3, acta };
    expect(await coordinator.refused('suggestion-boxes/CUS/open', { ...open, acta: '0'.repeat(64) })).toMatchObject({ code: 'file-not-found', field: 'acta' });
    expect(await coordinator.refused('suggestion-boxes/CUS/open', { ...open, on: '2026-11-01' })).toMatchObject({ code: 'box-date-invalid' });
    expect(await coordinator.refused('suggestion-boxes/CUS/open', { ...open, count: -1 })).toMatchObject({ status: 422, field: 'count' });
    await coordinator.act('suggestion-boxes/CUS/open', open);
    expect(await coordinator.refused('suggestion-boxes/CUS/open', { ...open, on: '2026-11-23' })).toMatchObject({ status: 409, code: 'acta-used' });
  });

  it('takes what anybody says, without asking who, and takes the numbers of persons out', async () => {
    expect((await kiosk(world).look('buzon/CUS')).body).toMatchObject({ services: expect.arrayContaining([{ code: 'training', name: 'Capacitación' }]), posts: expect.arrayContaining([{ code: 'specialist', name: 'Especialista' }]) });
    const said = { about: 'service', service: 'training', text: 'La sala es fría. Mi DNI es 71234567 y mi correo ana@correo.pe' };
    expect(await kiosk(world).say('buzon/CUS', said)).toMatchObject({ status: 201, body: { received: true, redacted: 2 } });
    expect(await kiosk(world).say('buzon/CUS', { about: 'post', post: 'centre-coordinator', text: 'La coordinación no atiende reclamos' })).toMatchObject({ status: 201, body: { redacted: 0 } });
    expectProblem(await kiosk(world).say('buzon/XXX', said), { status: 404 });
    expectProblem(await kiosk(world).say('buzon/CUS', { ...said, nombre: 'Ana' }), { status: 422, code: 'invalid-input' });
    expectProblem(await kiosk(world).say('buzon/CUS', { about: 'service', text: said.text }), { status: 422, code: 'subject-missing', field: 'service' });
    expectProblem(await kiosk(world).say('buzon/CUS', { ...said, post: 'operator' }), { status: 422, code: 'subject-mixed' });
    expectProblem(await kiosk(world).say('buzon/CUS', { ...said, text: 'corto' }), { status: 422, field: 'text' });
    expect(await suggestions('demo-coordinador-CUS')).toEqual([]);
  });

  it('is emptied when the day is over, with nothing in it that leads to whoever spoke', async () => {
    await world.moveTo(lima('2026-11-25 08:00'));
    const held = await since(world, start, 'SugerenciaHeld');
    const dropped = await since(world, start, 'SugerenciaDropped');
    expect([held.length, dropped.length]).toEqual([2, 2]);
    const marks = held.flatMap(({ id, data, meta }) => [id, meta.correlationId, meta.causationId, ...(data as { sealed: string }).sealed.split('.').slice(1)]);
    const told = JSON.stringify(dropped);
    for (const mark of marks) expect(told).not.toContain(mark);
    for (const mark of [agent, trace, '203.0.113.77', '127.0.0.1', 'clave-del-navegador', 'traceparent', '71234567', 'ana@correo.pe', 'reclamos']) expect(JSON.stringify([...held, ...dropped])).not.toContain(mark);
    for (const { meta } of [...held, ...dropped]) expect({ actor: meta.actor.id, at: meta.occurredAt }).toEqual({ actor: 'kiosk', at: '2026-11-25T04:59:59.000Z' });
    expect(new Set(held.map(({ data }) => (data as { sealed: string }).sealed.length)).size).toBe(1);
  });

  it('shows words once they are moderated, by somebody whom they are not about', async () => {
    const all = await suggestions('demo-coordinador-CUS');
    const about = all.find(({ title }) => title.endsWith('un puesto'))!.id;
    const cold = all.find(({ title }) => title.endsWith('un servicio'))!.id;
    expect(await suggestions('demo-coordinador-PUN')).toEqual([]);
    const text = async (post: string, id: string) => (await world.at(post).see<Detail>(`suggestions/${id}?${await at()}`)).record.facts.text;
    expect(await text('demo-operador-CUS', cold)).toBeUndefined();
    expect(await text('demo-coordinador-CUS', cold)).toBe('La sala es fría. Mi DNI es [dato retirado] y mi correo [dato retirado]');
    expect(await text('demo-coordinador-CUS', about)).toBeUndefined();
    expect(await text('demo-ogauc', about)).toBe('La coordinación no atiende reclamos');
    const coordinator = world.at('demo-coordinador-CUS');
    expect(await coordinator.refused(`suggestions/${about}/moderate`, { shown: true })).toMatchObject({ status: 403, code: 'own-suggestion', provision: 'DIR.5.5.e' });
    expect(await coordinator.refused(`suggestions/${cold}/moderate`, { shown: false, reason: 'No conviene' })).toMatchObject({ status: 403, code: 'withheld-by-ogauc-only' });
    expect(await coordinator.refused(`suggestions/${cold}/classify`, { category: 'premises', concerns: [] })).toMatchObject({ status: 409, code: 'status-not-allowed' });
    await coordinator.act(`suggestions/${cold}/moderate`, { shown: true });
    expect(await text('demo-operador-CUS', cold)).toContain('La sala es fría');
    expect(await coordinator.refused(`suggestions/${cold}/classify`, { category: 'premises', concerns: ['centre-coordinator'] })).toMatchObject({ status: 403, code: 'own-suggestion' });
    await coordinator.act(`suggestions/${cold}/classify`, { category: 'premises', concerns: [] });
    expect(await coordinator.refused(`suggestions/${cold}/act-upon`, { action: 'Llamar al 984000111' })).toMatchObject({ status: 422, field: 'action' });
    await coordinator.act(`suggestions/${cold}/act-upon`, { action: 'Se repararon las ventanas de la sala' });
    expect(await world.at('demo-ogauc').refused(`suggestions/${about}/moderate`, { shown: false })).toMatchObject({ status: 422, code: 'reason-missing' });
    await world.at('demo-ogauc').act(`suggestions/${about}/moderate`, { shown: false, reason: 'No se entiende' });
    expect(await text('demo-coordinador-CUS', about)).toBeUndefined();
  });

  it('lets words be erased in which somebody is named', async () => {
    const [first] = await suggestions('demo-datos');
    const { facts } = (await world.at('demo-datos').see<Detail>(`suggestions/${first!.id}`)).record;
    expect(facts.text).not.toBe('[texto suprimido]');
    await world.at('demo-datos').act('anonymous-texts/erase', { subject: facts.subject, reason: 'Nombra a una persona' });
    expect((await world.at('demo-datos').see<Detail>(`suggestions/${first!.id}`)).record.facts.text).toBe('[texto suprimido]');
  });

  it('takes in what was found on paper, once it was opened', async () => {
    const said = { about: 'post', post: 'specialist', text: 'El especialista explicó muy bien' };
    expect(await world.at('demo-coordinador-PUN').refused('suggestions/PUN-papel1/transcribe', said)).toMatchObject({ status: 409, code: 'box-not-opened' });
    await world.at('demo-coordinador-CUS').act('suggestions/CUS-papel1/transcribe', said);
    expect((await since(world, start, 'SugerenciaDropped')).at(-1)?.data).toMatchObject({ channel: 'paper', date: '2026-11-20', post: 'specialist' });
  });

  it('counts them, but never so few that somebody could be recognised', async () => {
    for (let i = 0; i < 5; i++) await kiosk(world).say('buzon/CUS', { about: 'service', service: 'desk', text: `Atienden rápido, van ${i}` });
    await world.moveTo(lima('2026-11-26 08:00'));
    const { counts, national } = await world.at('demo-ogauc').see<{ counts: object[]; national: object[] }>(`suggestions/summary?quarter=2026-T4&${await at()}`);
    expect(counts).toEqual(expect.arrayContaining([expect.objectContaining({ centre: 'CUS', topic: 'desk', n: 5 }), expect.objectContaining({ centre: 'CUS', topic: 'training', hidden: true })]));
    expect(national).toEqual([{ topic: 'desk', n: 5 }]);
    expectProblem(await world.at('demo-ogauc').look('suggestions/summary?quarter=ayer'), { status: 422, field: 'quarter' });
  });

  it('is on the board of the Directive: installed, opened in time, each suggestion acted upon', async () => {
    const standing = async (rule: string, place: string) => {
      const { cells } = await world.at('demo-ogauc').see<{ cells: { rule: string; place: string; standing: string }[] }>(`directive?${await at()}`);
      return cells.find((cell) => cell.rule === rule && cell.place === place)?.standing;
    };
    expect([await standing('DIR.5.5.e', 'CUS'), await standing('DIR.5.5.e', 'PUN')]).toEqual(['kept', 'breached']);
    expect([await standing('DIR.5.5.e-opening', 'CUS'), await standing('DIR.5.5.e-action', 'CUS')]).toEqual(['due', 'due']);
    await world.moveTo(lima('2027-01-10 08:00'));
    expect([await standing('DIR.5.5.e-opening', 'CUS'), await standing('DIR.5.5.e-action', 'CUS')]).toEqual(['breached', 'breached']);
  });

  it('keeps from the live feed that somebody is at it now', async () => {
    const before = await world.head();
    await kiosk(world).say('buzon/CUS', { about: 'service', service: 'desk', text: 'Hay poca luz en la entrada' });
    expect(await world.head()).toBeGreaterThan(before);
    const controller = new AbortController();
    const feed = await fetch(`${world.url}/api/live`, { headers: { ...(await world.at('demo-ogauc').headers()), 'last-event-id': String(start) }, signal: controller.signal });
    const reader = feed.body!.getReader();
    let told = '';
    await world.at('demo-ogauc').act('suggestion-boxes/PUN/install', { on: '2027-01-05', place: 'Junto a la puerta' });
    while (!told.includes('"centre":"PUN"')) told += new TextDecoder().decode((await reader.read()).value);
    controller.abort();
    expect(told).toContain('BuzonInstalled');
    for (const type of ['SugerenciaHeld', 'SugerenciasTakenOut', 'FichaUsed']) expect(told).not.toContain(type);
  });

  it('takes only so many at a centre in a minute, whoever sends them', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => kiosk(world).say('buzon/PUN', { about: 'service', service: 'desk', text: 'Muchas veces lo mismo' })));
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
    expectProblem(replies.find(({ status }) => status === 429)!, { code: 'too-many-requests' });
    expect((await kiosk(world).say('buzon/ICA', { about: 'service', service: 'desk', text: 'De otro centro, una vez' })).status).toBe(201);
  });
});
