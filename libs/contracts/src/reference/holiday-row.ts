import { z } from 'zod';
import { CentreCode, DepartmentCode, LocalDate } from '../fields.ts';

const Rule = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fixed'), month: z.int().min(1).max(12), day: z.int().min(1).max(31) }),
  /** Days from Easter Sunday. */
  z.strictObject({ type: z.literal('easter'), offset: z.int().min(-80).max(80) }),
  z.strictObject({ type: z.literal('date'), date: LocalDate }),
  z.strictObject({ type: z.literal('range'), from: LocalDate, to: LocalDate }),
]);

const Scope = z.discriminatedUnion('level', [
  z.strictObject({ level: z.literal('national') }),
  z.strictObject({ level: z.literal('department'), department: DepartmentCode }),
  z.strictObject({ level: z.literal('centre'), centre: CentreCode }),
]);

/** A non-working day as data: the row of the calendar, unchanged (TUO Ley 27444, art. 148). */
export const HolidayRow = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  rule: Rule,
  scope: Scope,
  kind: z.enum(['holiday', 'bridge', 'regional', 'suspension']),
  norm: z.string().min(1),
  verified: z.boolean(),
  validFrom: LocalDate.exactOptional(),
  validTo: LocalDate.exactOptional(),
  /** Instant or date; terms that were fixed before are not moved. */
  knownSince: z.string().exactOptional(),
  knownUntil: z.string().exactOptional(),
});
export type HolidayRow = z.infer<typeof HolidayRow>;
