import { describe, expect, it } from '@jest/globals';
import { byKind } from './inbox.ts';
import type { Waiting } from './model.ts';
import { askedFor, newId, newToken } from './newId.ts';
import { pathWords } from './ProblemList.tsx';
import { kindOfValue, labelOf, money, nameOf } from './words.ts';

const waiting = (kind: string, id: string, due?: string, since = '2026-01-01T00:00:00.000Z'): Waiting => ({
  id, kind, path: kind, title: id, status: 's', statusName: 'S', centre: '', organ: '', person: '', createdAt: since, updatedAt: since, actTitle: 'Hacer', overdue: due !== undefined && due < '2026-06',
  wait: { role: 'ogauc', act: 'do', since, ...(due !== undefined && { due }) },
});

describe('what waits', () => {
  it('is grouped by kind, the most urgent first; without a term, what waits longest', () => {
    const groups = byKind([waiting('tdr', 'a'), waiting('tdr', 'b', '2026-07-01'), waiting('informe', 'c', '2026-05-01'), waiting('tdr', 'd', undefined, '2025-01-01')]);
    expect(groups.map(({ kind, overdue, waiting: own }) => [kind, overdue, own.map(({ id }) => id)])).toEqual([['informe', 1, ['c']], ['tdr', 0, ['b', 'd', 'a']]]);
  });
});

describe('the code of a new record', () => {
  const at = (kind: Parameters<typeof askedFor>[0], actor: { centre?: string; organ?: string }, told = '') => newId({ id: kind, name: 'protocolo' }, actor, told, 'abc123');
  it('comes from the post where that tells it, or is asked for', () => {
    expect([askedFor('at-centre', { centre: 'CUS' }), askedFor('at-centre', {}), askedFor('of-organ', { organ: 'dgpp' }), askedFor('month', {}), askedFor('only', {})]).toEqual([undefined, 'centre', undefined, 'month', undefined]);
    expect([at('at-centre', { centre: 'CUS' }), at('at-centre', {}, 'LIM'), at('at-centre', {}), at('of-organ', { organ: 'dgpp' }), at('national', {}), at('month', {}, '2026-03'), at('only', {})]).toEqual(['CUS-abc123', 'LIM-abc123', '', 'dgpp.abc123', 'abc123', '2026-03', 'protocolo']);
  });
  it('has a token that every kind takes', () => expect(newToken()).toMatch(/^[a-z0-9]{32}$/));
});

describe('the words of facts', () => {
  it('are those of the register, and of all where it has none or several', () => {
    const fields = { act: { title: 'Memorando' }, person: { title: 'Cuenta del candidato', shared: true }, score: { title: 'Puntaje', shared: true } };
    expect([labelOf('act', fields), labelOf('person', fields), labelOf('score', fields), labelOf('centre', fields), labelOf('zzz', fields)]).toEqual(['Memorando', 'Persona', 'Puntaje', 'Centro', undefined]);
  });
  it.each([
    ['from', '2026-03-02', 'date'], ['due', '2026-03-02T13:30:00.000Z', 'instant'], ['month', '2026-03', 'month'], ['spentCents', 100, 'money'], ['count', 100, 'number'], ['centres', 'CUS', 'centre'],
    ['submittedBy', 'ana', 'person'], ['hash', 'a'.repeat(64), 'file'], ['roles', 'specialist', 'named'], ['note', 'x', 'text'], ['list', [], 'none'], ['late', false, 'flag'], ['votes', { a: 1 }, 'group'],
  ] as const)('tell how %s is shown: %j as %s', (key, value, kind) => expect(kindOfValue(key, value)).toBe(kind));
  it('name what is money, and what is kept as a code', () => {
    expect(money(125_050).replaceAll(/\s/g, ' ')).toBe('S/ 1,250.50');
    expect([nameOf('stage', 'posted'), nameOf('role', 'specialist'), nameOf('kind', 'b', { names: { b: 'Otro' } }), nameOf('note', 'x')]).toEqual(['Publicado', 'Especialista', 'Otro', undefined]);
  });
  it('tell where in a form a problem is', () => {
    const input = { type: 'object', properties: { members: { type: 'array', title: 'Integrantes', items: { type: 'object', properties: { person: { type: 'string', title: 'Cuenta' } } } } } };
    expect([pathWords(input, 'members.1.person'), pathWords(input, 'members'), pathWords(input, 'other')]).toEqual(['Integrantes 2, Cuenta', 'Integrantes', '']);
  });
});
