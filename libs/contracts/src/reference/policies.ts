import { z } from 'zod';

/** Every value of policy there is, and its shape. Each is dated: `PolicySet` gives it from a date on. */
export const policyValues = {
  /** Id of the calendar's rule that dates a digital submission. */
  'digital-legal-date': z.enum(['digital-within-hours', 'digital-until-midnight']),
  /** Working days to remedy an observation. */
  'observation-working-days': z.int().min(1).max(30),
  /** Working days to route after reception; 0 = the same day. */
  'routing-working-days': z.int().min(0).max(30),
  /** Days within which a desk is supervised again (DIR.4.5). */
  'desk-supervision-days': z.int().min(1).max(366),
  /** Days without opening after which a desk does not attend the public (DIR.5.1.2.b). */
  'desk-open-days': z.int().min(1).max(60),
} as const;

const names = Object.keys(policyValues) as (keyof typeof policyValues)[];

export const PolicyName = z.enum(names as [keyof typeof policyValues]);
export type PolicyName = z.infer<typeof PolicyName>;

export type PolicyValue<N extends PolicyName> = z.infer<(typeof policyValues)[N]>;
