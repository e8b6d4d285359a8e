import { describe, it } from '@jest/globals';
import type { HolidayRow } from '#contracts';
import { given } from '#testing';
import { holiday } from './index.ts';

const now = '2026-05-02T15:00:00.000Z';
const row: HolidayRow = { id: 'h1', name: 'Un día', rule: { type: 'date', date: '2026-06-24' }, scope: { level: 'department', department: '08' }, kind: 'regional', norm: 'Una norma', verified: false };
const declared = { type: 'HolidayDeclared', data: { id: 'h1', row: { ...row, knownSince: now } } } as const;
const withdrawn = { type: 'HolidayWithdrawn', data: { id: 'h1', at: now, reason: 'Se derogó' } } as const;

describe('A non-working day', () => {
  it('counts for what is computed from its declaration on', () => given(holiday).when({ type: 'DeclareHoliday', data: { row, now } }).then(declared));
  it('that the platform starts with was always known', () => given(holiday).when({ type: 'DeclareHoliday', data: { row } }).then({ type: 'HolidayDeclared', data: { id: 'h1', row } }));
  it('declared again is no news; another row under its code is refused', () => {
    given(holiday, declared).when({ type: 'DeclareHoliday', data: { row, now: '2026-05-03T15:00:00.000Z' } }).thenNothing();
    given(holiday, declared).when({ type: 'DeclareHoliday', data: { row: { ...row, kind: 'bridge' }, now } }).thenRefused('holiday-already-declared');
  });
  it('is withdrawn once, with a reason', () => {
    given(holiday, declared).when({ type: 'WithdrawHoliday', data: { id: 'h1', now, reason: 'Se derogó' } }).then(withdrawn);
    given(holiday, declared, withdrawn).when({ type: 'WithdrawHoliday', data: { id: 'h1', now, reason: 'Se derogó' } }).thenNothing();
    given(holiday).when({ type: 'WithdrawHoliday', data: { id: 'h1', now, reason: 'Se derogó' } }).thenRefused('holiday-unknown');
  });
  it('that the calendar could not apply is refused', () => {
    given(holiday).when({ type: 'DeclareHoliday', data: { row: { ...row, validFrom: '2027-01-01', validTo: '2026-01-01' }, now } }).thenRefused('validity-reversed');
    given(holiday).when({ type: 'DeclareHoliday', data: { row: { ...row, rule: { type: 'fixed', month: 2, day: 30 } }, now } }).thenRefused('holiday-rule-invalid');
  });
});
