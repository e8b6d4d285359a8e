import { describe, it } from '@jest/globals';
import { by, given } from '#testing';
import { offerSupervision } from './supervision.ts';

const id = 'CUS-s1a2';
const ogauc = by({ id: 'o', role: 'ogauc' }, { id, facts: true });
const of = { supervision: id, centre: 'CUS', by: 'o' };
const planned = { type: 'SupervisionPlanned', data: { ...of, on: '2026-03-10', due: '2026-03-11T04:59:59Z', scope: 'Consultas y capacitaciones' } } as const;

describe('The supervision of a centre’s offer (DIR.5.1.2.a)', () => {
  it('is planned for a date to come', () => {
    given(offerSupervision).when(ogauc.asks('plan', { on: '2026-03-10', scope: 'Consultas y capacitaciones' })).then(planned);
    given(offerSupervision).when(ogauc.asks('plan', { on: '2026-03-01', scope: 'Consultas' })).thenRefused('date-in-the-past');
    given(offerSupervision).when(ogauc.asks('plan', { on: '2026-03-10', scope: 'Consultas' }, { facts: false })).thenRefused('centre-unknown');
  });
  it('is postponed with a reason, and performed once it was', () => {
    given(offerSupervision, planned).when(ogauc.asks('postpone', { on: '2026-03-20', reason: 'Sin pasajes' })).thenTypes('SupervisionPostponed');
    given(offerSupervision, planned).when(ogauc.asks('postpone', { on: '2026-03-10', reason: 'Sin pasajes' })).thenNothing();
    given(offerSupervision, planned).when(ogauc.asks('perform', { on: '2026-03-03', findings: 'Todo en orden' })).thenRefused('date-in-the-future');
    given(offerSupervision, planned).when(ogauc.asks('perform', { on: '2026-03-02', findings: 'Todo en orden' })).then({ type: 'SupervisionPerformed', data: { ...of, on: '2026-03-02', findings: 'Todo en orden' } });
    given(offerSupervision).when(ogauc.asks('perform', { on: '2026-03-02', findings: 'Todo en orden' })).thenRefused('offer-supervision-unknown');
  });
});
