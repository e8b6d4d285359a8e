import { describe, expect, it } from '@jest/globals';
import { kindOfValue, money } from './words.ts';

describe('A fact on the screen', () => {
  it('that is an amount in céntimos is shown in soles, whether its field says so or its name alone', () => {
    expect(kindOfValue('amount', 32_000, { widget: 'money' })).toBe('money');
    expect(kindOfValue('viaticoCents', 32_000)).toBe('money');
    expect(kindOfValue('attendees', 12)).toBe('number');
    expect(money(32_050)).toMatch(/320[.,]50/);
  });
});
