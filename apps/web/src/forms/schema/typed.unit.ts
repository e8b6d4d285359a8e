import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kindOf, optionTitle, plain, type Schema } from './schema.ts';
import { blank, centimos, isTouched, problemsIn, toInput, withoutPersons } from './typed.ts';

const member: Schema = { type: 'object', title: 'Miembro', required: ['person'], properties: { person: { type: 'string', title: 'Cuenta', pattern: '^[\\w.:@|-]{1,128}$' }, note: { type: 'string', title: 'Nota' } } };
const schema: Schema = {
  type: 'object',
  required: ['title', 'amount', 'members', 'kind', 'confirmed'],
  properties: {
    title: { type: 'string', title: 'Título', maxLength: 100 },
    amount: { type: 'integer', title: 'Monto', widget: 'money' },
    starts: { type: 'string', format: 'date-time', title: 'Empieza' },
    secret: { type: 'string', title: 'Nombre', sealed: true },
    members: { type: 'array', title: 'Miembros', minItems: 1, items: member },
    kind: { type: 'string', title: 'Tipo', enum: ['a', 'b'], names: { a: 'Uno', b: 'Otro' } },
    confirmed: { type: 'boolean', title: 'Confirmado' },
    place: {
      title: 'Lugar',
      oneOf: [
        { type: 'object', required: ['at', 'centre'], properties: { at: { type: 'string', const: 'centre', title: 'Centro' }, centre: { type: 'string', pattern: '^[A-Z0-9]{3,8}$' } } },
        { type: 'object', required: ['at'], properties: { at: { type: 'string', const: 'none' } } },
      ],
    },
  },
};
const whole = { title: ' TdR ', amount: '1,250.5', starts: '2026-03-02T08:30', secret: 'X', members: [{ person: 'ana', note: '' }], kind: 'a', confirmed: false, place: { option: '', value: '' } };

describe('how a value is asked for', () => {
  it.each<[Schema, string, string]>([
    [{ type: 'string', maxLength: 201 }, '', 'long'],
    [{ type: 'string', widget: 'textarea' }, '', 'long'],
    [{ type: 'string', pattern: '^[0-9a-f]{64}$' }, 'sha256', 'file'],
    [{ type: 'string', pattern: '^[A-Z0-9]{3,8}$' }, 'centre', 'centre'],
    [{ type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' }, 'organ', 'organ'],
    [{ type: 'string', pattern: '^[a-z][a-z0-9-]{1,39}$' }, 'procedure', 'text'],
    [{ type: 'array', items: { type: 'string', enum: ['a'] } }, '', 'choices'],
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, '', 'date'],
    [{ anyOf: [{ const: 'a', title: 'Uno' }, { const: 'b' }] }, '', 'choice'],
    [{ type: 'integer' }, '', 'integer'],
    [plain({ type: 'array', widget: 'organ', items: { type: 'string' } }).items!, '0', 'organ'],
    [{}, '', 'unknown'],
  ])('%j as %s is %s', (given, key, kind) => expect(kindOf(plain(given), key)).toBe(kind));

  it('calls an alternative by its constant', () => expect(schema.properties!['place']!.oneOf!.map(optionTitle)).toEqual(['Centro', 'none']));
});

describe('the body of what was typed', () => {
  it('has numbers, céntimos and instants, and leaves out what is empty and need not be told', () => {
    expect(toInput(schema, whole)).toEqual({ title: 'TdR', amount: 125_050, starts: '2026-03-02T13:30:00.000Z', secret: 'X', members: [{ person: 'ana' }], kind: 'a', confirmed: false });
  });
  it('has the alternative that was chosen, though it asks for nothing', () => {
    expect(toInput(schema, { ...whole, place: { option: '1', value: {} } })).toMatchObject({ place: { at: 'none' } });
    expect(toInput(schema, { ...whole, place: { option: '0', value: { centre: 'CUS' } } })).toMatchObject({ place: { at: 'centre', centre: 'CUS' } });
  });
  it('says no where leaving it out would say yes', () => {
    const flags: Schema = { type: 'object', properties: { told: { type: 'boolean', default: true }, free: { type: 'boolean' } } };
    expect(toInput(flags, blank(flags))).toEqual({ told: true });
    expect(toInput(flags, { told: false, free: false })).toEqual({ told: false });
  });
  it('keeps what is no number as it was typed, for the server to refuse', () => expect(toInput(schema, { ...whole, amount: 'mil' })).toMatchObject({ amount: 'mil' }));
  it('takes any amount of céntimos back', () => {
    fc.assert(fc.property(fc.nat(1_000_000_000), (n) => expect(centimos((n / 100).toFixed(2))).toBe(n)));
  });
});

describe('what can be told to be wrong', () => {
  it('is nothing of a whole form', () => expect(problemsIn(schema, whole)).toEqual({}));
  it('is told by its path, within lists too', () => {
    expect(problemsIn(schema, blank(schema))).toEqual({ title: 'Complete: título.', amount: 'Complete: monto.', 'members.0.person': 'Complete: cuenta.', kind: 'Complete: tipo.' });
    expect(problemsIn(schema, { ...whole, amount: '12.345', members: [] })).toEqual({ amount: expect.stringContaining('soles'), members: 'Agregue uno al menos.' });
  });
});

describe('what may be kept beyond the tab', () => {
  it('tells of no person', () => {
    const kept = withoutPersons(schema, whole);
    expect(kept).toMatchObject({ title: ' TdR ', secret: '', members: [{ person: '' }] });
    expect(isTouched(schema, kept)).toBe(true);
    expect(isTouched(schema, blank(schema))).toBe(false);
  });
});
