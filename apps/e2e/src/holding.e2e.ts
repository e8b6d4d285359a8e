import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, DocumentSheet, DocumentSummary } from '#contracts';
import { lima } from './virtual-clock.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

type Listing = { documents: DocumentSummary[]; owner?: string };

describe('Who holds a document', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const at = async () => `at=${await world.head()}`;
  const routed = async (organ = 'dgpp') => {
    const { id } = await receive(world, 'LOR', { organ });
    await world.operator('LOR').act(`documents/${id}/route`, { organ });
    return id;
  };
  const sheet = async (id: string) => world.operator('LOR').see<DocumentSheet>(`documents/${id}?${await at()}`);

  it('is one organ, though ten hands of it accept at once', async () => {
    const id = await routed();
    const replies = await Promise.all(Array.from({ length: 10 }, () => world.organ('dgpp').send(`documents/${id}/accept`)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { body } of replies.filter(({ status }) => status !== 200)) expect(body).toMatchObject({ status: 409, code: 'held-by-organ' });
    expect(await world.steps(id)).toEqual(['DocumentRouted', 'DocumentAcceptedByOrgan']);
  });

  it('is one organ, though the desk routes it to five at once', async () => {
    const { id } = await receive(world, 'LOR');
    const organs = ['dgpp', 'dgcp', 'dgpi', 'ogaj', 'ogpp'];
    const replies = await Promise.all(organs.map((organ) => world.operator('LOR').send(`documents/${id}/route`, { organ })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    expect(await world.steps(id)).toEqual(['DocumentRouted']);
  });

  it('is one organ, though its holder and OGAUC send it to different ones while it is accepted', async () => {
    for (let i = 0; i < 5; i++) {
      const id = await routed();
      await Promise.all([
        world.organ('dgpp').send(`documents/${id}/accept`),
        world.organ('dgpp').send(`documents/${id}/reroute`, { organ: 'dgcp', reason: 'No es de aquí' }),
        world.at('demo-ogauc').send(`documents/${id}/reroute`, { organ: 'ogaj', reason: 'Sin dueño de bandeja' }),
      ]);
      const moves = (await world.history(`document-${id}`)).filter(({ type }) => type === 'DocumentRerouted').map(({ data }) => data as { from: string; to: string });
      moves.forEach(({ from }, k) => expect(from).toBe(k === 0 ? 'dgpp' : moves[k - 1]!.to));
      expect((await sheet(id)).organ).toBe(moves.at(-1)?.to ?? 'dgpp');
    }
  });

  it('changes when it is re-routed: it leaves one tray and enters the other, and the first can do nothing more', async () => {
    const id = await routed();
    const moved = await world.organ('dgpp').act(`documents/${id}/reroute`, { organ: 'dgcp', reason: 'Es contabilidad' });
    const trayOf = async (organ: string) => (await world.organ(organ).see<Listing>(`organs/${organ}/tray?at=${moved.position}&limit=200`)).documents.map((document) => document.id);
    expect(await trayOf('dgcp')).toContain(id);
    expect(await trayOf('dgpp')).not.toContain(id);
    expect(await world.organ('dgpp').refused(`documents/${id}/accept`)).toMatchObject({ status: 403, code: 'other-organ' });
    await world.organ('dgcp').act(`documents/${id}/accept`);
    expect((await sheet(id)).holder).toBe('Dirección General de Contabilidad Pública');
    expect(await world.organ('dgcp').refused(`documents/${id}/reroute`, { organ: 'dgcp', reason: 'A sí mismo' })).toMatchObject({ code: 'same-organ' });
  });

  it('is the desk again when the organ rejects it, until it is routed anew on that day', async () => {
    const id = await routed();
    await world.organ('dgpp').act(`documents/${id}/reject`, { reason: 'No es competencia de este órgano' });
    expect(await sheet(id)).toMatchObject({ state: 'rejected', holder: 'Mesa de partes de CONECTAMEF Loreto' });
    expect(await world.organ('dgpp').refused(`documents/${id}/accept`)).toMatchObject({ code: 'back-at-desk' });
    await world.operator('LOR').act(`documents/${id}/route`, { organ: 'dgpi' });
    expect(await sheet(id)).toMatchObject({ state: 'routed', organ: 'dgpi' });
  });

  it('is another entity when none of ours is competent, and the person is told', async () => {
    const { id } = await accepted(world, 'LOR');
    await world.organ('dgpp').act(`documents/${id}/remit`, { entity: 'Contraloría General de la República', reference: 'Oficio 9-2026', toldBy: 'in-person' });
    expect(await sheet(id)).toMatchObject({ state: 'remitted', holder: 'Otra entidad', overdue: false });
    expect((await world.history(`document-${id}`)).at(-1)).toMatchObject({ type: 'DocumentRemitted', data: { toldBy: 'in-person' }, meta: { provision: 'TUO.141' } });
    expect(await world.organ('dgpp').refused(`documents/${id}/answer`, { kind: 'conocimiento' })).toMatchObject({ status: 409, code: 'document-finished' });
    const { id: atDesk } = await receive(world, 'LOR');
    await world.operator('LOR').act(`documents/${atDesk}/remit`, { entity: 'Municipalidad Provincial de Maynas', toldBy: 'phone' });
    expect((await sheet(atDesk)).state).toBe('remitted');
  });

  it('is seen by OGAUC while the organ has nobody designated, and by the one designated from then on', async () => {
    const id = await routed('ogpp');
    const queue = async () => (await world.at('demo-ogauc').see<Listing>(`queues/unowned?${await at()}`)).documents.map((document) => document.id);
    const unowned = async () => (await world.at('demo-ogauc').see<Board>(`board?${await at()}`)).totals.unowned;
    expect(await queue()).toContain(id);
    const before = await unowned();
    await world.organ('ogpp').act('document-coordinators/ogpp/designate', { person: 'cuenta-ogpp', from: '2026-11-24', act: 'Memorando 1-2026-EF/41' });
    expect(await queue()).not.toContain(id);
    expect(await unowned()).toBeLessThan(before);
    expect(await world.organ('ogpp').see<Listing>(`organs/ogpp/tray?${await at()}`)).toMatchObject({ owner: 'cuenta-ogpp' });
    expect(await world.organ('ogpp').refused('document-coordinators/ogpp/designate', { person: 'otra', from: '2026-11-24', act: 'Memorando 2' })).toMatchObject({ code: 'coordinator-in-charge' });
    await world.at('demo-ogauc').act('document-coordinators/ogpp/withdraw', { on: '2026-11-25', reason: 'Terminó su encargo' });
    expect(await queue()).not.toContain(id);
    await world.moveTo(lima('2026-11-25 09:00'));
    expect(await queue()).toContain(id);
    await world.moveTo(lima('2026-11-24 09:30'));
  });

  it('that was closed names its successor, and what it still holds is not lost to sight', async () => {
    const id = await routed('dgaeicyp');
    await world.at('demo-admin').act('organs/dgaeicyp/close', { on: '2026-11-24', successor: 'dgpm', source: 'Norma ficticia de la prueba', verified: false });
    await world.settle();
    const refused = await world.operator('LOR').refused('desks/LOR/receive', { channel: 'desk', kind: 'oficio', procedure: 'oficio', organ: 'dgaeicyp', folios: 1, about: 'x', sender: { name: 'X', identity: { kind: 'NONE' } } });
    expect(refused).toMatchObject({ status: 422, code: 'organ-not-in-force', field: 'organ' });
    expect(refused.detail).toContain('«dgpm»');
    const other = await routed('dgpp');
    expect(await world.at('demo-ogauc').refused(`documents/${other}/reroute`, { organ: 'dgaeicyp', reason: 'A uno cerrado' })).toMatchObject({ code: 'organ-not-in-force' });
    const { documents } = await world.at('demo-ogauc').see<Listing>(`queues/unowned?${await at()}`);
    expect(documents.map((document) => document.id)).toContain(id);
    await world.at('demo-ogauc').act(`documents/${id}/reroute`, { organ: 'dgpm', reason: 'Al órgano sucesor' });
    expect(await sheet(id)).toMatchObject({ state: 'routed', organ: 'dgpm' });
  });

  it('what nobody owns is listed page by page, all organs together, each document once', async () => {
    const ogauc = world.at('demo-ogauc');
    for (const organ of ['ogpp', 'ogti', 'ogpp', 'ogti', 'ogpp']) await routed(organ);
    await world.settle();
    const { documents: whole } = await ogauc.see<Listing>('queues/unowned?limit=200');
    const paged: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: Listing & { readonly next?: string } = await ogauc.see(`queues/unowned?limit=2${next && `&cursor=${next}`}`);
      paged.push(...page.documents.map(({ id }) => id));
      next = page.next;
    }
    expect(paged.length).toBeGreaterThanOrEqual(5);
    expect(paged).toEqual(whole.map(({ id }) => id));
  });

  it('an organ sees what is addressed to it and nothing else', async () => {
    const id = await routed('dgpp');
    await world.settle();
    expect((await world.organ('dgpp').look(`documents/${id}`)).status).toBe(200);
    expect(await world.organ('ogaj').look(`documents/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await world.organ('ogaj').look('organs/dgpp/tray')).toMatchObject({ status: 403, body: { code: 'other-organ' } });
    const { documents } = await world.organ('ogaj').see<Listing>('documents?organ=dgpp&state=routed');
    expect(documents.every(({ organ }) => organ === 'ogaj')).toBe(true);
    expect(await world.at('demo-ogauc').look('organs/nadie/tray')).toMatchObject({ status: 404 });
  });
});
