import { z } from 'zod';

/** Every value of policy there is, and its shape. Each is dated: `PolicySet` gives it from a date on. */
export const policyValues = {
  /** Id of the calendar's rule that dates a digital submission. */
  'digital-legal-date': z.enum(['digital-within-hours', 'digital-until-midnight']),
  /** Working days to remedy an observation. */
  'observation-working-days': z.int().min(1).max(30),
  /** Working days to route after reception; 0 = the same day. */
  'routing-working-days': z.int().min(0).max(30),
} as const;

export const PolicyName = z.enum(['digital-legal-date', 'observation-working-days', 'routing-working-days']);
export type PolicyName = z.infer<typeof PolicyName>;

export type PolicyValue<N extends PolicyName> = z.infer<(typeof policyValues)[N]>;
