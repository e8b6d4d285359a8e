import { describe, expect, it } from '@jest/globals';
import { Role } from '#contracts';
import { placesOf } from './places.ts';

const of = (role: Role) => placesOf({ id: 'x', name: 'X', role, centre: 'LIM', organ: 'dgpp' }).map(({ to }) => to);

describe('the screens of a post', () => {
  it('begin with its daily work', () => {
    expect([of('operator')[0], of('document-coordinator')[0], of('ogauc')[0], of('centre-coordinator')[0]]).toEqual(['/mesa', '/bandeja', '/tablero', '/centros/LIM']);
  });

  it.each(Role.options)('include the national board for %s', (role) => {
    expect(of(role)).toContain('/tablero');
  });
});
