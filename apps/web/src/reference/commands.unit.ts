import { describe, expect, it } from '@jest/globals';
import { declareHoliday, designateCoordinator, holidayBody, registerCentre, registerOrgan } from './commands.ts';

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

describe('a holiday', () => {
  const row = { id: 'x', name: 'Día', 'rule.date': '2026-12-24', kind: 'regional', norm: 'D. S.', verified: '' };

  it('rules the whole country, or the place of its level', () => {
    expect(holidayBody({ ...row, level: 'national', place: '' })).toEqual({
      id: 'x', name: 'Día', kind: 'regional', norm: 'D. S.', verified: false, rule: { type: 'date', date: '2026-12-24' }, scope: { level: 'national' },
    });
    expect(holidayBody({ ...row, level: 'department', place: ' 08 ' })).toMatchObject({ scope: { level: 'department', department: '08' } });
    expect(holidayBody({ ...row, level: 'centre', place: 'CUS' })).toMatchObject({ scope: { level: 'centre', centre: 'CUS' } });
  });
});
