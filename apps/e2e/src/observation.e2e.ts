import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DocumentSheet } from '#contracts';
import { lima } from './virtual-clock.ts';
import { openWorld, receive, type World } from './world.ts';

const requirements = ['Falta el poder del representante'];

describe('An observation', () => {
  let world: World;
  beforeEach(async () => {
    // Friday. Tuesday 8 and Wednesday 9 December are holidays: the second working day is Thursday 10.
    world = await openWorld({ now: lima('2026-12-04 10:00') });
  });
  afterEach(() => world.end());

  const operator = () => world.operator('PUN');
  const observed = async () => {
    const { id } = await receive(world, 'PUN');
    await operator().act(`documents/${id}/observe`, { requirements });
    return id;
  };
  const untilOf = async (id: string) => {
    const [observation] = await world.history(`document-${id}`);
    return new Date((observation!.data as { remedyUntil: string }).remedyUntil).toISOString();
  };
  const sheet = async (id: string) => operator().see<DocumentSheet>(`documents/${id}?at=${await world.head()}`);

  it('gives two working days, over a weekend and two holidays, to the close of the desk', async () => {
    const id = await observed();
    expect(await untilOf(id)).toBe(lima('2026-12-10 17:00'));
    expect(await sheet(id)).toMatchObject({ state: 'observed', observation: { requirements, dueDate: '2026-12-10', remedied: false } });
  });

  it('is made once only', async () => {
    const id = await observed();
    expect(await operator().refused(`documents/${id}/observe`, { requirements: ['Otra cosa'] })).toMatchObject({ status: 409, code: 'already-observed', provision: 'TUO.136.1' });
    await operator().act(`documents/${id}/remedy`);
    expect(await operator().refused(`documents/${id}/observe`, { requirements: ['Otra cosa'] })).toMatchObject({ code: 'already-observed' });
    expect(await world.steps(id)).toEqual(['DocumentObserved', 'DocumentRemedied']);
  });

  it('keeps the document at the desk, and stops its clocks', async () => {
    const id = await observed();
    expect(await operator().refused(`documents/${id}/route`, { organ: 'dgpp' })).toMatchObject({ status: 409, code: 'observation-pending' });
    await world.moveTo(lima('2026-12-07 12:00'));
    expect(await world.steps(id)).toEqual(['DocumentObserved']);
    expect(await sheet(id)).toMatchObject({ state: 'observed', overdue: false });
  });

  it('can be remedied in the last second of its term, and then the clocks run from that day', async () => {
    const id = await observed();
    await world.moveTo(lima('2026-12-10 17:00:00.400'));
    await operator().act(`documents/${id}/remedy`, { addedFolios: 2 });
    await world.moveTo(lima('2026-12-10 17:30'));
    expect(await world.steps(id)).toEqual(['DocumentObserved', 'DocumentRemedied']);
    expect(await sheet(id)).toMatchObject({ state: 'received', folios: 5, legalDate: '2026-12-10', dueDate: '2026-12-21', observation: { remedied: true } });
  });

  it('that is not remedied is held not presented a second after its term, and given back', async () => {
    const id = await observed();
    await world.moveTo(lima('2026-12-10 17:00:00.900'));
    expect(await world.steps(id)).toEqual(['DocumentObserved']);
    await world.moveTo(lima('2026-12-10 17:00:01.100'));
    expect(await world.steps(id)).toEqual(['DocumentObserved', 'DocumentHeldNotPresented']);
    const [, held] = await world.history(`document-${id}`);
    expect(held!.meta).toMatchObject({ actor: { kind: 'system', id: 'timers' }, provision: 'TUO.136.4', centre: 'PUN' });
    expect(await operator().refused(`documents/${id}/remedy`)).toMatchObject({ status: 409, code: 'remedy-too-late', provision: 'TUO.136.4' });
    await operator().act(`documents/${id}/return`, { to: 'sender' });
    expect(await sheet(id)).toMatchObject({ state: 'returned', holder: 'El usuario' });
    expect(await operator().refused(`documents/${id}/return`, { to: 'sender' })).toMatchObject({ code: 'not-held-not-presented' });
  });

  it('cannot be remedied after its term even before the timer has spoken', async () => {
    const id = await observed();
    world.clock!.moveTo(lima('2026-12-10 17:00:02'));
    const refused = await operator().refused(`documents/${id}/remedy`);
    expect(refused).toMatchObject({ status: 409, code: 'remedy-too-late' });
  });

  it('is held when its term passed while the platform was down, once, however often it restarts', async () => {
    const id = await observed();
    await world.stop();
    world.clock!.moveTo(lima('2026-12-14 08:00'));
    await world.start();
    await world.settle();
    const steps = ['DocumentObserved', 'DocumentHeldNotPresented'];
    expect(await world.steps(id)).toEqual(steps);
    for (let i = 0; i < 3; i++) {
      await world.restart();
      await world.settle();
    }
    expect(await world.steps(id)).toEqual(steps);
  });

  it('survives a restart before its term, which then still fires', async () => {
    const id = await observed();
    await world.restart();
    await world.settle();
    expect(await world.steps(id)).toEqual(['DocumentObserved']);
    await world.moveTo(lima('2026-12-10 17:01'));
    expect(await world.steps(id)).toEqual(['DocumentObserved', 'DocumentHeldNotPresented']);
  });

  it('in the act of reception counts as the only one', async () => {
    const { id, observation } = await receive(world, 'PUN', { observe: requirements });
    expect(observation).toEqual({ dueDate: '2026-12-10' });
    expect(await operator().refused(`documents/${id}/observe`, { requirements })).toMatchObject({ code: 'already-observed' });
    expect(await operator().refused(`documents/${id}/route`, { organ: 'dgpp' })).toMatchObject({ code: 'observation-pending' });
    await world.moveTo(lima('2026-12-10 17:00:02'));
    expect(await world.steps(id)).toEqual(['DocumentHeldNotPresented']);
  });

  it('is not possible once the document has left the desk', async () => {
    const { id } = await receive(world, 'PUN');
    await operator().act(`documents/${id}/route`, { organ: 'dgpp' });
    expect(await operator().refused(`documents/${id}/observe`, { requirements })).toMatchObject({ code: 'observation-too-late' });
  });

  it('runs on when the desk did not open on its last day', async () => {
    await world.at('demo-coordinador-PUN').act('desks/PUN/not-opened', { date: '2026-12-04', reason: 'Corte de energía en la mañana' });
    const id = await observed();
    expect(await untilOf(id)).toBe(lima('2026-12-10 17:00'));
    await world.at('demo-ogauc').act('holidays/puno-2026-12-10/declare', {
      id: 'puno-2026-12-10',
      name: 'Feriado regional ficticio',
      rule: { type: 'date', date: '2026-12-10' },
      scope: { level: 'department', department: '21' },
      kind: 'regional',
      norm: 'Norma ficticia de la prueba',
      verified: false,
    });
    await world.settle();
    expect(await untilOf(id)).toBe(lima('2026-12-10 17:00'));
    expect(await untilOf(await observed())).toBe(lima('2026-12-11 17:00'));
  });
});
