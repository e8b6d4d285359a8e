import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#kernel';
import { someEvent } from './testing/event-store-contract.ts';
import { mergeUpcasters, upcast } from './upcaster.ts';

const recorded = (schemaVersion: number): RecordedEvent => ({
  ...someEvent({ name: 'x' }, { type: 'Named', schemaVersion }),
  stream: 's',
  revision: 0,
  position: 7,
  recordedAt: '2026-03-02T13:00:00.000Z',
});

const upcasters = { Named: [({ name }: { name: string }) => ({ names: [name] }), ({ names }: { names: string[] }) => ({ names, count: names.length })] };

describe('upcasting', () => {
  it('takes every step from the event\'s version on, and changes nothing else', () => {
    const event = recorded(1);
    const { data, meta, ...rest } = upcast(event, upcasters);
    expect(data).toEqual({ names: ['x'], count: 1 });
    expect(meta).toEqual({ ...event.meta, schemaVersion: 3 });
    expect(rest).toEqual({ id: event.id, type: 'Named', stream: 's', revision: 0, position: 7, recordedAt: event.recordedAt });
    expect(event.data).toEqual({ name: 'x' });
  });

  it('leaves the newest version as it is', () => {
    const event = recorded(3);
    expect(upcast(event, upcasters)).toBe(event);
  });

  it.each([0, 4])('refuses version %i, which no release has known', (version) => {
    expect(() => upcast(recorded(version), upcasters)).toThrow(`El evento Named de la posición 7 tiene la versión de esquema ${version}; esta versión del programa conoce hasta la 3.`);
  });

  it('joins the upcasters of several contexts', () => {
    expect(Object.keys(mergeUpcasters([upcasters, { Other: [] }]))).toEqual(['Named', 'Other']);
  });
});
