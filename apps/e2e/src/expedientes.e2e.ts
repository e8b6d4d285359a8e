import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentSheet } from '#contracts';
import { lima } from './virtual-clock.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

describe('An expediente', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const organ = () => world.organ('dgpp');
  const expedienteOf = async (id: string) => {
    await world.settle();
    return (await organ().see<DocumentSheet>(`documents/${id}`)).expediente;
  };
  const opened = async () => {
    const { id } = await accepted(world, 'JUN');
    await organ().act(`expedientes/${id}/open`);
    return id;
  };
  const foliation = async (id: string) =>
    (await world.history(`expediente-${id}`)).flatMap(({ type, data }) => (type === 'DocumentFoliated' ? [data as { document: string; firstFolio: number; folios: number }] : [])).map(({ document, firstFolio, folios }) => [document, firstFolio, folios]);

  it('is opened by the holder with a document, once', async () => {
    const id = await opened();
    expect(await expedienteOf(id)).toBe(id);
    expect(await organ().refused(`expedientes/${id}/open`)).toMatchObject({ status: 409, code: 'expediente-already-open' });
    const { id: other } = await receive(world, 'JUN');
    expect(await organ().refused(`expedientes/${other}/open`)).toMatchObject({ status: 403 });
    expect(await world.operator('CUS').refused(`expedientes/${other}/open`)).toMatchObject({ status: 403, code: 'other-centre' });
  });

  it('numbers the folios of what is added after the last, and a severed document keeps its numbers', async () => {
    const id = await opened();
    const [a, b] = [(await accepted(world, 'JUN')).id, (await accepted(world, 'JUN')).id];
    await organ().act(`expedientes/${id}/add-document`, { document: a });
    await organ().act(`expedientes/${id}/sever`, { document: a, reason: 'Va a otro expediente' });
    await organ().act(`expedientes/${id}/add-document`, { document: b });
    expect(await foliation(id)).toEqual([[a, 4, 3], [b, 7, 3]]);
    expect([await expedienteOf(a), await expedienteOf(b)]).toEqual([undefined, id]);
    expect(await world.steps(a)).toEqual(['DocumentRouted', 'DocumentAcceptedByOrgan', 'DocumentAddedToExpediente', 'DocumentLeftExpediente']);
    expect(await organ().refused(`documents/${b}/correct-folios`, { folios: 5, reason: 'Contados otra vez' })).toMatchObject({ code: 'folios-fixed' });
    expect(await organ().refused(`expedientes/${id}/sever`, { document: id, reason: 'El que lo abrió' })).toMatchObject({ code: 'founding-document' });
  });

  it('holds a document that is in no other', async () => {
    const [one, two] = [await opened(), await opened()];
    const { id } = await accepted(world, 'JUN');
    await organ().act(`expedientes/${one}/add-document`, { document: id });
    await world.settle();
    expect(await organ().refused(`expedientes/${two}/add-document`, { document: id })).toMatchObject({ status: 409, code: 'in-another-expediente', field: 'document' });
  });

  it('numbers without a gap or an overlap though twelve are added at once', async () => {
    const id = await opened();
    const documents = await Promise.all(Array.from({ length: 12 }, async () => (await accepted(world, 'JUN')).id));
    await Promise.all(documents.map((document) => organ().act(`expedientes/${id}/add-document`, { document })));
    const folios = await foliation(id);
    expect(folios.map(([, first]) => first)).toEqual(Array.from({ length: 12 }, (_, i) => 4 + 3 * i));
    expect(await Promise.all(documents.map(expedienteOf))).toEqual(documents.map(() => id));
  });

  it('takes another in, which joins it and takes no more documents; no circle can close', async () => {
    const [host, guest] = [await opened(), await opened()];
    await organ().act(`expedientes/${host}/absorb`, { other: guest });
    await world.settle();
    expect((await world.history(`expediente-${guest}`)).map(({ type }) => type)).toEqual(['ExpedienteOpened', 'ExpedienteJoinedTo']);
    const { id } = await accepted(world, 'JUN');
    const refused = await organ().refused(`expedientes/${guest}/add-document`, { document: id });
    expect(refused).toMatchObject({ status: 409, code: 'expediente-joined' });
    expect(refused.detail).toContain(host);
    expect(await organ().refused(`expedientes/${guest}/absorb`, { other: host })).toMatchObject({ status: 409 });
    expect(await organ().refused(`expedientes/${host}/absorb`, { other: host })).toMatchObject({ status: 422, code: 'expediente-itself' });
  });

  it('of two that take each other in at once, one does', async () => {
    const [one, two] = [await opened(), await opened()];
    await Promise.all([organ().send(`expedientes/${one}/absorb`, { other: two }), organ().send(`expedientes/${two}/absorb`, { other: one })]);
    await world.settle();
    const ends = await Promise.all([one, two].map(async (id) => (await world.history(`expediente-${id}`)).map(({ type }) => type)));
    expect(ends.filter((types) => types.includes('ExpedienteJoinedTo')).length).toBeLessThanOrEqual(1);
  });

  it('that is closed takes nothing more', async () => {
    const id = await opened();
    await organ().act(`expedientes/${id}/close`, { reason: 'Caso resuelto' });
    const { id: late } = await accepted(world, 'JUN');
    expect(await organ().refused(`expedientes/${id}/add-document`, { document: late })).toMatchObject({ code: 'expediente-closed' });
    await world.restart();
    expect(await expedienteOf(id)).toBe(id);
    expect(await organ().refused(`expedientes/JUN-2026-999999/close`, { reason: 'No existe' })).toMatchObject({ status: 404 });
  });
});
