import { describe, it } from '@jest/globals';
import type { PolicySet } from '#contracts';
import { given } from '#testing';
import { policy } from './index.ts';

const two: PolicySet = { name: 'observation-working-days', value: 2, from: '2012-04-13', norm: 'TUO 136.1', verified: true };
const three: PolicySet = { ...two, value: 3, from: '2027-01-01' };
const set = (data: PolicySet) => ({ type: 'SetPolicy', data }) as const;
const was = (data: PolicySet) => ({ type: 'PolicySet', data }) as const;

describe('A policy', () => {
  it('has a value from a date on, and keeps the earlier ones', () => {
    given(policy).when(set(two)).then(was(two));
    given(policy, was(two)).when(set(three)).then(was(three));
  });
  it('set again is no news, also after it changed', () => given(policy, was(two), was(three)).when(set(two)).thenNothing());
  it('does not change for days already decided', () => void given(policy, was(two), was(three)).when(set({ ...two, value: 5, from: '2020-01-01' })).thenRefused('amendment-in-the-past'));
  it('has a value of its own kind', () => {
    given(policy).when(set({ ...two, value: 'dos' })).thenRefused('policy-value-invalid');
    given(policy).when(set({ ...two, value: 0 })).thenRefused('policy-value-invalid');
    given(policy).when(set({ ...two, name: 'digital-legal-date', value: 'digital-until-midnight' })).thenTypes('PolicySet');
  });
});
