import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agent, kiosk, since, trace, type Detail } from './kiosk.ts';
import { expectProblem } from './problem.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, type World } from './world.ts';

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
