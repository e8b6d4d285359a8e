import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Receipt } from './client.ts';
import { lima } from './virtual-clock.ts';
import { submission } from './samples.ts';
import { accepted, openWorld, receive, type World } from './world.ts';

const told = ({ repeated: _, ...receipt }: Receipt) => receipt;

describe('A request with an idempotency key', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  const operator = () => world.operator('SAM');
  const registers = async () => (await world.history('register-SAM-2026')).length;

  it('that is repeated is answered as the first time: number, code and version', async () => {
    const [key, body] = [randomUUID(), submission()];
    const first = await operator().act<Receipt>('desks/SAM/receive', body, { key });
    const again = await operator().act<Receipt>('desks/SAM/receive', body, { key });
    expect([first.repeated, again.repeated]).toEqual([false, true]);
    expect(told(again)).toEqual(told(first));
    expect(await registers()).toBe(first.number);
  });

  it('that is sent twenty times at once, among twenty others, is carried out once', async () => {
    const [key, body, before] = [randomUUID(), submission(), await registers()];
    const twins = Array.from({ length: 20 }, () => operator().send<Receipt>('desks/SAM/receive', body, { key }));
    const others = Array.from({ length: 20 }, () => receive(world, 'SAM'));
    const replies = await Promise.all(twins);
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 201));
    expect(new Set(replies.map((reply) => JSON.stringify(told(reply.body)))).size).toBe(1);
    expect(replies.filter((reply) => !reply.body.repeated)).toHaveLength(1);
    const numbers = [replies[0]!.body.number, ...(await Promise.all(others)).map(({ number }) => number)].toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, i) => before + 1 + i));
  });

  it('with another body is refused, and the first answer still stands', async () => {
    const [key, body] = [randomUUID(), submission()];
    const first = await operator().act<Receipt>('desks/SAM/receive', body, { key });
    const before = await world.head();
    expect(await operator().refused('desks/SAM/receive', submission(), { key })).toMatchObject({ status: 409, code: 'idempotency-key-reused', field: 'Idempotency-Key' });
    expect(await operator().refused(`documents/${first.id}/route`, { organ: 'dgpp' }, { key })).toMatchObject({ code: 'idempotency-key-reused' });
    expect(await world.head()).toBe(before);
    expect(told(await operator().act<Receipt>('desks/SAM/receive', body, { key }))).toEqual(told(first));
  });

  it('with two bodies at once, one is carried out and the other refused', async () => {
    const [key, before] = [randomUUID(), await registers()];
    const replies = await Promise.all([submission(), submission()].map((body) => operator().send('desks/SAM/receive', body, { key })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await registers()).toBe(before + 1);
  });

  it('is known again after a restart', async () => {
    const [key, body] = [randomUUID(), submission()];
    const first = await operator().act<Receipt>('desks/SAM/receive', body, { key });
    await world.restart();
    expect(told(await operator().act<Receipt>('desks/SAM/receive', body, { key }))).toEqual(told(first));
    expect(await operator().refused('desks/SAM/receive', submission(), { key })).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('of a step is answered as the first time, though the document has gone on since', async () => {
    const { id } = await receive(world, 'SAM');
    const key = randomUUID();
    const first = await operator().act(`documents/${id}/route`, { organ: 'dgpp' }, { key });
    await world.organ('dgpp').act(`documents/${id}/accept`);
    await world.organ('dgpp').act(`documents/${id}/answer`, { kind: 'conocimiento' });
    const again = await operator().act(`documents/${id}/route`, { organ: 'dgpp' }, { key });
    expect(again).toEqual({ ...first, repeated: true });
    expect(await operator().act(`documents/${id}/route`, { organ: 'dgpp' }, { key, ifMatch: '"1"' })).toEqual({ ...first, repeated: true });
    expect(await world.steps(id)).toEqual(['DocumentRouted', 'DocumentAcceptedByOrgan', 'DocumentAnswered']);
  });

  it('means the same person: another’s key is another key', async () => {
    const key = randomUUID();
    const mine = await operator().act<Receipt>('desks/SAM/receive', submission(), { key });
    const theirs = await world.operator('TAC').act<Receipt>('desks/TAC/receive', submission(), { key });
    expect(mine.id).not.toBe(theirs.id);
  });

  it('that was refused may be tried again with the same key', async () => {
    const { id } = await receive(world, 'SAM');
    const key = randomUUID();
    expect(await world.organ('dgpp').refused(`documents/${id}/accept`, {}, { key })).toMatchObject({ code: 'not-routed' });
    await operator().act(`documents/${id}/route`, { organ: 'dgpp' });
    await world.organ('dgpp').act(`documents/${id}/accept`, {}, { key });
  });

  it('needs one: without a key, or with one too short or too long, nothing is written', async () => {
    const before = await world.head();
    for (const key of ['', 'corta', 'x'.repeat(201), 'con espacio dentro']) {
      expect(await operator().refused('desks/SAM/receive', submission(), { key })).toMatchObject({ status: 422, code: 'idempotency-key-missing', field: 'Idempotency-Key' });
    }
    expect(await world.head()).toBe(before);
  });
});

describe('A request with If-Match', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ now: lima('2026-11-24 09:00') });
  });
  afterAll(() => world.end());

  it('is carried out on the version that its sender has seen, and refused on another', async () => {
    const { id } = await accepted(world, 'SAM');
    const organ = world.organ('dgpp');
    const before = await world.head();
    const answer = { kind: 'conocimiento' };
    for (const stale of ['"2"', '"4"', 'W/"1"']) {
      expect(await organ.refused(`documents/${id}/answer`, answer, { ifMatch: stale })).toMatchObject({ status: 412, code: 'stale-revision', field: 'If-Match' });
    }
    for (const wrong of ['3', '"tres"', '"3", "4"', '"-1"']) {
      expect(await organ.refused(`documents/${id}/answer`, answer, { ifMatch: wrong })).toMatchObject({ status: 422, code: 'invalid-if-match' });
    }
    expect(await world.head()).toBe(before);
    const reply = await organ.send(`documents/${id}/answer`, answer, { ifMatch: '"3"' });
    expect(reply).toMatchObject({ status: 200, body: { version: 4 } });
    expect(reply.headers.get('etag')).toBe('"4"');
    await world.settle();
    expect((await organ.look(`documents/${id}`)).headers.get('etag')).toBe('"4"');
  });

  it('lets one of two who saw the same version win', async () => {
    const { id } = await accepted(world, 'SAM');
    const replies = await Promise.all(
      ['dgcp', 'dgpi'].map((organ) => world.organ('dgpp').send(`documents/${id}/reroute`, { organ, reason: 'Es de otro órgano' }, { ifMatch: '"3"' })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });
});
