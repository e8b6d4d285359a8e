import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '#kernel';
import { decode, encode, keyOf, marker, placeOf, Undecodable, type IncomingMessage, type OutgoingMessage } from './cloud-event.ts';

/** As the broker would give it back. */
const arrived = ({ key, headers, value }: OutgoingMessage, changes: Record<string, string | undefined> = {}): IncomingMessage => ({
  topic: 'conectamef.intake.v1',
  partition: 2,
  offset: '41',
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(value),
  headers: Object.fromEntries(Object.entries({ ...headers, ...changes }).flatMap(([name, text]) => (text === undefined ? [] : [[name, Buffer.from(text)]]))),
});

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const event: fc.Arbitrary<RecordedEvent> = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom('DocumentReceived', 'CargoIssued'),
  data: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  meta: fc.record(
    {
      schemaVersion: fc.constant(1),
      occurredAt: fc.constant('2026-03-02T13:00:00.000Z'),
      actor: fc.record({ kind: fc.constantFrom('person' as const, 'system' as const), id: text, role: text, centre: text }, { requiredKeys: ['kind', 'id', 'role'] }),
      provision: text,
      correlationId: text,
      causationId: text,
      centre: text,
      organ: text,
      traceparent: text,
    },
    { requiredKeys: ['schemaVersion', 'occurredAt', 'actor', 'provision', 'correlationId', 'causationId'] },
  ),
  stream: text,
  revision: fc.nat(),
  position: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  recordedAt: fc.constant('2026-03-02T13:00:01.000Z'),
});

const [sample] = fc.sample(event, { numRuns: 1, seed: 1 }) as [RecordedEvent];

describe('an event as a CloudEvent', () => {
  it('arrives as it left', () => {
    fc.assert(
      fc.property(event, (each) => {
        const message = arrived(encode(each, 'intake'));
        expect(placeOf(message)).toEqual({ position: each.position, marker: false });
        expect(decode(message, {})).toEqual(each);
      }),
    );
  });

  it('goes with its centre, else its organ, else its stream', () => {
    const at = (meta: { centre?: string; organ?: string }) => {
      const { centre: _, organ: __, ...bare } = sample.meta;
      return keyOf({ ...sample, stream: 's-1', meta: { ...bare, ...meta } });
    };
    expect([at({ centre: 'CUS', organ: 'DGPP' }), at({ organ: 'DGPP' }), at({})]).toEqual(['CUS', 'DGPP', 's-1']);
  });

  it('carries no attribute whose name the standard refuses', () => {
    const names = Object.keys(encode(sample, 'intake').headers).filter((name) => name.startsWith('ce_'));
    expect(names.filter((name) => !/^ce_[a-z0-9]{1,20}$/.test(name))).toEqual([]);
  });

  it('is upcast as it is read', () => {
    const message = arrived(encode({ ...sample, data: { name: 'a' } }, 'intake'));
    const read = decode(message, { [sample.type]: [({ name }: { name: string }) => ({ called: name })] });
    expect(read).toMatchObject({ data: { called: 'a' }, meta: { schemaVersion: 2 } });
  });

  it('of a marker tells its position', () => {
    expect(placeOf(arrived(marker(7)))).toEqual({ position: 7, marker: true });
  });
});

describe('a message that is no event of the log', () => {
  const where = 'Mensaje ilegible en conectamef.intake.v1, partición 2, posición 41: ';
  it.each([
    ['no CloudEvent', { ce_specversion: undefined }, 'no es un CloudEvent 1.0.'],
    ['of another standard', { ce_specversion: '0.3' }, 'no es un CloudEvent 1.0.'],
    ['without a position', { ce_position: undefined }, 'falta la cabecera ce_position.'],
    ['of a position that is none', { ce_position: '-1' }, 'la cabecera ce_position no es un número.'],
    ['without a type', { ce_type: undefined }, 'falta la cabecera ce_type.'],
    ['of an actor that cannot be read', { ce_actor: '{' }, 'ce_actor no es JSON.'],
    ['of a newer release', { ce_schemaversion: '9' }, `El evento ${sample.type} de la posición ${sample.position} tiene la versión de esquema 9; esta versión del programa conoce hasta la 1.`],
  ])('is told in Spanish, with its place: %s', (_, changes, why) => {
    const message = arrived(encode(sample, 'intake'), changes);
    expect(() => placeOf(message) && decode(message, {})).toThrow(new Undecodable(where + why));
  });

  it('is told without its content', () => {
    const message = { ...arrived(encode(sample, 'intake')), value: Buffer.from('Juan Quispe') };
    expect(() => decode(message, {})).toThrow(new Undecodable(`${where}el contenido no es JSON.`));
  });
});
