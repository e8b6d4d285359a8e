import { describe, expect, it } from '@jest/globals';
import { whenOf, whereOf } from './holiday-words.ts';

describe('a holiday in words', () => {
  it.each([
    [{ type: 'fixed', month: 7, day: 28 }, /^Cada 28 de julio$/],
    [{ type: 'easter', offset: -2 }, /2 días antes del Domingo de Pascua/],
    [{ type: 'easter', offset: -1 }, /1 día antes/],
    [{ type: 'date', date: '2026-12-24' }, /24 dic/],
    [{ type: 'range', from: '2020-03-16', to: '2020-06-10' }, /^Del .*16 mar.* al .*10 jun/],
  ])('%j', (rule, words) => {
    expect(whenOf({ rule })).toMatch(words);
  });

  it('says where it rules', () => {
    expect([whereOf({ scope: { level: 'national' } }), whereOf({ scope: { level: 'department', department: '08' } }), whereOf({ scope: { level: 'centre', centre: 'CUS' } })]).toEqual([
      'Todo el país',
      'Departamento 08',
      'Centro CUS',
    ]);
  });
});
