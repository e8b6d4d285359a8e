import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Board, DocumentSheet, DocumentSummary } from '#contracts';
import { lima } from './virtual-clock.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

describe('Deadlines', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterEach(() => world.end());

  const tile = async (centre: string) => {
    const board = await world.at('demo-ogauc').see<Board>(`board?at=${await world.head()}`);
    return { ...board.centres.find((each) => each.centre === centre)!, totals: board.totals };
  };

  it('a document that was not routed on its day is overdue, from midnight in Lima on', async () => {
    const { id } = await receive(world, 'ICA');
    await world.moveTo(lima('2026-11-24 23:59:59.500'));
    expect(await world.steps(id)).toEqual([]);
    await world.moveTo(lima('2026-11-25 00:00:00.100'));
    expect(await world.steps(id)).toEqual(['RoutingDeadlinePassed']);
    expect(await tile('ICA')).toMatchObject({ overdue: 1, totals: { overdue: 1 } });
    await world.operator('ICA').act(`documents/${id}/route`, { organ: 'dgpp' });
    expect((await world.history(`document-${id}`))[1]!.data).toMatchObject({ sameDay: false });
    expect(await tile('ICA')).toMatchObject({ overdue: 0, totals: { overdue: 0 } });
  });

  it('what comes in after hours counts from the next working day, and is routed on that day', async () => {
    await world.moveTo(lima('2026-11-27 18:00'));
    const receipt = await receive(world, 'ICA');
    expect(receipt.legalDate).toBe('2026-11-30');
    await world.moveTo(lima('2026-11-29 12:00'));
    expect(await world.steps(receipt.id)).toEqual([]);
    await world.moveTo(lima('2026-11-30 09:00'));
    await world.operator('ICA').act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    expect((await world.history(`document-${receipt.id}`))[0]!.data).toMatchObject({ sameDay: true });
  });

  it('an answer that is late is told as late, and its passing once', async () => {
    const { id } = await accepted(world, 'ICA');
    // Seven working days from Wednesday 25 November: Thursday 3 December.
    await world.moveTo(lima('2026-12-03 23:59:58'));
    expect(await world.steps(id)).not.toContain('AnswerDeadlinePassed');
    await world.moveTo(lima('2026-12-04 00:00:01'));
    await world.restart();
    await world.settle();
    expect((await world.steps(id)).filter((type) => type === 'AnswerDeadlinePassed')).toHaveLength(1);
    expect(await tile('ICA')).toMatchObject({ overdue: 1 });
    const { documents } = await world.organ('dgpp').see<{ documents: DocumentSummary[] }>('organs/dgpp/tray');
    expect(documents).toMatchObject([{ id, overdue: true, dueDate: '2026-12-03' }]);
    await world.organ('dgpp').act(`documents/${id}/answer`, { kind: 'carta', reference: 'Carta 1-2026', folios: 1 });
    const events = await world.history(`document-${id}`);
    expect(events.at(-1)!.data).toMatchObject({ onTime: false });
    expect(await tile('ICA')).toMatchObject({ overdue: 0 });
  });

  it('a kind of trámite without a term has none', async () => {
    const receipt = await receive(world, 'ICA', { procedure: 'conocimiento' });
    await world.operator('ICA').act(`documents/${receipt.id}/route`, { organ: 'dgpp' });
    await world.moveTo(lima('2027-06-01 12:00'));
    expect(await world.steps(receipt.id)).toEqual(['DocumentRouted']);
    const sheet = await world.operator('ICA').see<DocumentSheet>(`documents/${receipt.id}`);
    expect(sheet.dueDate).toBeUndefined();
  });

  it('a term that an administrator changes holds for what comes in from then on', async () => {
    const before = await receive(world, 'ICA');
    const change = { id: 'oficio', name: 'Oficio o carta (sin TUPA)', answerWorkingDays: 3, silence: 'none', norm: 'Norma ficticia de la prueba', verified: false, from: '2026-11-24' };
    await world.at('demo-admin').act('procedures/oficio/amend', change);
    await world.settle();
    const after = await receive(world, 'ICA');
    await world.settle();
    const dueOf = async (id: string) => (await world.operator('ICA').see<DocumentSheet>(`documents/${id}`)).dueDate;
    expect([await dueOf(before.id), await dueOf(after.id)]).toEqual(['2026-12-03', '2026-11-27']);
  });

  it('many deadlines of one night fire all, each once, in the order of their instants', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, async () => (await receive(world, 'LIM')).id));
    await world.moveTo(lima('2026-11-25 00:00:05'));
    const fired = (await world.log()).filter(({ type }) => type === 'RoutingDeadlinePassed').map(({ data }) => (data as { document: string }).document);
    expect(fired.toSorted()).toEqual(ids.toSorted());
  });
});
