import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DocumentReceived } from '#contracts';
import { given, play } from '#testing';
import { externo, importer, inForce, operator, otherOperator, receive, received, remedyUntil } from '../../../test/examples.ts';
import { ReceiveDocumentInput } from './commands.ts';
import { register } from './index.ts';

const observation = { requirements: ['Falta la firma'], remedyBy: '2026-03-04', remedyUntil };
const origin = { system: 'otro', id: 'case-1', source: 'historia.csv' };

describe('A register', () => {
  it('gives its first document the number 1', () => {
    given(register).when(receive()).then(received({ document: 'TES-2026-000001', number: 1 }));
  });

  it('gives the number after the last, of which alone it knows', () => {
    given(register, received({ number: 41 })).when(receive()).then(received({ document: 'TES-2026-000042', number: 42 }));
  });

  it('receives a document that lacks requirements, observes it in the same act, and lets no clock run', () => {
    const { routeUntil: _r, dueDate: _d, dueAt: _a, ...rest } = received({ document: 'TES-2026-000001', number: 1, observation }).data;
    given(register).when(receive({ observation })).then({ type: 'DocumentReceived', data: rest });
  });

  it('refuses an operator of another centre', () => {
    given(register).when(receive({ actor: otherOperator })).thenRefused('other-centre');
  });

  it('refuses a centre that has no mesa de partes', () => {
    given(register).when(receive({ deskImplemented: false })).thenRefused('desk-not-implemented');
  });

  it('refuses who has supervised the desk', () => {
    given(register).when(receive({ supervisor: true })).thenRefused('supervisor-cannot-operate');
  });

  it('refuses a kind of trámite that does not exist', () => {
    given(register).when(receive({ procedureKnown: false })).thenRefused('procedure-unknown');
  });

  it('refuses an addressee that does not exist', () => {
    given(register).when(receive({ organ: { id: 'nadie', standing: 'unknown' } })).thenRefused('organ-unknown');
  });

  it('refuses an organ that has been closed, and names its successor', () => {
    const refusal = given(register).when(receive({ organ: { id: 'dgetp', standing: 'not-in-force', type: 'linea', successor: 'dgtp' } })).thenRefused('organ-not-in-force');
    expect(refusal.message).toContain('«dgtp»');
  });

  it('refuses an organ of another system', () => {
    given(register).when(receive({ organ: externo('grupo-2') })).thenRefused('organ-of-another-system');
  });

  it('takes history from the importer alone, and from the importer only history', () => {
    given(register).when(receive({ actor: importer, origin, organ: externo('grupo-2') })).thenTypes('DocumentReceived');
    given(register).when(receive({ actor: operator, origin, organ: externo('grupo-2') })).thenRefused('imported-history');
    given(register).when(receive({ actor: importer })).thenRefused('importer-only-history');
  });

  it('keeps it open how many folios history does not tell, and only of history', () => {
    const { data } = received({ folios: 0 });
    expect(DocumentReceived.safeParse(data).success).toBe(false);
    expect(DocumentReceived.parse({ ...data, origin })).toMatchObject({ folios: 0 });
  });

  it('belongs to its centre, whatever the year', () => {
    expect(register.placeOf?.('TES-2026')).toEqual({ centre: 'TES' });
  });

  it('numbers without a gap, and never twice, whatever else is refused between', () => {
    const commands = fc.array(
      fc.record({ actor: fc.constantFrom(operator, otherOperator, importer), organ: fc.constantFrom(inForce('dgpp'), { id: 'nadie', standing: 'unknown' as const }), deskImplemented: fc.boolean() }).map(receive),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(commands, (all) => {
        const { events } = play(register, all);
        expect(events.map(({ data }) => data.number)).toEqual(events.map((_, i) => i + 1));
        events.forEach(({ data }) => expect(DocumentReceived.parse(data)).toEqual(data));
      }),
    );
  });
});

describe('What an operator may send of a document', () => {
  const body = { channel: 'desk', kind: 'oficio', procedure: 'oficio', organ: 'dgpp', folios: 3, about: 'Pide opinión', sender: { name: 'Municipalidad de Ejemplo', identity: { kind: 'NONE' } } };
  const issues = (change: object) => ReceiveDocumentInput.safeParse({ ...body, ...change }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  it('is enough without annexes, files or identity', () => {
    expect(ReceiveDocumentInput.parse(body)).toMatchObject({ annexes: [], files: [], folios: 3 });
  });

  it.each([
    ['a number', { number: 5 }, ': No se admite: number. Estos datos no existen o los pone el servidor.'],
    ['a date', { receivedAt: '2026-01-01T00:00:00Z' }, ': No se admite: receivedAt. Estos datos no existen o los pone el servidor.'],
    ['no folios', { folios: 0 }, 'folios: Los folios son 1 como mínimo.'],
    ['negative folios', { folios: -2 }, 'folios: Los folios son 1 como mínimo.'],
    ['half a folio', { folios: 1.5 }, 'folios: Escriba un número entero de folios.'],
    ['more folios than there are', { folios: 100_001 }, 'folios: Los folios son 100 000 como máximo.'],
    ['an empty asunto', { about: '   ' }, 'about: No puede quedar vacío.'],
    ['broken UTF-16', { about: 'x\ud800' }, 'about: Contiene caracteres no válidos.'],
    ['501 annexes', { annexes: Array(501).fill({ description: 'x' }) }, 'annexes: Un documento lleva 500 anexos como máximo.'],
    ['another channel', { channel: 'fax' }, 'channel: Elija uno de: desk, post, email, web.'],
    ['a DNI in an observation', { observe: ['Falta copia del DNI 12345678'] }, 'observe.0: No escriba aquí números de DNI, RUC o teléfono ni correos: este texto queda registrado y no se puede borrar.'],
    ['an identity of no kind', { sender: { name: 'x', identity: { kind: 'LIBRETA' } } }, 'sender.identity.kind: Elija un tipo de documento de identidad: DNI, RUC, CE, PASSPORT o NONE.'],
  ])('is refused in Spanish with %s', (_what, change, issue) => {
    expect(issues(change)).toEqual([issue]);
  });
});
