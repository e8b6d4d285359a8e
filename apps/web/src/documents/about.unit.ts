import { describe, expect, it } from '@jest/globals';
import { aboutOf } from './about.ts';

describe('the asunto on the screen', () => {
  it('is what was written', () => expect(aboutOf({ subject: 'Pide informe', sender: 'P. F.' })).toBe('Pide informe'));
  it('says that the data were erased', () => expect(aboutOf({ subject: '', sender: '[datos suprimidos]' })).toBe('[datos suprimidos]'));
  it('says that it is not for everybody', () => expect(aboutOf({ subject: '', sender: 'P*** F***' })).toMatch(/reservado/));
});
