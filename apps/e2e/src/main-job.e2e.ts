import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CentreTile, DocumentSheet, DocumentSummary, Freshness, Tracking } from '#contracts';
import { send, type Receipt } from './client.ts';
import { lima } from './virtual-clock.ts';
import { submission } from './samples.ts';
import { openWorld, receive, type World } from './world.ts';

const maria = { name: 'María Quispe Ñahui', identity: { kind: 'DNI', number: '45678912' }, address: 'Jirón Ficticio 123', phone: '987 654 321' };

const tileOf = (board: Board, centre: string): CentreTile => board.centres.find((tile) => tile.centre === centre)!;

describe('From the counter to the national board', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const track = (id: string, code: string) => send<Tracking>(`${world.url}/api/tracking/${id}?code=${code}`, {});
  const boardNow = async (at: number) => world.at('demo-ogauc').see<Board>(`board?at=${at}`);
  const cargoOf = async (id: string) => Buffer.from((await world.operator('ARE').look<Uint8Array>(`documents/${id}/cargo.pdf`)).body).toString('latin1');

  it('a document is received, routed, accepted, answered and archived, and everybody sees it at once', async () => {
    const operator = world.operator('ARE');
    const organ = world.organ('dgpp');
    const before = await boardNow(0);

    await operator.act('desks/ARE/open');
    const receipt = await operator.act<Receipt>('desks/ARE/receive', submission({ about: 'Opinión sobre el presupuesto', sender: maria, annexes: [{ description: 'Plano', folios: 2 }] }));
    expect(receipt).toMatchObject({ id: 'ARE-2026-000001', number: 1, year: 2026, legalDate: '2026-11-24', version: 1, repeated: false });
    const received = await boardNow(receipt.position);
    expect(received.totals).toMatchObject({ received: before.totals.received + 1, pending: before.totals.pending + 1, desksOpen: 1 });
    expect(tileOf(received, 'ARE')).toMatchObject({ pending: 1, pendingByState: { received: 1 }, desk: { open: true, withinHours: true }, oldestWaiting: { id: receipt.id, state: 'received' } });
    expect(tileOf(received, 'CUS').pending).toBe(0);

    const routed = await operator.act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    const tray = await organ.see<{ documents: DocumentSummary[] }>(`organs/dgpp/tray?at=${routed.position}`);
    expect(tray.documents).toMatchObject([{ id: receipt.id, state: 'routed', subject: 'Opinión sobre el presupuesto', sender: maria.name, senderId: 'DNI *****912', dueDate: '2026-12-03' }]);

    await organ.act(`documents/${receipt.id}/accept`);
    await organ.act(`documents/${receipt.id}/answer`, { kind: 'oficio', reference: 'Oficio 12-2026-EF/50.01', folios: 1 });
    const archived = await organ.act(`documents/${receipt.id}/archive`);
    expect(await world.steps(receipt.id)).toEqual(['DocumentRouted', 'DocumentAcceptedByOrgan', 'DocumentAnswered', 'DocumentArchived']);
    expect((await world.history(`document-${receipt.id}`)).map(({ data }) => data)).toMatchObject([{ sameDay: true }, {}, { onTime: true }, {}]);

    const done = await boardNow(archived.position);
    expect(done.totals).toMatchObject({ pending: before.totals.pending, answered: before.totals.answered + 1, routed: before.totals.routed + 1 });
    expect(tileOf(done, 'ARE')).toMatchObject({ pending: 0, today: { received: 1, routed: 1, answered: 1 }, week: { received: 1, routed: 1, answered: 1 } });
    expect(tileOf(done, 'ARE').oldestWaiting).toBeUndefined();

    const sheet = await operator.see<DocumentSheet>(`documents/${receipt.id}?at=${archived.position}`);
    expect(sheet).toMatchObject({ state: 'archived', version: 5, folios: 3, annexes: [{ description: 'Plano', folios: 2 }], code: receipt.code });
    expect(sheet.history.map(({ title }) => title)).toEqual(['Recibido en mesa de partes', 'Derivado al órgano', 'Aceptado por el órgano', 'Atendido', 'Archivado']);
    expect(sheet.history.map(({ actorRole }) => actorRole)).toEqual(['operator', 'operator', 'document-coordinator', 'document-coordinator', 'document-coordinator']);
    expect(sheet.history.every(({ provision, position }) => provision.length > 0 && position > 0)).toBe(true);
  });

  it('the cargo is a PDF that stays the same to the byte, reprinted after later steps and after a restart', async () => {
    const receipt = await receive(world, 'ARE', { sender: maria });
    await world.settle();
    const printed = await cargoOf(receipt.id);
    expect(printed.slice(0, 5)).toBe('%PDF-');
    expect((await cargoOf(receipt.id)) === printed).toBe(true);

    const operator = world.operator('ARE');
    await operator.act(`documents/${receipt.id}/observe`, { requirements: ['Falta la firma'] });
    await operator.act(`documents/${receipt.id}/remedy`, { addedFolios: 4 });
    await operator.act(`documents/${receipt.id}/correct-folios`, { folios: 9, reason: 'Contados otra vez' });
    await operator.act(`documents/${receipt.id}/route`, { organ: 'dgcp' });
    const renamed = { code: 'ARE', name: 'CONECTAMEF Arequipa Centro', department: '04', city: 'Arequipa', foreign: false, source: 'prueba', verified: false };
    await world.at('demo-admin').act('centres/ARE/amend', renamed);
    await world.settle();
    expect((await cargoOf(receipt.id)) === printed).toBe(true);

    await world.restart();
    expect((await cargoOf(receipt.id)) === printed).toBe(true);
  });

  it('a cargo with an observation made in the act of reception tells it', async () => {
    const observed = await receive(world, 'ARE', { sender: maria, observe: ['Falta la copia del DNI'] });
    const plain = await receive(world, 'ARE', { sender: maria });
    await world.settle();
    expect(observed.observation).toEqual({ dueDate: '2026-11-26' });
    expect((await cargoOf(observed.id)).length).toBeGreaterThan((await cargoOf(plain.id)).length);
  });

  it('anybody follows a document with its number and code, and learns nothing of the person', async () => {
    const receipt = await receive(world, 'ARE', { sender: maria, about: 'Asunto reservado' });
    const routed = await world.operator('ARE').act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    await world.running.waitFor(routed.position);
    const { status, body, headers } = await track(receipt.id, receipt.code);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ id: receipt.id, state: 'routed', stateName: 'Derivado', organName: 'Dirección General de Presupuesto Público', folios: 3 });
    expect(body.steps.map(({ title }) => title)).toEqual(['Recibido en mesa de partes', 'Derivado al órgano']);
    expect(JSON.stringify(body)).not.toMatch(/Quispe|45678912|Ficticio|987|reservado|demo-/);
    expect((await track(receipt.id.toLowerCase(), receipt.code.toLowerCase().replace('-', ' '))).status).toBe(200);
  });

  it('a wrong code and a wrong number are answered alike', async () => {
    const receipt = await receive(world, 'ARE');
    await world.settle();
    const answers = await Promise.all([track(receipt.id, 'AAAAA-BBBBB'), track(receipt.id, ''), track('ARE-2026-999999', receipt.code), track('nada', receipt.code)]);
    const told = answers.map(({ status, body }) => ({ status, body: { ...body, requestId: '' } }));
    expect(told[0]).toMatchObject({ status: 404, body: { code: 'cargo-not-found' } });
    for (const answer of told) expect(answer).toEqual(told[0]);
  });

  it('a query reads what its caller has just written, and says how fresh it is', async () => {
    const operator = world.operator('TAC');
    for (let i = 0; i < 20; i++) {
      const receipt = await receive(world, 'TAC');
      const { documents, ...fresh } = await operator.see<{ documents: DocumentSummary[] } & Freshness>(`documents?centre=TAC&at=${receipt.position}`);
      expect(documents[0]).toMatchObject({ id: receipt.id });
      expect(fresh.position).toBeGreaterThanOrEqual(receipt.position);
      expect(fresh).toMatchObject({ lag: expect.any(Number), at: expect.any(String) });
    }
    const queries = ['board', 'centres/TAC', 'documents?centre=TAC', 'documents/TAC-2026-000001', 'reference'];
    const answers = await Promise.all(queries.map((path) => operator.see<Partial<Freshness>>(path)));
    const silent = queries.filter((_, i) => answers[i]!.position === undefined || answers[i]!.lag === undefined || answers[i]!.at === undefined);
    expect(silent).toEqual([]);
  });

  it('lists are paged by a cursor that skips nothing and repeats nothing', async () => {
    const operator = world.operator('TAC');
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await operator.see<{ documents: DocumentSummary[]; next?: string }>(`documents?centre=TAC&limit=7${cursor}`);
      seen.push(...page.documents.map(({ id }) => id));
      cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `TAC-2026-${String(i + 1).padStart(6, '0')}`));
  });

  it('everything is there after a restart, and the next number follows', async () => {
    const receipt = await receive(world, 'CUS');
    await world.restart();
    const sheet = await world.operator('CUS').see<DocumentSheet>(`documents/${receipt.id}`);
    expect(sheet).toMatchObject({ id: receipt.id, state: 'received', code: receipt.code });
    expect((await receive(world, 'CUS')).number).toBe(receipt.number + 1);
  });
});
