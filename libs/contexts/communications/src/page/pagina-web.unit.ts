import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { paginaWeb } from './pagina-web.ts';

const staleAt = '2026-04-02T04:59:59.000Z';
const usual = { id: 'pagina-web', facts: staleAt };
const communications = by({ id: 'm', role: 'communications' }, usual);
const responsable = by({ id: 'w', role: 'communications' }, usual);
const naming = { person: 'w', act: 'Memorando 5' };
const named = { type: 'PaginaResponsableNamed', data: { ...naming, by: 'm', staleAt } } as const;

describe('The web page (DIR.5.5.d)', () => {
  it('has one responsible person, who is replaced by another', () => {
    given(paginaWeb).when(communications.asks('name-responsable', naming)).then(named);
    given(paginaWeb, named).when(communications.asks('name-responsable', naming)).thenRefused('same-person');
    given(paginaWeb, named).when(communications.asks('name-responsable', { ...naming, person: 'z' })).then({ type: 'PaginaResponsableNamed', data: { ...naming, person: 'z', previous: 'w', by: 'm', staleAt } });
  });
  it('is updated and reviewed by that person alone', () => {
    const what = { section: 'Servicios', summary: 'Nuevo horario' };
    given(paginaWeb, named).when(responsable.asks('update', what)).then({ type: 'PaginaUpdated', data: { ...what, by: 'w', staleAt } });
    given(paginaWeb, named).when(responsable.asks('review', { findings: 'Sin cambios' })).thenTypes('PaginaReviewed');
    for (const verb of ['update', 'review']) given(paginaWeb, named).when(communications.asks(verb, { ...what, findings: 'x' })).thenRefused('not-the-responsable');
    given(paginaWeb).when(responsable.asks('update', what)).thenRefused('pagina-web-unknown');
  });
});
