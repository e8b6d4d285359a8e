import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exampleMapping, folder } from '../../test/fictitious-log.ts';
import { checkHeader, columnsOf, readMapping } from './mapping.ts';

type Loose = Record<string, Record<string, unknown>>;

const example = (): Loose => JSON.parse(readFileSync(exampleMapping, 'utf8')) as Loose;

describe('A mapping', () => {
  let at: ReturnType<typeof folder>;
  beforeEach(() => void (at = folder()));
  afterEach(() => at.remove());

  const problemOf = (change: (mapping: Loose) => void): string => {
    const mapping = example();
    change(mapping);
    try {
      readMapping(at.file('m.json', JSON.stringify(mapping)));
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('of the project is valid, each of them', () => {
    const mappings = readdirSync(join(exampleMapping, '..')).filter((file) => file.endsWith('.json'));
    expect(mappings).toEqual(['ejemplo.json', 'receipt.json']);
    for (const file of mappings) expect(readMapping(join(exampleMapping, '..', file)).centre.code).toMatch(/^[A-Z]{3,8}$/);
  });

  it.each<[string, (mapping: Loose) => void, string]>([
    ['a word that it does not know', (m) => (m.step!.actividad = 'x'), 'step: No se conoce: actividad.'],
    ['no column for the activity', (m) => delete m.step!.activity, 'step.activity: Falta el nombre de la columna.'],
    ['a channel that is none', (m) => (m.case!.channel = { constant: 'fax' }), 'case.channel: Escriba { "constant": canal }'],
    ['a document that is none', (m) => (m.case!.kind = 'postal'), 'case.kind: Elija uno de: oficio,'],
    ['a pattern without a zone', (m) => delete m.times!.zone, 'times.zone: Diga la zona horaria de las fechas'],
    ['a zone that is none', (m) => (m.times!.zone = 'Lima'), 'times.zone: Debe ser una zona horaria'],
    ['a route to a group that it does not name', (m) => (m.step!.rules = { Pase: { as: 'routed', to: 'nadie' } }), 'step.rules.Pase.to: El órgano «nadie» no está en "organs".'],
    ['a route to nobody', (m) => (delete m.step!.group, undefined), 'step.rules.Pase a área: Diga a qué órgano con "to"'],
    ['an addressee that it does not name', (m) => (m.case!.organ = { constant: 'nadie' }), 'case.organ.constant: El órgano «nadie»'],
    ['names of persons', (m) => (m.step!.resource = { column: 'comentario', pseudonymous: false }), 'step.resource.pseudonymous: Los nombres de personas no se importan.'],
    ['a column left out for no reason', (m) => (m.ignored = { comentario: '' }), 'ignored.comentario: Diga por qué no se importa.'],
    ['a centre in lower case', (m) => (m.centre!.code = 'ejemplo'), 'centre.code: El código de centro tiene de 3 a 8 letras mayúsculas o dígitos.'],
  ])('is refused, in Spanish, with %s', (_what, change, message) => {
    expect(problemOf(change)).toContain(message);
  });

  it('tells all that is wrong at once', () => {
    expect(problemOf((m) => (delete m.step!.activity, delete m.step!.at, undefined)).split('\n')).toHaveLength(3);
  });

  it('must be there, and be JSON', () => {
    expect(() => readMapping(join(at.path, 'falta.json'))).toThrow('No se puede leer el mapeo');
    expect(() => readMapping(at.file('m.json', '{'))).toThrow('No se puede leer el mapeo');
  });
});

describe('The header of a file', () => {
  const mapping = readMapping(exampleMapping);
  const header = [...columnsOf(mapping).keys()];

  it('names the columns of the mapping, in any order', () => {
    expect(() => checkHeader(header.toReversed(), mapping)).not.toThrow();
  });

  it('may lack none of them', () => {
    expect(() => checkHeader(header.filter((column) => column !== 'paso'), mapping)).toThrow('falta la columna «paso» (step.id)');
  });

  it('holds no column that the mapping says nothing of: nothing is left out in silence', () => {
    expect(() => checkHeader([...header, 'teléfono'], mapping)).toThrow('el mapeo no dice qué hacer con la columna «teléfono»');
    expect(() => checkHeader([...header, 'paso'], mapping)).toThrow('la columna «paso» aparece dos veces');
  });
});
