import { describe, expect, it } from '@jest/globals';
import { adoptPolicy, DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, policyInForce } from './legal-date-policy.ts';

const digitalOn = (policies: Parameters<typeof policyInForce>[0], date: string) => policyInForce(policies, 'digital', date).id;

describe('Adopting a policy', () => {
  const adopted = adoptPolicy(DEFAULT_POLICIES, DIGITAL_UNTIL_MIDNIGHT, '2025-03-01');

  it('replaces that of its channel from the date on, and leaves the other channels alone', () => {
    expect(digitalOn(adopted, '2025-02-28')).toBe('digital-within-hours');
    expect(digitalOn(adopted, '2025-03-01')).toBe('digital-until-midnight');
    expect(policyInForce(adopted, 'desk', '2025-03-01').id).toBe('desk-within-hours');
  });

  it('can be undone by another, and keeps the past as it was', () => {
    const back = { ...DIGITAL_UNTIL_MIDNIGHT, id: 'another' };
    const undone = adoptPolicy(adopted, back, '2025-06-01');
    expect(['2025-02-28', '2025-05-31', '2025-06-01'].map((date) => digitalOn(undone, date))).toEqual(['digital-within-hours', 'digital-until-midnight', 'another']);
  });

  it('leaves no policy of the channel that would have begun later', () => {
    const earlier = adoptPolicy(adopted, { ...DIGITAL_UNTIL_MIDNIGHT, id: 'earlier' }, '2025-01-01');
    expect(digitalOn(earlier, '2025-04-01')).toBe('earlier');
    expect(earlier.map(({ id }) => id)).not.toContain('digital-until-midnight');
  });

  it('is JSON, so that it can be recorded', () => {
    expect(JSON.parse(JSON.stringify(adopted))).toEqual(adopted);
  });
});
