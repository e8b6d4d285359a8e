import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AskCommand } from '#aggregates';
import type { RecordedEvent } from '#kernel';
import { by, given, refusalOf } from '#testing';
import { addDays } from '../dates.ts';
import { commission } from './commission.ts';
import type { Voucher } from './events.ts';
import { minutesBetween, viaticoFor } from './money.ts';
import { rendicionTimer } from './overdue.ts';
import { comisionesOf, grantedCents, isOverdue, type Told } from './state.ts';

const now = '2026-03-16T15:00:00.000Z';
const usual = { id: 'p1', now };
const traveller = by({ id: 'p1', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual);
const ogauc = by({ id: 'o', role: 'ogauc' }, usual);
const rrhh = by({ id: 'h', role: 'human-resources' }, usual);
const own = by({ id: 'p1', role: 'ogauc' }, usual);

const comision = 'c1';
const due = '2026-03-25T04:59:59Z';
const whose = { person: 'p1', comision, centre: 'CUS' };
const trip = { departureOn: '2026-03-09', departureAt: '08:00', returnOn: '2026-03-11', returnAt: '08:00', destination: 'Quillabamba', purpose: 'Asistencia a la municipalidad' };
const asked = { comision, centre: 'CUS', ...trip };
const tariff = { tariffCents: 32_000, norm: 'D.S. 007-2013-EF', voucherPercent: 70, due };

const authorized: Told = { type: 'ComisionAuthorized', data: { person: 'p1', ...asked, by: 'o' } };
const granted: Told = { type: 'ViaticoGranted', data: { ...whose, minutes: 2_880, tariffCents: 32_000, norm: tariff.norm, amountCents: 64_000, voucherPercent: 70, due, by: 'h' } };
const fare: Told = { type: 'PasajeGranted', data: { ...whose, route: 'Cusco – Quillabamba', amountCents: 9_000, due, by: 'h' } };
const performed: Told = { type: 'ComisionPerformed', data: { ...whose, returnOn: '2026-03-11', returnAt: '08:00', due, by: 'p1' } };
const voucher = (cents: number, changes: Partial<Voucher> = {}): Voucher => ({ kind: 'hospedaje', document: 'F001-1', on: '2026-03-09', cents, ...changes });
const rendered = (vouchers: Voucher[], declaredCents: number, spentCents: number, balanceCents: number): Told => ({ type: 'RendicionSubmitted', data: { ...whose, vouchers, declaredCents, spentCents, balanceCents, by: 'p1' } });
const overdue: Told = { type: 'RendicionOverdue', data: { ...whose, due } };
const trueTo = [authorized, granted, performed];

describe('A commission (DIR.5.3)', () => {
  it('is authorised by OGAUC for another person, with a return after the departure', () => {
    given(commission).when(ogauc.asks('authorize', asked, { facts: true })).then(authorized);
    given(commission).when(own.asks('authorize', asked, { facts: true })).thenRefused('own-act');
    given(commission).when(ogauc.asks('authorize', asked, { facts: false })).thenRefused('centre-unknown');
    given(commission).when(ogauc.asks('authorize', { ...asked, returnOn: '2026-03-08' }, { facts: true })).thenRefused('return-before-departure');
    given(commission, authorized).when(ogauc.asks('authorize', asked, { facts: true })).thenRefused('comision-already-exists');
  });
  it('overlaps with no other of the person', () => {
    const next = { ...asked, comision: 'c2', departureOn: '2026-03-11', departureAt: '07:59', returnOn: '2026-03-12' };
    given(commission, authorized).when(ogauc.asks('authorize', next, { facts: true })).thenRefused('comisiones-overlap');
    given(commission, authorized).when(ogauc.asks('authorize', { ...next, departureAt: '08:00' }, { facts: true })).thenTypes('ComisionAuthorized');
  });
  it('is performed within what was authorised', () => {
    const perform = (changes: object = {}, who = traveller) => who.asks('perform', { comision, returnOn: '2026-03-11', returnAt: '08:00', ...changes }, { facts: due });
    given(commission, authorized, granted).when(perform()).then(performed);
    given(commission, authorized, granted).when(perform({ returnOn: '2026-03-12' })).thenRefused('return-after-authorized');
    given(commission, authorized, granted).when(perform({ returnOn: '2026-03-09', returnAt: '08:00' })).thenRefused('return-before-departure');
    given(commission, authorized, granted).when(perform({}, by({ id: 'z', role: 'administrative-coordinator', centre: 'PUN' }, usual))).thenRefused('not-own-comision');
    given(commission, authorized, granted).when(perform({}, by({ id: 'z', role: 'administrative-coordinator', centre: 'CUS' }, usual))).thenTypes('ComisionPerformed');
    given(commission, authorized, granted).when(traveller.asks('perform', { comision, returnOn: '2026-03-11', returnAt: '08:00' }, { facts: due, now: '2026-03-10T15:00:00.000Z' })).thenRefused('return-in-future');
  });
});

describe('The viático (DIR.5.3)', () => {
  it.each([
    [24 * 60, 32_000],
    [241, 32_000],
    [240, 5_333],
    [60, 1_333],
    [2 * 1_440, 64_000],
    [2 * 1_440 + 60, 65_333],
    [2 * 1_440 + 241, 96_000],
  ])('of %i minutes at S/ 320 is %i céntimos', (minutes, cents) => expect(viaticoFor(minutes, 32_000)).toBe(cents));
  it('never shrinks as the commission grows, and is whole céntimos', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 100_000 }), (minutes, more, rate) => {
      const cents = viaticoFor(minutes, rate);
      expect(Number.isSafeInteger(cents) && cents <= viaticoFor(minutes + more, rate) && cents <= Math.ceil(minutes / 1_440) * rate).toBe(true);
    }));
  });
  it('is counted from the hours that were authorised, by the tariff of the departure, once', () => {
    expect(minutesBetween({ on: '2026-03-09', at: '08:00' }, { on: '2026-03-11', at: '08:00' })).toBe(2_880);
    given(commission, authorized).when(rrhh.asks('grant-viatico', { comision }, { facts: tariff })).then(granted);
    given(commission, authorized, granted).when(rrhh.asks('grant-viatico', { comision }, { facts: tariff })).thenRefused('viatico-already-granted');
    given(commission, authorized).when(own.asks('grant-viatico', { comision }, { facts: tariff })).thenRefused('own-act');
    given(commission, authorized).when(rrhh.asks('grant-viatico', { comision: 'c9' }, { facts: tariff })).thenRefused('comision-unknown');
    given(commission, ...trueTo).when(rrhh.asks('grant-viatico', { comision }, { facts: tariff })).thenRefused('comision-step-not-allowed');
  });
  it('has the fare apart', () => given(commission, authorized).when(rrhh.asks('grant-pasaje', { comision, route: 'Cusco – Quillabamba', amountCents: 9_000 }, { facts: tariff })).then(fare));
});

describe('A rendition (DIR.5.3)', () => {
  const render = (vouchers: Voucher[], declaredCents: number, who = traveller) => who.asks('submit-rendicion', { comision, vouchers, declaredCents });
  it('has vouchers for 70 % of what was spent at least, to the céntimo', () => {
    given(commission, ...trueTo).when(render([voucher(44_800)], 19_200)).then(rendered([voucher(44_800)], 19_200, 64_000, 0));
    given(commission, ...trueTo).when(render([voucher(44_799)], 19_201)).thenRefused('declaration-exceeds-share');
    given(commission, ...trueTo).when(render([voucher(44_160)], 19_840)).thenRefused('declaration-exceeds-share');
    given(commission, ...trueTo).when(render([voucher(30_000)], 10_000)).then(rendered([voucher(30_000)], 10_000, 40_000, 24_000));
  });
  it('spends no more than was granted, of each kind', () => {
    given(commission, ...trueTo).when(render([voucher(64_001)], 0)).thenRefused('rendicion-exceeds-grant');
    given(commission, ...trueTo).when(render([voucher(1, { kind: 'pasaje' })], 0)).thenRefused('pasaje-exceeds-grant');
    const withFare = [authorized, granted, fare, performed];
    given(commission, ...withFare).when(render([voucher(9_000, { kind: 'pasaje' })], 0)).thenTypes('RendicionSubmitted');
    given(commission, ...withFare).when(render([voucher(66_000)], 0)).thenRefused('rendicion-exceeds-grant');
  });
  it('has each voucher once, of the days of the commission', () => {
    for (const on of ['2026-03-08', '2026-03-12']) given(commission, ...trueTo).when(render([voucher(100, { on })], 0)).thenRefused('voucher-out-of-dates');
    given(commission, ...trueTo).when(render([voucher(100), voucher(100)], 0)).thenRefused('voucher-repeated');
    given(commission, ...trueTo).when(render([voucher(100), voucher(200)], 0)).thenTypes('RendicionSubmitted');
  });
  it('is one’s own, of a commission that was performed and had a grant', () => {
    given(commission, ...trueTo).when(render([], 0, by({ id: 'q', role: 'specialist', centre: 'CUS', organ: 'dgpp' }, usual))).thenRefused('not-own-comision');
    given(commission, authorized, granted).when(render([], 0)).thenRefused('comision-step-not-allowed');
    given(commission, authorized, { type: 'ComisionPerformed', data: { ...whose, returnOn: '2026-03-11', returnAt: '08:00', by: 'p1' } }).when(render([], 0)).thenRefused('nothing-granted');
  });
  it('is approved by another once the balance was returned, all of it and no more', () => {
    const partly = [...trueTo, rendered([voucher(40_000)], 0, 40_000, 24_000)];
    const returned: Told = { type: 'SaldoReturned', data: { ...whose, cents: 24_000, operation: 'Recibo 15', by: 'p1' } };
    given(commission, ...partly).when(ogauc.asks('approve-rendicion', { comision })).thenRefused('saldo-not-returned');
    given(commission, ...partly).when(traveller.asks('return-saldo', { comision, cents: 23_999, operation: 'Recibo 15' })).thenRefused('saldo-differs');
    given(commission, ...partly).when(traveller.asks('return-saldo', { comision, cents: 24_000, operation: 'Recibo 15' })).then(returned);
    given(commission, ...partly, returned).when(traveller.asks('return-saldo', { comision, cents: 1, operation: 'Recibo 16' })).thenRefused('saldo-differs');
    given(commission, ...partly, returned).when(own.asks('approve-rendicion', { comision })).thenRefused('own-act');
    given(commission, ...partly, returned).when(ogauc.asks('approve-rendicion', { comision })).then({ type: 'RendicionApproved', data: { ...whose, grantedCents: 64_000, spentCents: 40_000, returnedCents: 24_000, by: 'o' } });
  });
  it('is observed, and corrected with what was returned already in mind', () => {
    const reason = 'Falta un comprobante de hospedaje';
    const observed: Told = { type: 'RendicionObserved', data: { ...whose, reason, due, by: 'o' } };
    const partly = [...trueTo, rendered([voucher(40_000)], 0, 40_000, 24_000)];
    given(commission, ...partly).when(ogauc.asks('observe-rendicion', { comision, reason }, { facts: due })).then(observed);
    const returned: Told = { type: 'SaldoReturned', data: { ...whose, cents: 24_000, operation: 'Recibo 15', by: 'p1' } };
    given(commission, ...partly, returned, observed).when(render([voucher(40_001)], 0)).thenRefused('rendicion-exceeds-grant');
    given(commission, ...partly, returned, observed).when(render([voucher(30_000)], 0)).thenTypes('RendicionSubmitted');
  });
});

describe('A rendition that is overdue (DIR.5.3)', () => {
  const pass = (at: string, term = due): AskCommand => by({ id: 'timers', role: 'system' }, { id: 'p1', now: at }).asks('pass-due', { comision, due: term });
  it('is marked when its term passes, unless it was rendered', () => {
    given(commission, ...trueTo).when(pass('2026-03-25T05:00:01.000Z')).then(overdue);
    given(commission, ...trueTo, rendered([], 0, 0, 64_000)).when(pass('2026-03-25T05:00:01.000Z')).thenNothing();
    given(commission, ...trueTo).when(pass('2026-03-25T05:00:01.000Z', '2026-03-24T04:59:59Z')).thenNothing();
    given(commission, ...trueTo, overdue).when(pass('2026-03-25T05:00:02.000Z')).thenNothing();
  });
  it('blocks new grants until it is rendered, and from the last second of its term on', () => {
    const second: Told = { type: 'ComisionAuthorized', data: { person: 'p1', ...asked, comision: 'c2', departureOn: '2026-04-01', returnOn: '2026-04-02', by: 'o' } };
    const grant = (at = now) => rrhh.asks('grant-viatico', { comision: 'c2' }, { facts: tariff, now: at });
    given(commission, ...trueTo, overdue, second).when(grant()).thenRefused('rendicion-overdue');
    given(commission, ...trueTo, overdue, second).when(rrhh.asks('grant-pasaje', { comision: 'c2', route: 'Cusco – Lima', amountCents: 1 }, { facts: tariff })).thenRefused('rendicion-overdue');
    given(commission, ...trueTo, second).when(grant('2026-03-25T04:59:59.900Z')).thenTypes('ViaticoGranted');
    given(commission, ...trueTo, second).when(grant('2026-03-25T05:00:00.000Z')).thenRefused('rendicion-overdue');
    given(commission, ...trueTo, overdue, rendered([], 0, 0, 64_000), second).when(grant()).thenTypes('ViaticoGranted');
  });
  it('has its term in the log: set by a grant, cleared by the rendition', () => {
    const change = (event: Told) => rendicionTimer.changes(event as unknown as RecordedEvent);
    expect(change(granted)).toEqual([{ key: 'p1 c1', dueAt: due }]);
    expect(change(rendered([], 0, 0, 64_000))).toEqual([{ key: 'p1 c1', cleared: true }]);
    expect(change({ type: 'ComisionPerformed', data: { ...whose, returnOn: '2026-03-11', returnAt: '08:00', by: 'p1' } })).toEqual([]);
  });
});

describe('Over any history, commissions (DIR.5.3)', () => {
  const codes = fc.constantFrom('c1', 'c2', 'c3');
  const start = { c1: '2026-03-02', c2: '2026-03-09', c3: '2026-03-16' } as const;
  const termOf = (code: keyof typeof start) => `${addDays(start[code], 15)}T04:59:59Z`;
  const payer = fc.constantFrom('o', 'o', 'o', 'p1').map((id) => ({ id, role: 'ogauc' }));
  const vouchersOf = (code: keyof typeof start) => fc.array(fc.record({ kind: fc.constantFrom('hospedaje' as const, 'alimentacion' as const, 'pasaje' as const), document: fc.integer({ min: 1, max: 9 }).map((n) => `F001-${n}`), on: fc.constant(start[code]), cents: fc.integer({ min: 1, max: 30_000 }) }), { maxLength: 4 });
  const at = fc.integer({ min: 0, max: 40 }).map((days) => `${addDays('2026-03-10', days)}T15:00:00.000Z`);
  const ask = (verb: string, input: (code: 'c1' | 'c2' | 'c3') => fc.Arbitrary<object>, facts: (code: 'c1' | 'c2' | 'c3') => unknown, actor: fc.Arbitrary<{ id: string; role: string }>) =>
    fc.tuple(codes, actor, at).chain(([code, who, now]) => input(code).map((given) => by(who, { id: 'p1', now }).asks(verb, { comision: code, ...given }, { facts: facts(code) })));
  const self = fc.constant({ id: 'p1', role: 'specialist' });
  const none = () => fc.constant({});
  const reason = fc.constant({ reason: 'Falta un comprobante' });
  const asks = fc.oneof(
    { weight: 4, arbitrary: ask('authorize', (code) => fc.constant({ centre: 'CUS', ...trip, departureOn: start[code], returnOn: addDays(start[code], 2) }), () => true, payer) },
    { weight: 4, arbitrary: ask('grant-viatico', none, (code) => ({ ...tariff, due: termOf(code) }), payer) },
    { weight: 4, arbitrary: ask('grant-pasaje', () => fc.integer({ min: 1, max: 20_000 }).map((amountCents) => ({ route: 'Cusco – Lima', amountCents })), (code) => ({ ...tariff, due: termOf(code) }), payer) },
    { weight: 4, arbitrary: ask('perform', (code) => fc.constant({ returnOn: addDays(start[code], 2), returnAt: '08:00' }), termOf, self) },
    { weight: 4, arbitrary: ask('submit-rendicion', (code) => fc.tuple(vouchersOf(code), fc.integer({ min: 0, max: 9_000 })).map(([vouchers, declaredCents]) => ({ vouchers, declaredCents })), () => undefined, self) },
    { weight: 4, arbitrary: ask('submit-rendicion', () => fc.constant({ vouchers: [], declaredCents: 0 }), () => undefined, self) },
    // 0: whatever is left to return.
    { weight: 4, arbitrary: ask('return-saldo', () => fc.constantFrom(0, 0, 0, 1).map((cents) => ({ cents, operation: 'Recibo 1' })), () => undefined, self) },
    { weight: 1, arbitrary: ask('observe-rendicion', () => reason, termOf, payer) },
    { weight: 4, arbitrary: ask('approve-rendicion', none, () => undefined, payer) },
    { weight: 1, arbitrary: ask('cancel', () => reason, termOf, payer) },
    { weight: 4, arbitrary: ask('pass-due', (code) => fc.constant({ due: termOf(code) }), () => undefined, fc.constant({ id: 'timers', role: 'system' })) },
  );
  function history(commands: readonly AskCommand[], check: (command: AskCommand, before: typeof commission.initialState, decided: readonly Told[]) => void = () => undefined) {
    const events: Told[] = [];
    let state = commission.initialState;
    for (const asked of commands) {
      const { comision, cents } = asked.data.input as { comision: string; cents?: number };
      const found = comisionesOf(state)[comision];
      const left = (found?.rendicion?.balanceCents ?? 0) - (found?.returnedCents ?? 0);
      const command = cents === 0 ? { ...asked, data: { ...asked.data, input: { comision, operation: 'Recibo 1', cents: left } } } : asked;
      let decided: readonly Told[] = [];
      refusalOf(() => (decided = commission.decide(command, state)));
      check(command, state, decided);
      state = decided.reduce((before, event) => commission.evolve(before, event), state);
      events.push(...decided);
    }
    return { events, state };
  }
  it('add up: what was granted is what was spent and returned, in whole céntimos, and nobody decides on their own', () => {
    let approved = 0;
    fc.assert(
      fc.property(fc.array(asks, { minLength: 100, maxLength: 200 }), (commands) => {
        const { events, state } = history(commands);
        for (const found of Object.values(comisionesOf(state))) {
          expect(Number.isSafeInteger(grantedCents(found)) && found.returnedCents <= grantedCents(found)).toBe(true);
          if (!found.rendicion) continue;
          const { vouchers, declaredCents, spentCents, balanceCents } = found.rendicion;
          const proven = vouchers.reduce((sum, { cents }) => sum + cents, 0);
          expect([proven + declaredCents, spentCents + balanceCents]).toEqual([spentCents, grantedCents(found)]);
          expect(declaredCents * 100).toBeLessThanOrEqual(30 * spentCents);
          if (found.status !== 'approved') continue;
          approved++;
          expect(spentCents + found.returnedCents).toBe(grantedCents(found));
        }
        const others: readonly string[] = ['ComisionAuthorized', 'ComisionCancelled', 'ViaticoGranted', 'PasajeGranted', 'RendicionObserved', 'RendicionApproved'];
        expect(events.filter(({ type, data }) => others.includes(type) && 'by' in data && data.by === 'p1')).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(approved).toBeGreaterThan(20);
  });
  it('are granted nothing while a rendition is overdue', () => {
    let late = 0;
    fc.assert(
      fc.property(fc.array(asks, { minLength: 40, maxLength: 120 }), (commands) => {
        history(commands, (command, before, decided) => {
          if (!Object.values(comisionesOf(before)).some((each) => isOverdue(each, command.data.now))) return;
          late++;
          expect(decided.filter(({ type }) => type === 'ViaticoGranted' || type === 'PasajeGranted')).toEqual([]);
        });
      }),
    );
    expect(late).toBeGreaterThan(20);
  });
});
