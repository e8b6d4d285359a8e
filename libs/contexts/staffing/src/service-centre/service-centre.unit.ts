import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { by, given, play } from '#testing';
import { serviceCentre } from './service-centre.ts';

const ogauc = by({ id: 'o', role: 'ogauc' }, { id: 'CUS', facts: { known: true }, now: '2026-06-10T15:00:00.000Z' });
const implemented = { type: 'CentroImplemented', data: { centre: 'CUS', on: '2026-01-05', act: 'RM 639-2011-EF/10' } } as const;
const certified = { type: 'CreditoCertified', data: { centre: 'CUS', year: 2026, meta: '0012', amount: 100_000, document: 'CCP 1' } } as const;
const expense = { on: '2026-06-01', pliego: '009', meta: '0012', amount: 40_000, concept: 'Luz', document: 'F001-1' };

describe('The life of a centre (DIR.4.2)', () => {
  it('begins when OGAUC implements it, once', () => {
    given(serviceCentre).when(ogauc.asks('implement', { on: '2026-01-05', act: 'RM 639-2011-EF/10' })).then(implemented);
    given(serviceCentre, implemented).when(ogauc.asks('implement', { on: '2026-01-05', act: 'RM' })).thenRefused('service-centre-already-exists');
    given(serviceCentre).when(ogauc.asks('implement', { on: '2026-01-05', act: 'RM' }, { facts: { known: false } })).thenRefused('centre-unknown');
  });
  it('is suspended, resumed and closed in order of dates', () => {
    const suspended = { type: 'CentroSuspended', data: { centre: 'CUS', on: '2026-03-01', reason: 'Obras' } } as const;
    given(serviceCentre, implemented).when(ogauc.asks('suspend', { on: '2026-03-01', reason: 'Obras' })).then(suspended);
    given(serviceCentre, implemented).when(ogauc.asks('suspend', { on: '2025-03-01', reason: 'Obras' })).thenRefused('date-before-status');
    given(serviceCentre, implemented, suspended).when(ogauc.asks('suspend', { on: '2026-04-01', reason: 'Obras' })).thenRefused('status-not-allowed');
    given(serviceCentre, implemented, suspended).when(ogauc.asks('resume', { on: '2026-03-02', act: 'RM' })).thenTypes('CentroResumed');
    given(serviceCentre, implemented, suspended).when(ogauc.asks('close', { on: '2026-03-02', reason: 'Fin' })).thenTypes('CentroClosed');
    given(serviceCentre, implemented).when(ogauc.asks('suspend', { on: '2099-03-03', reason: 'Obras' })).thenRefused('date-in-future');
    given(serviceCentre).when(ogauc.asks('implement', { on: '2099-03-03', act: 'RM' })).thenRefused('date-in-future');
    given(serviceCentre).when(ogauc.asks('close', { on: '2026-04-01', reason: 'Fin' })).thenRefused('service-centre-unknown');
  });
});

describe('What a centre costs (DIR.4.2)', () => {
  it('is charged to the certified budget of the Pliego MEF', () => {
    given(serviceCentre, implemented, certified).when(ogauc.asks('charge', expense)).then({ type: 'GastoCharged', data: { centre: 'CUS', ...expense } });
    given(serviceCentre, implemented, certified).when(ogauc.asks('charge', { ...expense, pliego: '010' })).thenRefused('other-pliego');
    given(serviceCentre, implemented).when(ogauc.asks('charge', expense)).thenRefused('meta-not-certified');
    given(serviceCentre, implemented, certified).when(ogauc.asks('charge', { ...expense, on: '2025-06-01' })).thenRefused('meta-not-certified');
    given(serviceCentre, implemented, certified).when(ogauc.asks('charge', { ...expense, on: '2026-07-01' })).thenRefused('date-in-future');
    given(serviceCentre, implemented, certified).when(ogauc.asks('charge', { ...expense, amount: 100_001 })).thenRefused('budget-exceeded');
  });
  it('counts each document once', () => {
    const charged = { type: 'GastoCharged', data: { centre: 'CUS', ...expense } } as const;
    given(serviceCentre, implemented, certified, charged).when(ogauc.asks('charge', { ...expense, document: 'f001-1' })).thenRefused('document-already-used');
    given(serviceCentre, implemented, certified).when(ogauc.asks('certify', { year: 2026, meta: '0012', amount: 1, document: 'CCP 1' })).thenRefused('document-already-used');
  });
  it('never exceeds what was certified, céntimo by céntimo', () => {
    const meta = fc.constantFrom('0012', '0013');
    const amount = fc.integer({ min: 1, max: 100_000 });
    const commands = fc.array(
      fc.oneof(
        fc.record({ meta, amount, document: fc.uuid() }).map((given) => ogauc.asks('certify', { year: 2026, ...given })),
        fc.record({ meta, amount, document: fc.uuid() }).map((given) => ogauc.asks('charge', { ...expense, ...given })),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(commands, (asked) => {
        const { state, events } = play(serviceCentre, asked, [implemented]);
        for (const meta of ['0012', '0013']) {
          const sum = (type: string) => events.reduce((total, event) => total + (event.type === type && 'meta' in event.data && event.data.meta === meta ? event.data.amount : 0), 0);
          expect(sum('GastoCharged')).toBeLessThanOrEqual(sum('CreditoCertified'));
          expect(state.budgets[`2026 ${meta}`] ?? { certified: 0, charged: 0 }).toEqual({ certified: sum('CreditoCertified'), charged: sum('GastoCharged') });
        }
      }),
    );
  });
});
