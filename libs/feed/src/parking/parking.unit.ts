import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { given, play } from '#testing';
import { parked, type Parked, type ParkedCommand, type ParkedEvent, type ParkedMessage } from './parked.ts';
import { memoryParkingLot } from './parking-lot.ts';
import { withParking, type Handling } from './with-parking.ts';

const message = (id: string, key = 'CUS'): ParkedMessage => ({ id, key, content: { id } });
const wasParked = (id: string, cause: { reason: string } | { behind: string } = { reason: 'no se pudo' }): ParkedEvent => ({ type: 'MessageParked', data: { ...message(id), cause } });
const park = (id: string, key?: string): ParkedCommand => ({ type: 'ParkMessage', data: { message: message(id, key), reason: 'no se pudo' } });

describe('What is parked', () => {
  it('is parked with its reason, once', () => {
    given(parked).when(park('a')).then(wasParked('a'));
    given(parked, wasParked('a')).when(park('a')).thenNothing();
  });

  it('has its successors behind it', () => {
    given(parked, wasParked('a')).when({ type: 'ParkSuccessor', data: { message: message('b') } }).then(wasParked('b', { behind: 'a' }));
    given(parked, wasParked('a'), wasParked('b')).when({ type: 'ParkSuccessor', data: { message: message('b') } }).thenNothing();
  });

  it('is not behind what had its effect before it and came again, and keeps its order', () => {
    const at = (id: string, position: number): ParkedMessage => ({ ...message(id), position });
    const behind = (id: string, position: number): ParkedCommand => ({ type: 'ParkSuccessor', data: { message: at(id, position) } });
    const wasParkedAt = (id: string, position: number): ParkedEvent => ({ type: 'MessageParked', data: { ...at(id, position), cause: { reason: 'no se pudo' } } });
    given(parked, wasParkedAt('b', 2)).when(behind('a', 1)).thenNothing();
    given(parked, wasParkedAt('b', 2)).when(behind('c', 3)).thenTypes('MessageParked');
    // Discarded in the middle, it does not come back at the end.
    const discarded: ParkedEvent = { type: 'MessageDiscarded', data: { key: 'CUS', id: 'c', reason: 'duplicado' } };
    given(parked, wasParkedAt('b', 2), wasParkedAt('c', 3), wasParkedAt('d', 4), discarded).when(behind('c', 3)).thenNothing();
  });

  it('is waited for by messages of its key alone, and only while it waits', () => {
    given(parked, wasParked('a')).when({ type: 'ParkSuccessor', data: { message: message('b', 'PUN') } }).thenNothing();
    given(parked, wasParked('a'), { type: 'MessageReplayed', data: { key: 'CUS', id: 'a' } }).when({ type: 'ParkSuccessor', data: { message: message('b') } }).thenNothing();
  });

  it('is replayed in order', () => {
    const replay = (id: string): ParkedCommand => ({ type: 'FinishReplay', data: { key: 'CUS', id } });
    given(parked, wasParked('a'), wasParked('b')).when(replay('a')).thenTypes('MessageReplayed');
    given(parked, wasParked('a'), wasParked('b')).when(replay('b')).thenRefused('parked-out-of-order');
    given(parked).when(replay('a')).thenRefused('parked-message-unknown');
  });

  it('is discarded only with a reason', () => {
    const discard = (id: string, reason: string): ParkedCommand => ({ type: 'DiscardMessage', data: { key: 'CUS', id, reason } });
    given(parked, wasParked('a'), wasParked('b')).when(discard('b', ' duplicado ')).then({ type: 'MessageDiscarded', data: { key: 'CUS', id: 'b', reason: 'duplicado' } });
    given(parked, wasParked('a')).when(discard('a', ' ')).thenRefused('discard-without-reason');
    given(parked, wasParked('a')).when(discard('b', 'duplicado')).thenRefused('parked-message-unknown');
  });

  it('may have any key', () => {
    given(parked).when({ type: 'ParkSuccessor', data: { message: message('b', 'constructor') } }).thenNothing();
    const { state } = play<Parked, ParkedCommand, ParkedEvent>(parked, [park('a', '__proto__'), park('b', '__proto__')]);
    expect(Object.entries(state).map(([key, waiting]) => [key, waiting.length])).toEqual([['__proto__', 2]]);
  });

  it('tells the reason of its last failure', () => {
    const { state } = play<Parked, ParkedCommand, ParkedEvent>(parked, [park('a'), { type: 'FailReplay', data: { key: 'CUS', id: 'a', reason: 'otra vez' } }]);
    expect(state).toEqual({ CUS: [{ ...message('a'), cause: { reason: 'otra vez' } }] });
  });
});

interface Told {
  readonly n: number;
  readonly key: string;
}

/** Keeps what had its effect; fails over the messages that it is told to. */
class Desk implements Handling<Told> {
  readonly done: Told[] = [];
  readonly poison = new Set<number>();
  attempts = 0;
  away = 0;

  async handle(told: Told): Promise<void> {
    this.attempts++;
    if (this.away-- > 0) throw new Error('away');
    if (this.poison.has(told.n)) throw new Error(`no puedo con ${told.n}`);
    this.done.push(told);
  }

  park = ({ n, key }: Told): ParkedMessage => ({ id: String(n), key, content: { n, key } });
  unpark = ({ content }: ParkedMessage): Told => ({ ...(content as unknown as Told) });
  mayPass = (error: unknown): boolean => (error as Error).message === 'away';
}

const quick = { attempts: 3, firstMs: 0, mostMs: 0 };

describe('A consumer with a parking lot', () => {
  it('parks a message that keeps failing with its successors, and goes on with the others', async () => {
    const [desk, lot] = [new Desk(), memoryParkingLot()];
    const consumer = withParking(desk, lot, quick);
    desk.poison.add(2);
    for (const told of [{ n: 1, key: 'a' }, { n: 2, key: 'a' }, { n: 3, key: 'b' }, { n: 4, key: 'a' }]) await consumer.handle(told);
    expect(desk.done.map(({ n }) => n)).toEqual([1, 3]);
    expect(desk.attempts).toBe(1 + 3 + 1);
    expect((await lot.waiting())['a']!.map(({ id, cause }) => [id, cause])).toEqual([['2', { reason: 'no puedo con 2' }], ['4', { behind: '2' }]]);
  });

  it('replays in order once it can, and then handles again', async () => {
    const [desk, lot] = [new Desk(), memoryParkingLot()];
    const consumer = withParking(desk, lot, quick);
    desk.poison.add(1).add(3);
    for (const n of [1, 2, 3, 4]) await consumer.handle({ n, key: 'a' });
    desk.poison.delete(1);
    expect(await consumer.replay('a')).toEqual({ replayed: 2, failure: 'no puedo con 3' });
    expect((await lot.waiting())['a']![0]).toMatchObject({ id: '3', cause: { reason: 'no puedo con 3' } });
    await lot.discard('a', '3', 'no vale', { kind: 'person', id: 'u1', role: 'administrator' });
    expect(await consumer.replay('a')).toEqual({ replayed: 1 });
    await consumer.handle({ n: 5, key: 'a' });
    expect(desk.done.map(({ n }) => n)).toEqual([1, 2, 4, 5]);
    expect(await lot.waiting()).toEqual({});
  });

  it('waits for what will pass, however long, and parks nothing for it', async () => {
    const [desk, lot] = [new Desk(), memoryParkingLot()];
    desk.away = 10;
    await withParking(desk, lot, quick).handle({ n: 1, key: 'a' });
    expect(desk.done).toHaveLength(1);
    expect(await lot.waiting()).toEqual({});
  });

  it('lets nothing go when it is stopped over a message', async () => {
    const [desk, lot] = [new Desk(), memoryParkingLot()];
    desk.poison.add(1);
    const stop = new AbortController();
    const handling = withParking(desk, lot, { ...quick, firstMs: 10_000, mostMs: 10_000 }).handle({ n: 1, key: 'a' }, stop.signal);
    setTimeout(() => stop.abort(), 10);
    await expect(handling).rejects.toThrow('aborted');
    expect(await lot.waiting()).toEqual({});
  });

  it('keeps the order of every key and loses nothing, whatever fails, is replayed, comes again', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ act: fc.constant('handle' as const), key: fc.constantFrom('a', 'b', 'c') }) },
      fc.record({ act: fc.constantFrom('break' as const, 'mend' as const, 'replay' as const), key: fc.constantFrom('a', 'b', 'c') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const [desk, lot] = [new Desk(), memoryParkingLot()];
        const consumer = withParking(desk, lot, { attempts: 1, firstMs: 0, mostMs: 0 });
        const sent: Told[] = [];
        const work: Promise<unknown>[] = [];
        for (const { act, key } of steps) {
          if (act === 'break') desk.poison.add(sent.length + 1);
          if (act === 'mend') desk.poison.clear();
          if (act === 'replay') work.push(consumer.replay(key));
          if (act !== 'handle') continue;
          sent.push({ n: sent.length + 1, key });
          work.push(consumer.handle(sent.at(-1)!));
        }
        await Promise.all(work);
        desk.poison.clear();
        for (const key of ['a', 'b', 'c']) await consumer.replay(key);
        for (const key of ['a', 'b', 'c']) expect(desk.done.filter((told) => told.key === key)).toEqual(sent.filter((told) => told.key === key));
      }),
    );
  });
});
