import { describe, expect, it } from '@jest/globals';
import { matching } from './match.ts';

const organs = [
  { siglas: 'DGPPX', name: 'Una dirección inventada' },
  { siglas: 'DGPP', name: 'Dirección General de Presupuesto Público', code: 'EF/50.01' },
  { siglas: 'SG', name: 'Secretaría General' },
];
const found = (typed: string) => matching(organs, typed).map(({ siglas }) => siglas);

describe('choosing an organ by typing', () => {
  it('puts the very siglas first', () => expect(found('dgpp')).toEqual(['DGPP', 'DGPPX']));
  it('finds a word of the name, with or without its accent', () => expect(found('secretaria')).toEqual(['SG']));
  it('finds the code of the ministry', () => expect(found('50.01')).toEqual(['DGPP']));
  it('shows all when nothing was typed', () => expect(found(' ')).toHaveLength(3));
  it('finds nothing where there is nothing', () => expect(found('zz')).toEqual([]));
});
