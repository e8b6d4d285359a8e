import { describe, expect, it } from '@jest/globals';
import { policyValues } from '#contracts';
import { amendCentre, amendOrgan, amendProcedure, declareHoliday, designateCoordinator, holidayBody, registerCentre, registerOrgan } from './commands.ts';
import { initialValues } from '../forms/fields.ts';
import { setPolicies, valueWords } from './policies.ts';

const pathOf = ({ path }: typeof registerOrgan, values: Readonly<Record<string, string>>) => (typeof path === 'function' ? path(values) : path);

describe('the commands of reference data', () => {
  it('are sent to the row that they name', () => {
    expect(pathOf(registerOrgan, { id: ' dgpp ' })).toBe('/api/organs/dgpp/register');
    expect(pathOf(registerCentre([]), { code: 'CUS' })).toBe('/api/centres/CUS/register');
    expect(pathOf(declareHoliday, { id: 'puente-2026' })).toBe('/api/holidays/puente-2026/declare');
  });

  it('name the organ of a coordinator in the path and not in the body', () => {
    const values = { organ: 'dgpp', person: 'cuenta-1', from: '2026-11-24', act: 'Memorando 1' };
    expect(pathOf(designateCoordinator, values)).toBe('/api/document-coordinators/dgpp/designate');
    expect(designateCoordinator.body?.(values)).toEqual({ person: 'cuenta-1', from: '2026-11-24', act: 'Memorando 1' });
  });
});

describe('amending a row', () => {
  const organ = { id: 'dgpp', siglas: 'DGPP', name: 'Dirección de prueba', type: 'linea' as const, from: '2012-01-01', inForce: true, source: 'ROF', verified: true };

  it('begins with the row as it is, except that the source is to be read anew', () => {
    const { fields, path, body } = amendOrgan(organ);
    const values = initialValues(fields);
    expect(values).toMatchObject({ siglas: 'DGPP', name: 'Dirección de prueba', type: 'linea', from: '2012-01-01', source: 'ROF', verified: '' });
    expect(path).toBe('/api/organs/dgpp/amend');
    expect(body?.({ ...values, name: 'Otro nombre' })).toEqual({ id: 'dgpp', siglas: 'DGPP', name: 'Otro nombre', type: 'linea', from: '2012-01-01', source: 'ROF', verified: false });
  });

  it('keeps the code under which it is known', () => {
    const centre = amendCentre({ code: 'CUS', name: 'Cusco', department: '08', foreign: false, source: 'x', verified: false }, [{ code: '08', name: 'Cusco' }]);
    expect(centre.body?.(initialValues(centre.fields))).toMatchObject({ code: 'CUS', department: '08' });
    const procedure = amendProcedure({ id: 'oficio', name: 'Oficio', answerWorkingDays: 30, silence: 'none', norm: 'x', verified: false, from: '2020-01-01' });
    expect(procedure.body?.(initialValues(procedure.fields))).toMatchObject({ id: 'oficio', answerWorkingDays: 30, silence: 'none', from: '2020-01-01' });
  });

  it('is, for a policy, a new value from a date on', () => {
    expect(setPolicies.map(({ path }) => path)).toEqual(Object.keys(policyValues).filter((name) => name !== 'sistema-organs' && name !== 'specialist-kit').map((name) => `/api/policies/${name}/set`));
  });
});

describe('a holiday', () => {
  const row = { id: 'x', name: 'Día', 'rule.date': '2026-12-24', kind: 'regional', norm: 'D. S.', verified: '' };

  it('rules the whole country, or the place of its level', () => {
    expect(holidayBody({ ...row, level: 'national', place: '' })).toEqual({
      id: 'x', name: 'Día', kind: 'regional', norm: 'D. S.', verified: false, rule: { type: 'date', date: '2026-12-24' }, scope: { level: 'national' },
    });
    expect(holidayBody({ ...row, level: 'department', place: ' 08 ' })).toMatchObject({ scope: { level: 'department', department: '08' } });
    expect(holidayBody({ ...row, level: 'centre', place: 'CUS' })).toMatchObject({ scope: { level: 'centre', centre: 'CUS' } });
  });
  it('is shown in words, a table of values by its keys', () => expect([valueWords(7), valueWords({ siaf: 'ogti' }), valueWords(['computer', 'network'])]).toEqual(['7', 'siaf: ogti', 'Computadora, Conexión a la red']));
});
