import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agent, kiosk, since, trace, type Detail } from './kiosk.ts';
import { expectProblem } from './problem.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

const questions = [
  { code: 'trato', words: '¿Cómo lo trataron?', kind: 'scale' },
  { code: 'espera', words: '¿Cuánto esperó?', kind: 'choice', options: ['Poco', 'Mucho'] },
  { code: 'idea', words: '¿Qué mejoraría?', kind: 'text' },
] as const;
const launch = { title: 'Percepción de los servicios', until: '2026-12-15', questions };

interface Issued {
  readonly tokens: readonly { readonly token: string; readonly url: string }[];
}

interface Results {
  readonly state: string;
  readonly minimum: number;
  readonly cells: readonly { readonly centre: string; readonly service: string; readonly n?: number; readonly hidden?: true; readonly questions?: readonly { readonly code: string; readonly mean?: number }[] }[];
  readonly national: readonly { readonly service: string; readonly n: number; readonly pooled: number }[];
}

const answer = (trato: number, more: object = {}) => ({ version: 1, service: 'consulta', answers: { trato, espera: 0 }, ...more });

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
