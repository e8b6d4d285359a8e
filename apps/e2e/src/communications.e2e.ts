import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Reply, Person } from './client.ts';
import { pdfSample, pngSample } from './samples.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, tokenFor, type World } from './world.ts';

interface Detail<F> {
  readonly record: { readonly status: string; readonly facts: F; readonly wait?: { readonly due?: string } };
}

interface Cell {
  readonly rule: string;
  readonly place: string;
  readonly standing: string;
}

describe('Communications', () => {
  let world: World;
  let file: string;
  let other: string;
  beforeAll(async () => {
    // A Monday.
    world = await openWorld({ now: lima('2026-03-02 09:00'), services: ['communications'] });
    [file, other] = await Promise.all(['uno', 'dos'].map(async (text) => (await world.operator('CUS').upload(pdfSample(text), 'application/pdf')).body.sha256)) as [string, string];
  });
  afterAll(() => world.end());

  const at = async () => `at=${await world.head()}`;
  const coordinator = (centre = 'CUS') => world.at(`demo-coordinador-${centre}`);
  const specialist = (organ: string, centre = 'CUS') => world.at(`demo-especialista-${centre}-${organ}`);
  const lead = (organ: string) => world.at(`demo-tecnico-${organ}`);
  const communications = () => world.at('demo-comunicaciones');
  const ogauc = () => world.at('demo-ogauc');
  const detail = async <F = object>(who: Person, path: string) => (await who.see<Detail<F>>(`${path}?${await at()}`)).record;
  const cell = async (rule: string, place: string) => (await ogauc().see<{ cells: Cell[] }>(`directive?${await at()}`)).cells.find((each) => each.rule === rule && each.place === place);
  const ok = (replies: readonly Reply[]) => replies.filter(({ status }) => status < 300).length;
  const codes = (replies: readonly Reply[]) => replies.filter(({ status }) => status >= 300).map(({ body }) => (body as { code: string }).code);
  const waitsFor = async (who: Person) => (await who.see<{ waiting: { path: string; id: string; wait: { act: string; due?: string }; overdue: boolean }[] }>(`communications/inbox?${await at()}`)).waiting.map(({ path, wait }) => `${path} ${wait.act}`);
  const unchanged = async (attempt: () => Promise<unknown>) => {
    const before = await world.head();
    const refused = await attempt();
    expect(await world.head()).toBe(before);
    return refused;
  };

  describe('directives (DIR.5.1.1.d)', () => {
    const what = { kind: 'directiva', subject: 'Cierre presupuestal', summary: 'Fechas del cierre del año' };

    it('are sent to the specialists and coordinators, who alone say that they have read them', async () => {
      await lead('dgpp').act('directivas/dgpp.cierre1/send', { ...what, file });
      expect(await cell('DIR.5.1.1.d', 'dgpp')).toMatchObject({ standing: 'kept' });
      const { directivas } = await coordinator().see<{ directivas: object[] }>(`directivas-tray?${await at()}`);
      expect(directivas).toMatchObject([{ id: 'dgpp.cierre1', delivered: false, read: false }]);
      expect(await waitsFor(coordinator())).toEqual(expect.arrayContaining(['directiva-receipts receive', 'murales install', 'aportes-boletin submit']));
      await coordinator().act('directiva-receipts/demo-coordinador-CUS/receive');
      expect(await waitsFor(coordinator())).not.toContain('directiva-receipts receive');
      expect((await coordinator().look(`directivas/dgpp.cierre1/files/${file}`)).status).toBe(200);
      expect((await world.operator('PUN').look(`directivas/dgpp.cierre1/files/${file}`)).status).toBe(404);
      expect(await waitsFor(coordinator())).toContain('directiva-receipts read');
      await coordinator().act('directiva-receipts/demo-coordinador-CUS/read', { directiva: 'dgpp.cierre1' });
      const { people, unread } = await lead('dgpp').see<{ people: object[]; unread: object[] }>(`directivas/dgpp.cierre1/reading?${await at()}`);
      expect(people).toMatchObject([{ person: 'demo-coordinador-CUS', centre: 'CUS', readAt: expect.any(String) }]);
      expect(unread).toHaveLength(49);
      expect(await unchanged(() => coordinator('PUN').refused('directiva-receipts/demo-coordinador-CUS/read', { directiva: 'dgpp.cierre1' }))).toMatchObject({ code: 'not-the-recipient', provision: 'DIR.5.1.1.d' });
      expect(await world.operator('CUS').refused('directiva-receipts/demo-operador-CUS/read', { directiva: 'dgpp.cierre1' })).toMatchObject({ code: 'role-not-allowed' });
      expect((await world.operator('CUS').look(`directivas/dgpp.cierre1?${await at()}`)).status).toBe(404);
    });

    it('that are in force reach whoever is new', async () => {
      const newcomer = world.with(await tokenFor(world, { id: 'recien-llegada', name: 'Persona Ficticia', role: 'specialist', centre: 'TAC', organ: 'dgcp' }));
      await newcomer.act('directiva-receipts/recien-llegada/receive');
      const { people } = await lead('dgpp').see<{ people: object[] }>(`directivas/dgpp.cierre1/reading?${await at()}`);
      expect(people).toContainEqual(expect.objectContaining({ person: 'recien-llegada', centre: 'TAC', role: 'specialist' }));
    });

    it('are superseded with a link both ways, once', async () => {
      await world.moveTo(lima('2026-03-02 09:10'));
      await lead('dgpp').act('directivas/dgpp.cierre2/send', { ...what, file: other });
      await lead('dgpp').act('directivas/dgpp.cierre3/send', { ...what, file: other });
      const reason = 'Se amplió la fecha';
      expect(await lead('dgpp').refused('directivas/dgpp.cierre2/supersede', { successor: 'dgpp.cierre2', reason })).toMatchObject({ status: 422, code: 'superseding-itself' });
      const both = await Promise.all(['dgpp.cierre2', 'dgpp.cierre3'].map((successor) => lead('dgpp').send('directivas/dgpp.cierre1/supersede', { successor, reason })));
      expect([ok(both), codes(both)]).toEqual([1, ['status-not-allowed']]);
      await world.settle();
      const old = await detail<{ successor: string }>(lead('dgpp'), 'directivas/dgpp.cierre1');
      expect(old.status).toBe('superseded');
      expect((await detail<{ supersedes: string[] }>(lead('dgpp'), `directivas/${old.facts.successor}`)).facts.supersedes).toEqual(['dgpp.cierre1']);
      const { directivas } = await coordinator().see<{ directivas: { id: string }[] }>(`directivas-tray?${await at()}`);
      expect(directivas.map(({ id }) => id).sort()).toEqual(['dgpp.cierre2', 'dgpp.cierre3']);
    });

    it('with nobody to receive them, or without a file, are refused', async () => {
      expect(await lead('dgpp').refused('directivas/dgpp.nadie/send', { ...what, file, centres: [] })).toMatchObject({ status: 422, code: 'recipients-empty' });
      expect(await lead('dgpp').refused('directivas/dgpp.nadie/send', { ...what, file: 'a'.repeat(64) })).toMatchObject({ code: 'file-not-found', field: 'file' });
      expect(await lead('dgcp').refused('directivas/dgpp.nadie/send', { ...what, file })).toMatchObject({ code: 'other-organ' });
      expect(await ogauc().refused('directivas/dgpp.nadie/send', { ...what, file })).toMatchObject({ code: 'other-organ' });
      expect(await lead('dgpp').refused('directivas/dgpp.nadie/send', { ...what, file, subject: 'Llame al 987654321' })).toMatchObject({ status: 422, field: 'subject' });
    });
  });

  describe('consultas (DIR.5.1.1.e)', () => {
    const question = { sistema: 'tesoreria', subject: 'Devolución de saldos', question: '¿Cómo se devuelve un saldo de años anteriores?' };

    it('go to the organ that is competent, which answers within seven working days', async () => {
      await specialist('dgpp').act('consultas/CUS-saldos1/ask', question);
      const waiting = async (organ: string) => (await lead(organ).see<{ waiting: object[] }>(`communications/inbox?${await at()}`)).waiting;
      expect(await waiting('dgetp')).toMatchObject([{ id: 'CUS-saldos1', wait: { due: lima('2026-03-11 23:59:59').replace('.000Z', 'Z') } }]);
      expect(await waiting('dgpp')).toEqual([]);
      const answer = { answer: 'Con un recibo de devolución del ejercicio anterior' };
      expect(await lead('dgpp').refused('consultas/CUS-saldos1/answer', answer)).toMatchObject({ status: 403, code: 'other-organ' });
      expect(await ogauc().refused('consultas/CUS-saldos1/answer', answer)).toMatchObject({ status: 403, code: 'role-not-allowed' });
      const own = world.with(await tokenFor(world, { id: 'demo-especialista-CUS-dgpp', name: 'x', role: 'technical-lead', organ: 'dgetp' }));
      expect(await unchanged(() => own.refused('consultas/CUS-saldos1/answer', answer))).toMatchObject({ status: 403, code: 'own-act', provision: 'DIR.5.1.1.e' });
      await lead('dgetp').act('consultas/CUS-saldos1/answer', answer);
      expect(await lead('dgetp').refused('consultas/CUS-saldos1/answer', answer)).toMatchObject({ code: 'status-not-allowed' });
      expect(await cell('DIR.5.1.1.e', 'dgetp')).toMatchObject({ standing: 'kept' });
    });

    it('make a base of knowledge, whose answers are amended and never edited', async () => {
      const found = async (query: string) => (await coordinator('PUN').see<{ entries: { subject: string; answer: string }[] }>(`knowledge?${query}&${await at()}`)).entries;
      expect(await found('q=DEVOLUCION%20saldo')).toMatchObject([{ subject: 'Devolución de saldos' }]);
      expect(await found('q=arbitrios')).toEqual([]);
      expect(await found('sistema=presupuesto')).toEqual([]);
      await lead('dgetp').act('consultas/CUS-saldos1/amend', { answer: 'Con una nota de devolución', reason: 'Cambió la directiva de tesorería' });
      expect(await found('sistema=tesoreria')).toMatchObject([{ answer: 'Con una nota de devolución' }]);
      expect((await detail<{ answers: object[] }>(coordinator(), 'consultas/CUS-saldos1')).facts.answers).toHaveLength(2);
      await specialist('dgpp').act('consultas/CUS-saldos1/reopen', { more: '¿Y si el saldo es de 2020?' });
      expect(await found('sistema=tesoreria')).toEqual([]);
    });

    it('without a sistema, or of one that nobody is competent in, are refused', async () => {
      const { sistema: _, ...without } = question;
      expect(await specialist('dgpp').refused('consultas/CUS-nada1/ask', without)).toMatchObject({ status: 422, field: 'sistema' });
      expect(await specialist('dgpp').refused('consultas/CUS-nada1/ask', { ...question, sistema: 'otros' })).toMatchObject({ code: 'sistema-without-organ', field: 'sistema' });
      expect(await specialist('dgpp').refused('consultas/PUN-nada1/ask', question)).toMatchObject({ code: 'other-centre' });
    });

    it('are returned, given to another organ, and escalated when they are late', async () => {
      await coordinator().act('consultas/CUS-tarde1/ask', { ...question, sistema: 'presupuesto' });
      await lead('dgpp').act('consultas/CUS-tarde1/return', { missing: 'El año del saldo' });
      await coordinator().act('consultas/CUS-tarde1/reopen', { more: 'Es de 2025' });
      await ogauc().act('consultas/CUS-tarde1/assign', { sistema: 'contabilidad', reason: 'Es un asunto contable' });
      expect(await coordinator().refused('consultas/CUS-tarde1/escalate')).toMatchObject({ status: 409, code: 'not-overdue' });
      await world.moveTo(lima('2026-03-12 09:00'));
      expect(await cell('DIR.5.1.1.e', 'dgcp')).toMatchObject({ standing: 'breached' });
      await coordinator().act('consultas/CUS-tarde1/escalate');
      const { waiting } = await world.at('demo-director-dgcp').see<{ waiting: object[] }>(`communications/inbox?${await at()}`);
      expect(waiting).toMatchObject([{ id: 'CUS-tarde1', overdue: true }]);
      const answers = await Promise.all([lead('dgcp'), world.at('demo-director-dgcp')].map((who) => who.send('consultas/CUS-tarde1/answer', { answer: 'Con un asiento de ajuste' })));
      expect([ok(answers), codes(answers)]).toEqual([1, ['status-not-allowed']]);
    });
  });

  it('information is channelled to OGAUC, of the centre’s own department (DIR.5.5.a)', async () => {
    const what = { department: '08', jurisdictional: true, subject: 'Huelga regional', summary: 'Paro de transportistas esta semana' };
    expect(await coordinator().refused('informaciones/CUS-paro1/remit', { ...what, department: '21' })).toMatchObject({ status: 422, code: 'other-department', field: 'department' });
    expect(await coordinator().refused('informaciones/CUS-paro1/remit', { ...what, jurisdictional: false })).toMatchObject({ code: 'sistema-or-jurisdiction' });
    expect(await specialist('dgpp').refused('informaciones/CUS-paro1/remit', what)).toMatchObject({ code: 'role-not-allowed' });
    await coordinator().act('informaciones/CUS-paro1/remit', what);
    await ogauc().act('informaciones/CUS-paro1/acknowledge');
    expect(await cell('DIR.5.5.a', 'CUS')).toMatchObject({ standing: 'kept' });
    expect((await coordinator('PUN').look(`informaciones/CUS-paro1?${await at()}`)).status).toBe(404);
  });

  describe('the media (DIR.5.5.b)', () => {
    const ask = (id: string) => specialist('dgpp').act(`autorizaciones-medios/${id}/request`, { content: file, medium: 'radio', subject: 'Campaña de cierre', purpose: 'Informar a las municipalidades' });
    const spread = (changes: object = {}) => ({ content: file, medium: 'radio', on: '2026-03-12', at: '09:30', ...changes });
    const record = (changes: object = {}) => specialist('dgpp').refused('autorizaciones-medios/CUS-radio1/record-difusion', spread(changes));

    it('are told what was authorised before, the same content by the same medium', async () => {
      await ask('CUS-radio1');
      expect(await record()).toMatchObject({ code: 'status-not-allowed' });
      const self = world.with(await tokenFor(world, { id: 'demo-especialista-CUS-dgpp', name: 'x', role: 'communications' }));
      expect(await self.refused('autorizaciones-medios/CUS-radio1/grant', { until: '2026-03-31' })).toMatchObject({ status: 403, code: 'own-act', provision: 'DIR.5.5.b' });
      await communications().act('autorizaciones-medios/CUS-radio1/grant', { until: '2026-03-31' });
      await world.moveTo(lima('2026-03-12 10:00'));
      expect(await record({ at: '08:00' })).toMatchObject({ status: 422, code: 'difusion-before-grant' });
      expect(await record({ content: other })).toMatchObject({ code: 'content-differs', field: 'content' });
      expect(await record({ medium: 'prensa' })).toMatchObject({ code: 'medium-differs' });
      expect(await record({ at: '11:00' })).toMatchObject({ code: 'difusion-in-future' });
      await specialist('dgpp').act('autorizaciones-medios/CUS-radio1/record-difusion', spread());
      expect(await cell('DIR.5.5.b', 'CUS')).toMatchObject({ standing: 'kept' });
    });

    it('of a grant and a denial at once, one holds', async () => {
      await ask('CUS-radio2');
      const both = await Promise.all([communications().send('autorizaciones-medios/CUS-radio2/grant', { until: '2026-03-31' }), communications().send('autorizaciones-medios/CUS-radio2/deny', { reason: 'No corresponde' })]);
      expect([ok(both), codes(both)]).toEqual([1, ['status-not-allowed']]);
    });

    it('of two revocations at once, one holds, and nothing is disseminated after', async () => {
      const twice = await Promise.all([1, 2].map(() => communications().send('autorizaciones-medios/CUS-radio1/revoke', { reason: 'Cambió el mensaje' })));
      expect([ok(twice), codes(twice)]).toEqual([1, ['status-not-allowed']]);
      await world.moveTo(lima('2026-03-12 10:10'));
      expect(await record({ at: '10:05' })).toMatchObject({ code: 'grant-revoked' });
    });

    it('told without leave are found out, and that is recorded', async () => {
      await communications().act('difusiones-no-autorizadas/PUN-entrevista1/detect', { medium: 'radio', on: '2026-03-11', what: 'Entrevista sobre el canon' });
      expect(await cell('DIR.5.5.b', 'PUN')).toMatchObject({ standing: 'breached' });
      expect(await coordinator('PUN').refused('difusiones-no-autorizadas/PUN-entrevista1/close', { measure: 'Nada que hacer' })).toMatchObject({ code: 'role-not-allowed' });
      await communications().act('difusiones-no-autorizadas/PUN-entrevista1/close', { measure: 'Se recordó el protocolo al centro' });
      expect(await cell('DIR.5.5.b', 'PUN')).toMatchObject({ standing: 'kept' });
    });
  });

  describe('the protocol, the press and the material (DIR.5.5.c)', () => {
    it('a request of the press follows the protocol in force', async () => {
      await world.operator('CUS').act('pedidos-medios/CUS-canon1/receive', { medium: 'radio', outlet: 'Radio Ficticia', subject: 'Canon minero', request: 'Montos transferidos en el año' });
      expect(await coordinator().refused('pedidos-medios/CUS-canon1/channel')).toMatchObject({ status: 409, code: 'protocolo-missing', provision: 'DIR.5.5.c' });
      expect(await communications().refused('protocolos-comunicacion/otro/issue', { subject: 'Protocolo', changes: 'Es el primero', file })).toMatchObject({ status: 422, field: 'id' });
      await communications().act('protocolos-comunicacion/protocolo-comunicacion/issue', { subject: 'Protocolo', changes: 'Es el primero', file });
      expect(await coordinator().refused('pedidos-medios/CUS-canon1/channel')).toMatchObject({ code: 'protocolo-not-acknowledged' });
      expect(await waitsFor(coordinator())).toContain('protocolos-comunicacion acknowledge');
      await coordinator().act('protocolos-comunicacion/protocolo-comunicacion/acknowledge', { version: 1 });
      expect(await waitsFor(coordinator())).not.toContain('protocolos-comunicacion acknowledge');
      await coordinator().act('pedidos-medios/CUS-canon1/channel');
      await communications().act('pedidos-medios/CUS-canon1/answer', { answer: 'Los montos están en el portal' });
      expect(await cell('DIR.5.5.c-protocol', 'CUS')).toMatchObject({ standing: 'kept' });
      expect(await cell('DIR.5.5.c-protocol', 'PUN')).toMatchObject({ standing: 'due' });
    });

    it('only approved material is given out, and never more than there is', async () => {
      const deliver = (quantity: unknown) => communications().send('material-stocks/CUS-triptico1/deliver', { quantity });
      expect(codes([await deliver(10)])).toEqual(['material-not-approved']);
      await communications().act('materiales/triptico1/approve', { kind: 'triptico', subject: 'Cómo presentar un pedido', file });
      expect((await deliver(0)).body).toMatchObject({ status: 422, field: 'quantity' });
      expect(ok([await deliver(10)])).toBe(1);
      const use = (quantity: number) => world.operator('CUS').send('material-stocks/CUS-triptico1/use', { quantity, on: '2026-03-12' });
      const uses = await Promise.all([use(6), use(6)]);
      expect([ok(uses), codes(uses)]).toEqual([1, ['stock-insufficient']]);
      expect((await detail<{ stock: number }>(coordinator(), 'material-stocks/CUS-triptico1')).facts.stock).toBe(4);
      await communications().act('materiales/triptico1/withdraw', { reason: 'Cambió el trámite' });
      expect(codes([await use(1)])).toEqual(['material-withdrawn']);
      expect(await waitsFor(coordinator())).toContain('materiales confirm-removal');
      await coordinator().act('materiales/triptico1/confirm-removal');
      expect(await waitsFor(coordinator())).not.toContain('materiales confirm-removal');
      expect(await coordinator().refused('materiales/triptico1/confirm-removal')).toMatchObject({ code: 'removal-not-pending' });
      expect((await detail<{ pending: string[] }>(ogauc(), 'materiales/triptico1')).facts.pending).toHaveLength(24);
      expect(await cell('DIR.5.5.c-removal', 'CUS')).toMatchObject({ standing: 'kept' });
    });
  });

  it('the page is kept by the person who answers for it (DIR.5.5.d)', async () => {
    const what = { section: 'Servicios', summary: 'Nuevos horarios de los centros' };
    expect(await communications().refused('paginas-web/pagina-web/update', what)).toMatchObject({ status: 404, code: 'pagina-web-unknown' });
    await communications().act('paginas-web/pagina-web/name-responsable', { person: 'demo-comunicaciones', act: 'Memorando 5' });
    expect(await coordinator().refused('paginas-web/pagina-web/update', what)).toMatchObject({ status: 403, code: 'role-not-allowed' });
    await communications().act('paginas-web/pagina-web/update', what);
    expect(await cell('DIR.5.5.d', 'nation')).toMatchObject({ standing: 'kept' });
  });

  it('the noticeboard shows what was approved, in its three sections (DIR.5.5.f)', async () => {
    const { sha256: photo } = (await world.operator('CUS').upload(pngSample(), 'image/png')).body;
    await coordinator().act('murales/CUS/install', { location: 'Sala de espera', photo });
    await communications().act('murales/CUS/designate-responsable', { person: 'demo-comunicaciones', act: 'Memorando 6' });
    for (const [i, section] of ['region', 'mef', 'activities'].entries()) {
      await coordinator().act('murales/CUS/propose', { section, subject: `Contenido de ${section}`, file, until: '2026-03-31' });
      expect(await coordinator().refused('murales/CUS/post', { content: i + 1, photo })).toMatchObject({ code: 'contenido-not-allowed' });
      await communications().act('murales/CUS/approve', { content: i + 1 });
      expect(await cell('DIR.5.5.f', 'CUS')).toMatchObject({ standing: 'breached' });
      await coordinator().act('murales/CUS/post', { content: i + 1, photo });
    }
    expect(await coordinator().refused('murales/CUS/propose', { section: 'region', subject: 'Contenido vencido', file, until: '2026-03-01' })).toMatchObject({ code: 'contenido-expired' });
    expect(await coordinator('PUN').refused('murales/CUS/propose', { section: 'region', subject: 'De otro centro', file, until: '2026-03-31' })).toMatchObject({ code: 'other-centre' });
    expect(await cell('DIR.5.5.f', 'CUS')).toMatchObject({ standing: 'kept' });
  });

  it('videos that are approved are shown every day (DIR.5.5.h)', async () => {
    expect(await communications().refused('videos-difusion/CUS/assign', { video: 'institucional' })).toMatchObject({ code: 'material-not-approved' });
    await communications().act('materiales/institucional/approve', { kind: 'video', subject: 'Video institucional', file });
    await communications().act('videos-difusion/CUS/assign', { video: 'institucional' });
    const confirm = (date: string) => world.operator('CUS').send('videos-difusion/CUS/confirm', { date });
    expect(codes([await confirm('2026-03-08'), await confirm('2026-03-13')])).toEqual(['closed-day', 'date-in-future']);
    expect(await waitsFor(coordinator())).toContain('videos-difusion confirm');
    expect(ok([await confirm('2026-03-12')])).toBe(1);
    expect(await waitsFor(coordinator())).not.toContain('videos-difusion confirm');
    expect(codes([await confirm('2026-03-12')])).toEqual(['day-already-confirmed']);
    expect(await cell('DIR.5.5.h', 'CUS')).toMatchObject({ standing: 'kept' });
  });

  it('there is one bulletin a month, from what the centres contributed in time (DIR.5.5.g)', async () => {
    const what = { month: '2026-03', department: '08', subject: 'Obras en Cusco', text: 'Se iniciaron tres obras viales' };
    await coordinator().act('aportes-boletin/CUS/submit', what);
    expect(await coordinator('PUN').refused('aportes-boletin/PUN/submit', what)).toMatchObject({ code: 'other-department' });
    expect(await coordinator().refused('aportes-boletin/CUS/submit', { ...what, month: '2026-04' })).toMatchObject({ code: 'month-not-begun' });
    await communications().act('boletines/2026-03/draft', { file });
    expect(await communications().refused('boletines/2026-03/publish', { file })).toMatchObject({ status: 409, code: 'edition-still-open' });

    await world.moveTo(lima('2026-04-06 09:00'));
    const late = await coordinator('PUN').act<{ status: string }>('aportes-boletin/PUN/submit', { ...what, department: '21' });
    expect(late.status).toBe('late');
    const editions = await Promise.all([1, 2].map(() => communications().send('boletines/2026-03/publish', { file })));
    expect([ok(editions), codes(editions)]).toEqual([1, ['status-not-allowed']]);
    const { facts } = await detail<{ contributions: object[]; missing: string[] }>(ogauc(), 'boletines/2026-03');
    expect(facts.contributions).toEqual([{ centre: 'CUS', month: '2026-03', subject: 'Obras en Cusco' }]);
    expect(facts.missing).toHaveLength(24);
    expect(await cell('DIR.5.5.g', 'nation')).toMatchObject({ standing: 'kept' });
    expect(await cell('DIR.5.5.g-aporte', 'CUS')).toMatchObject({ standing: 'kept' });
    expect(await cell('DIR.5.5.g-aporte', 'PUN')).toMatchObject({ standing: 'breached' });
    expect(await ogauc().see(`boletin-aportes/2026-04?${await at()}`)).toMatchObject({ closesOn: '2026-05-05', closed: false, contributions: [{ centre: 'PUN', month: '2026-03' }] });
    await communications().act('boletines/2026-03/publish-errata', { file: other, errata: 'Se corrige una cifra' });
    expect(await detail(ogauc(), 'boletines/2026-03')).toMatchObject({ status: 'published', facts: { version: 2, file, errata: [{ file: other }] } });
    expect(await communications().refused('boletines/2026-03/draft', { file })).toMatchObject({ code: 'status-not-allowed' });
    expect(await waitsFor(coordinator())).toEqual(expect.arrayContaining(['murales remove', 'videos-difusion confirm']));
    // What hung on the noticeboard and the videos have been left alone since.
    expect(await cell('DIR.5.5.f', 'CUS')).toMatchObject({ standing: 'breached' });
    expect(await cell('DIR.5.5.h', 'CUS')).toMatchObject({ standing: 'breached' });
  });
});
