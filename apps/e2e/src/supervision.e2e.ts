import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CentreDetail } from '#contracts';
import { pdfSample, submission } from './samples.ts';
import { lima } from './virtual-clock.ts';
import { openWorld, receive, tokenFor, type World } from './world.ts';

const checklist = [
  { item: 'numbering', complies: true },
  { item: 'hours', complies: false },
];

describe('The supervision of the desks', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const oautda = () => world.at('demo-oautda');
  const detail = async (centre: string) => oautda().see<CentreDetail>(`centres/${centre}?at=${await world.head()}`);
  const visit = async (centre: string) => (await oautda().act<{ visit: string }>(`desks/${centre}/supervise`, { checklist })).visit;

  it('is of OAUTDA alone', async () => {
    for (const post of ['demo-ogauc', 'demo-operador-ARE', 'demo-coordinador-ARE', 'demo-admin']) {
      expect(await world.at(post).refused('desks/ARE/supervise', { checklist })).toMatchObject({ status: 403, code: 'role-not-allowed' });
    }
  });

  it('finds what is wrong, and a finding is closed with its evidence alone', async () => {
    const found = await oautda().act<{ finding: string }>('desks/ARE/raise-finding', { visit: await visit('ARE'), description: 'El horario no está a la vista', severity: 'minor' });
    expect((await detail('ARE')).findings).toMatchObject([{ id: found.finding, description: 'El horario no está a la vista' }]);
    expect((await detail('ARE')).tile.desk.openFindings).toBe(1);
    const close = (body: object) => oautda().send(`desks/ARE/close-finding/${found.finding}`, body);
    expect((await close({ action: 'Se colocó el horario' })).body).toMatchObject({ status: 422, field: 'evidence' });
    expect((await close({ action: 'Se colocó el horario', evidence: '0'.repeat(64) })).body).toMatchObject({ code: 'file-not-found' });
    const { body: file } = await oautda().upload(pdfSample('evidencia'), 'application/pdf');
    expect((await close({ action: 'Se colocó el horario', evidence: file.sha256 })).status).toBe(200);
    const after = await detail('ARE');
    expect(after.tile.desk.openFindings).toBe(0);
    expect(after.findings).toMatchObject([{ action: 'Se colocó el horario', closedAt: expect.any(String) }]);
  });

  it('raises findings of a visit that took place', async () => {
    expect(await oautda().refused('desks/ARE/raise-finding', { visit: 'inventada', description: 'Algo que no se vio', severity: 'major' })).toMatchObject({ status: 404, code: 'visit-unknown' });
    expect(await oautda().refused('desks/ARE/close-finding/inventado', { action: 'Nada que cerrar', evidence: '0'.repeat(64) })).toMatchObject({ status: 404 });
  });

  it('is never by one who served at that desk, nor the other way round', async () => {
    const as = async (role: 'operator' | 'oautda', id: string) => world.with(await tokenFor(world, { id, name: id, role, ...(role === 'operator' && { centre: 'CUS' }) }));
    await (await as('operator', 'cuenta-juana')).act('desks/CUS/open');
    expect(await (await as('oautda', 'cuenta-juana')).refused('desks/CUS/supervise', { checklist })).toMatchObject({ status: 403, code: 'supervises-own-desk' });
    const { position } = await (await as('operator', 'cuenta-pedro')).act('desks/CUS/receive', submission());
    await world.running.waitFor(position);
    expect(await (await as('oautda', 'cuenta-pedro')).refused('desks/CUS/supervise', { checklist })).toMatchObject({ status: 403, code: 'supervises-own-desk' });
    await (await as('oautda', 'cuenta-rosa')).act('desks/CUS/supervise', { checklist });
    expect(await world.at('demo-ogauc').refused('desks/CUS/assign-operator', { operator: 'cuenta-rosa' })).toMatchObject({ code: 'supervisor-cannot-operate' });
    await (await as('operator', 'cuenta-juana')).act('desks/CUS/close');
    expect(await (await as('operator', 'cuenta-rosa')).refused('desks/CUS/open')).toMatchObject({ code: 'supervisor-cannot-operate' });
    expect(await (await as('operator', 'cuenta-rosa')).refused('desks/CUS/receive', submission())).toMatchObject({ code: 'supervisor-cannot-operate' });
  });

  it('sees the nation as the sum of its centres', async () => {
    await Promise.all(['PIU', 'PIU', 'TUM', 'LAM'].map((centre) => receive(world, centre)));
    await receive(world, 'TUM', { observe: ['Falta la firma'] });
    const { totals, centres } = await world.at('demo-ogauc').see<Board>(`board?at=${await world.head()}`);
    const own = centres.filter(({ foreign }) => !foreign);
    const sum = (of: (tile: (typeof own)[number]) => number) => own.reduce((total, tile) => total + of(tile), 0);
    expect(totals).toMatchObject({ received: sum(({ today }) => today.received), pending: sum(({ pending }) => pending), observed: sum(({ observed }) => observed), centres: own.length });
    expect(totals).toMatchObject({ received: 6, pending: 6, observed: 1 });
    for (const { pending, pendingByState } of own) expect(Object.values(pendingByState).reduce((a, b) => a + b, 0)).toBe(pending);
  });

  it('sees a desk open, close, keep its hours or not, and when its people last gave a sign of life', async () => {
    await world.operator('MOQ').act('desks/MOQ/open');
    const open = await detail('MOQ');
    expect(open.tile).toMatchObject({ desk: { implemented: true, open: true, withinHours: true }, lastSign: expect.any(String) });
    await world.operator('MOQ').act('desks/MOQ/close');
    expect((await detail('MOQ')).tile.desk.open).toBe(false);
    await world.moveTo(lima('2026-11-24 18:00'));
    expect((await detail('MOQ')).tile.desk.withinHours).toBe(false);
    await world.moveTo(lima('2026-11-29 10:00'));
    expect((await detail('MOQ')).tile.desk.withinHours).toBe(false);
    expect((await detail('PAS')).tile.lastSign).toBeUndefined();
  });

  it('sees a desk that was left open closed on record when it opens the next day', async () => {
    await world.moveTo(lima('2026-12-01 09:00'));
    await world.operator('PAS').act('desks/PAS/open');
    expect((await detail('PAS')).tile.desk.open).toBe(true);
    await world.moveTo(lima('2026-12-02 09:00'));
    expect((await detail('PAS')).tile.desk).toMatchObject({ open: false, leftOpenOn: '2026-12-01' });
    await world.operator('PAS').act('desks/PAS/open');
    const acts = (await world.history('desk-PAS')).slice(-3).map(({ type, data }) => [type, (data as { date: string }).date, (data as { forgotten?: boolean }).forgotten]);
    expect(acts).toEqual([['DeskOpened', '2026-12-01', undefined], ['DeskClosed', '2026-12-01', true], ['DeskOpened', '2026-12-02', undefined]]);
  });

  it('does not tell which document waits longest to whom it does not concern', async () => {
    await receive(world, 'TUM');
    await world.settle();
    const oldest = async (post: string) => (await world.at(post).see<CentreDetail>(`centres/TUM?at=${await world.head()}`)).tile.oldestWaiting;
    expect(await oldest('demo-ogauc')).toMatchObject({ id: expect.stringMatching(/^TUM-/), state: 'received' });
    expect(await oldest('demo-operador-PUN')).toEqual({ receivedAt: expect.any(String), state: 'received' });
  });

  it('masks who the senders are: whoever only watches reads no name and no subject', async () => {
    const { id } = await receive(world, 'HUC', { about: 'Un asunto reservado', sender: { name: 'Eusebia Condori', identity: { kind: 'DNI', number: '41234567' }, phone: '944 111 222' } });
    await world.settle();
    for (const post of ['demo-ogauc', 'demo-oautda', 'demo-admin']) {
      const text = JSON.stringify([await world.at(post).see(`documents/${id}`), await world.at(post).see('documents?centre=HUC')]);
      expect(text).not.toMatch(/Eusebia|Condori|41234567|41234|944 111|reservado/);
    }
  });
});
