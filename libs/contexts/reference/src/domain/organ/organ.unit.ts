import { describe, it } from '@jest/globals';
import type { OrganLookup, OrganRegistered } from '#contracts';
import { given } from '#testing';
import { organ } from './index.ts';

const row: OrganRegistered = { id: 'dgetp', siglas: 'DGETP', name: 'Dirección General de Ejemplo', type: 'linea', from: '2012-04-13', source: 'Una fuente', verified: false };
const registered = { type: 'OrganRegistered', data: row } as const;
const renamed = { ...row, siglas: 'DGTP', from: '2015-01-01' };
const end = { id: 'dgetp', on: '2020-01-01', source: 'Una fuente', verified: false };
const closed = { type: 'OrganClosed', data: { ...end, successor: 'dgtp' } } as const;
const successor: OrganLookup = { id: 'dgtp', standing: 'in-force', type: 'linea' };

describe('An organ', () => {
  it('is registered once; the same row again is no news', () => {
    given(organ).when({ type: 'RegisterOrgan', data: row }).then(registered);
    given(organ, registered).when({ type: 'RegisterOrgan', data: row }).thenNothing();
    given(organ, registered, { type: 'OrganAmended', data: renamed }).when({ type: 'RegisterOrgan', data: row }).thenNothing();
    given(organ, registered).when({ type: 'RegisterOrgan', data: renamed }).thenRefused('organ-already-registered');
  });
  it('is renamed from a date on, and its past stays', () => {
    given(organ, registered).when({ type: 'AmendOrgan', data: renamed }).then({ type: 'OrganAmended', data: renamed });
    given(organ, registered).when({ type: 'AmendOrgan', data: row }).thenNothing();
    given(organ, registered, { type: 'OrganAmended', data: renamed }).when({ type: 'AmendOrgan', data: { ...renamed, siglas: 'X', from: '2014-01-01' } }).thenRefused('amendment-in-the-past');
    given(organ).when({ type: 'AmendOrgan', data: row }).thenRefused('organ-unknown');
  });
  it('is closed on a date, with a successor', () => {
    given(organ, registered).when({ type: 'CloseOrgan', data: { ...end, successor } }).then(closed);
    given(organ, registered).when({ type: 'CloseOrgan', data: end }).then({ type: 'OrganClosed', data: end });
    given(organ, registered, closed).when({ type: 'CloseOrgan', data: { ...end, successor } }).thenNothing();
    given(organ, registered, closed).when({ type: 'CloseOrgan', data: end }).thenRefused('organ-closed');
    given(organ, registered, closed).when({ type: 'AmendOrgan', data: renamed }).thenRefused('organ-closed');
  });
  it('ends after it began, and is followed by another that exists', () => {
    given(organ, registered).when({ type: 'CloseOrgan', data: { ...end, on: '2012-04-13' } }).thenRefused('closed-before-it-began');
    given(organ, registered).when({ type: 'CloseOrgan', data: { ...end, successor: { id: 'nadie', standing: 'unknown' } } }).thenRefused('organ-unknown');
    given(organ, registered).when({ type: 'CloseOrgan', data: { ...end, successor: { ...successor, id: 'dgetp' } } }).thenRefused('organ-succeeds-itself');
  });
});
