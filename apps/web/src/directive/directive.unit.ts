import { describe, expect, it } from '@jest/globals';
import { arrange, countsOf, obligationsOf, provisionsOf } from './arrange.ts';
import type { Cell, Matrix, RuleEntry } from './model.ts';
import { recordOf } from './stream.ts';
import { cellWords, shortDate } from './words.ts';

const counts = { kept: 0, due: 0, breached: 0, 'not-applicable': 0, 'not-measurable': 0 };
const rule = (id: string, of: RuleEntry['of']): RuleEntry => ({ id, provision: id.replace(/-.*/, ''), title: id, of, counts });
const cell = (of: string, place: string, standing: Cell['standing']): Cell => ({ rule: of, place, standing });
const matrix: Matrix = {
  at: '', position: 1, lag: 0,
  rules: [rule('DIR.5.10', 'centre'), rule('DIR.5.9', 'centre'), rule('DIR.5.9-b', 'organ')],
  places: [{ place: 'CUS', name: 'Cusco', of: 'centre' }, { place: 'LIM', name: 'Lima', of: 'centre' }, { place: 'dgpp', name: 'DGPP', of: 'organ' }],
  cells: [cell('DIR.5.10', 'CUS', 'kept'), cell('DIR.5.10', 'LIM', 'breached'), cell('DIR.5.9', 'CUS', 'breached'), cell('DIR.5.9', 'LIM', 'kept'), cell('DIR.5.9-b', 'dgpp', 'due')],
};
const shape = (asked: Parameters<typeof arrange>[1]) => arrange(matrix, asked).filter(({ rules }) => rules.length > 0).map(({ of, rules, places }) => [of, rules.map(({ id }) => id), places.map(({ place }) => place)]);

describe('the board of the Directive', () => {
  it('shows the rows and columns that hold something of what was asked for', () => {
    expect(shape({})).toEqual([['centre', ['DIR.5.10', 'DIR.5.9'], ['CUS', 'LIM']], ['organ', ['DIR.5.9-b'], ['dgpp']]]);
    expect(shape({ standing: 'breached', place: 'LIM' })).toEqual([['centre', ['DIR.5.10'], ['LIM']]]);
    expect(shape({ provision: 'DIR.5.9' })).toEqual([['centre', ['DIR.5.9'], ['CUS', 'LIM']], ['organ', ['DIR.5.9-b'], ['dgpp']]]);
    expect(shape({ standing: 'not-measurable' })).toEqual([]);
  });
  it('puts what is breached first, and numerals in their order', () => {
    expect(obligationsOf(matrix, 'CUS').map(([{ id }]) => id)).toEqual(['DIR.5.9', 'DIR.5.10']);
    expect(provisionsOf(matrix.rules)).toEqual(['DIR.5.9', 'DIR.5.10']);
    expect(countsOf(matrix.cells)).toEqual({ ...counts, kept: 2, breached: 2, due: 1 });
  });
  it('says how an obligation stands in a sentence, and in a date', () => {
    const breached: Cell = { ...cell('x', 'CUS', 'breached'), since: '2012-04-13', why: 'Falta' };
    expect([cellWords(breached), shortDate(breached)]).toEqual([expect.stringMatching(/^Incumplida desde .*2012: Falta$/), '13/04/12']);
    expect(cellWords({ ...cell('x', 'CUS', 'due'), due: '2026-12-01' })).toMatch(/^Vence el .*2026$/);
    expect([cellWords(cell('x', 'CUS', 'kept')), shortDate(cell('x', 'CUS', 'kept'))]).toEqual(['Cumplida', '']);
  });
  it('knows which record an event is of, by the longest name that fits', () => {
    const registers = [{ name: 'service', path: 'services', title: 'Servicio' }, { name: 'service-offer', path: 'service-offers', title: 'Oferta' }];
    expect(recordOf('service-offer-CUS', registers)).toEqual({ path: 'service-offers', id: 'CUS', title: 'Ver: Oferta' });
    expect(recordOf('document-CUS-2026-000001', registers)).toEqual({ id: 'CUS-2026-000001', title: 'Ver el documento' });
    expect(recordOf('desk-CUS', registers)).toBeUndefined();
  });
});
