import { describe, expect, it } from '@jest/globals';
import { initialValues, missing, toBody, type FieldSpec } from './fields.ts';

const specs: readonly FieldSpec[] = [
  { name: 'entity', label: 'Entidad', kind: 'text' },
  { name: 'folios', label: 'Folios', kind: 'integer', initial: '1' },
  { name: 'requirements', label: 'Requisitos', kind: 'lines' },
  { name: 'row.name', label: 'Nombre', kind: 'text', optional: true },
  { name: 'row.norm', label: 'Norma', kind: 'text', optional: true },
  { name: 'verified', label: 'Verificado', kind: 'flag' },
  { name: 'toldBy', label: 'Medio', kind: 'choice', options: [['in-person', 'En persona'], ['post', 'Correo']] },
];

describe('the body of a command', () => {
  it('holds numbers, lists and nested fields', () => {
    const body = toBody(specs, { entity: ' SUNAT ', folios: '3', requirements: 'Firma\n\n  Copia  \n', 'row.name': 'Fiesta', 'row.norm': 'D. S.', verified: 'yes', toldBy: 'post' });
    expect(body).toEqual({ entity: 'SUNAT', folios: 3, requirements: ['Firma', 'Copia'], row: { name: 'Fiesta', norm: 'D. S.' }, verified: true, toldBy: 'post' });
  });

  it('leaves out what was left empty', () => {
    expect(toBody(specs, { entity: '  ' })).toEqual({ verified: false });
  });

  it('sends what is not a number as it was written, for the server to say so', () => {
    expect(toBody(specs, { folios: 'dos' })).toMatchObject({ folios: 'dos' });
  });
});

describe('a form', () => {
  it('begins with its initial values and first choices', () => {
    expect(initialValues(specs)).toMatchObject({ entity: '', folios: '1', toldBy: 'in-person' });
  });

  it('asks for what is required and nothing more', () => {
    expect(missing(specs, { ...initialValues(specs), entity: 'SUNAT' })).toEqual({ requirements: 'Complete: requisitos.' });
  });
});
