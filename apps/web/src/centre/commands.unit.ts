import { describe, expect, it } from '@jest/globals';
import { hoursBody, raiseFinding, supervise } from './commands.ts';

describe('the commands of a desk', () => {
  it('give the same hours from Monday to Friday', () => {
    expect(hoursBody({ open: '08:30', close: '16:30', from: '2026-11-24', source: 'R. M.' })).toEqual({
      from: '2026-11-24',
      source: 'R. M.',
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: '08:30', close: '16:30' })),
    });
  });

  it('say of every item of a visit whether the desk complies', () => {
    const body = supervise('LIM').body?.({ cargo: 'yes' });
    expect(body).toMatchObject({ checklist: expect.arrayContaining([{ item: 'cargo', complies: true }, { item: 'custody', complies: false }]) });
  });

  it('tie a finding to its visit', () => {
    expect(raiseFinding('LIM', 'v1').body?.({ description: 'Falta el cargo', severity: 'major' })).toEqual({ visit: 'v1', description: 'Falta el cargo', severity: 'major' });
  });
});
