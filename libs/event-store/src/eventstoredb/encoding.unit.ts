import { describe, expect, it } from '@jest/globals';
import { someEvent } from '../testing/event-store-contract.ts';
import { after, decodeEvent, encode, encodeEvent, expectedNumber, type StoredEvent } from './encoding.ts';

const stored = (changes: Partial<StoredEvent> = {}): StoredEvent => ({
  streamId: 'p-s',
  id: 'e1',
  revision: 3n,
  type: 'Happened',
  data: { n: 1 },
  metadata: { meta: { schemaVersion: 1 }, attempt: 'a' },
  created: new Date('2026-03-02T13:00:00Z'),
  position: { commit: 900n, prepare: 900n },
  ...changes,
});

describe('An event in EventStoreDB', () => {
  it('holds its metadata, the attempt that wrote it and its command beside its data', () => {
    const event = someEvent({ n: 1, none: undefined });
    expect(encodeEvent(event, { attempt: 'a', command: 'k' })).toEqual({
      id: event.id,
      type: 'Happened',
      contentType: 'application/json',
      data: { n: 1 },
      metadata: { meta: event.meta, attempt: 'a', command: 'k' },
    });
  });

  it('comes back with its place, without the prefix of its stream', () => {
    expect(decodeEvent(stored(), 'p-')).toEqual({
      id: 'e1', type: 'Happened', data: { n: 1 }, meta: { schemaVersion: 1 }, stream: 's', revision: 3, position: 900, recordedAt: '2026-03-02T13:00:00.000Z',
    });
  });

  it.each([
    ['at the last safe position', { position: { commit: 2n ** 53n - 1n, prepare: 2n ** 53n - 1n } }, undefined],
    ['beyond it', { position: { commit: 2n ** 53n, prepare: 2n ** 53n } }, 'el evento 3 de la corriente p-s está en la posición 9007199254740992, más allá de 2^53 − 1'],
    ['without a position', { position: undefined }, 'llegó sin posición'],
    ['with the position of an old engine', { position: { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n } }, 'hace falta EventStoreDB 23.10'],
    ['of a transaction', { position: { commit: 900n, prepare: 800n } }, 'es parte de una transacción'],
    ['of another program', { metadata: undefined }, 'no lo escribió la plataforma'],
    ['of another program, with metadata', { metadata: { $correlationId: '1' } }, 'no lo escribió la plataforma'],
  ] as const)('%s is read, or refused with the reason', (_, changes, why) => {
    const decoding = () => decodeEvent(stored(changes), 'p-');
    if (why) expect(decoding).toThrow(why);
    else expect(decoding().position).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('that JSON cannot hold is found before the client writes it', () => {
    expect(() => encode('1', 'T', 2n, {})).toThrow(TypeError);
    expect(() => encode('1', 'T', undefined, {})).toThrow('no data that JSON can hold');
    expect(encode('1', 'T', null, {}).data).toBeNull();
  });

  it('is expected after the last one', () => {
    expect([after('none'), after(4), expectedNumber('none'), expectedNumber(4)]).toEqual([0, 5, -1, 4]);
  });
});
