import { z } from 'zod';
import type { EventOf } from '../event-map.ts';
import { CentreCode, DepartmentCode, Instant, LocalDate, OrganId, ProcedureId } from '../fields.ts';
import { HolidayRow } from './holiday-row.ts';

/** `externo`: a group of another system, known only through imported history. */
export const OrganType = z.enum(['linea', 'apoyo', 'asesoramiento', 'alta-direccion', 'externo']);
export type OrganType = z.infer<typeof OrganType>;

/** What the administration's silence means once the term has passed. */
export const Silence = z.enum(['none', 'positive', 'negative']);
export type Silence = z.infer<typeof Silence>;

/** Where a row comes from, and whether somebody has read it there. */
const sourced = { source: z.string().min(1), verified: z.boolean() };

export const OrganRegistered = z.strictObject({
  id: OrganId,
  siglas: z.string().min(1),
  /** Such as `EF/50.01`. */
  code: z.string().exactOptional(),
  name: z.string().min(1),
  type: OrganType,
  /** First date in force. */
  from: LocalDate,
  ...sourced,
});
export type OrganRegistered = z.infer<typeof OrganRegistered>;

/** From a date on the organ is called or classed otherwise. All of it, not only what changed. */
export const OrganAmended = OrganRegistered;
export type OrganAmended = z.infer<typeof OrganAmended>;

export const OrganClosed = z.strictObject({
  id: OrganId,
  /** First date on which it is no longer in force. */
  on: LocalDate,
  successor: OrganId.exactOptional(),
  ...sourced,
});
export type OrganClosed = z.infer<typeof OrganClosed>;

export const DepartmentRegistered = z.strictObject({ code: DepartmentCode, name: z.string().min(1), ...sourced });
export type DepartmentRegistered = z.infer<typeof DepartmentRegistered>;

export const CentreRegistered = z.strictObject({
  code: CentreCode,
  name: z.string().min(1),
  department: DepartmentCode.exactOptional(),
  city: z.string().exactOptional(),
  /** Another system's desk, brought in as history. It belongs to no department of Peru. */
  foreign: z.boolean(),
  ...sourced,
});
export type CentreRegistered = z.infer<typeof CentreRegistered>;

export const CentreAmended = CentreRegistered;
export type CentreAmended = z.infer<typeof CentreAmended>;

/** A kind of trámite and its terms, as policy data. */
export const ProcedureDefined = z.strictObject({
  id: ProcedureId,
  name: z.string().min(1),
  /** Working days from the working day after reception; absent = no term. */
  answerWorkingDays: z.int().min(1).max(365).exactOptional(),
  silence: Silence,
  norm: z.string().min(1),
  verified: z.boolean(),
  from: LocalDate,
});
export type ProcedureDefined = z.infer<typeof ProcedureDefined>;

/** From a date on the terms are others. Documents received before keep theirs. */
export const ProcedureAmended = ProcedureDefined;
export type ProcedureAmended = z.infer<typeof ProcedureAmended>;

export const HolidayDeclared = z.strictObject({ id: z.string().min(1), row: HolidayRow });
export type HolidayDeclared = z.infer<typeof HolidayDeclared>;

/** From `at` on the row no longer counts. Terms that were fixed before are not moved. */
export const HolidayWithdrawn = z.strictObject({ id: z.string().min(1), at: Instant, reason: z.string().min(1) });
export type HolidayWithdrawn = z.infer<typeof HolidayWithdrawn>;

/** A value of policy in force from a date on. Its shape is that of its name in `policies.ts`. */
/** `name` is open: a policy that is new breaks nobody who reads. */
export const PolicySet = z.strictObject({ name: z.string().min(1), value: z.json(), from: LocalDate, norm: z.string().min(1), verified: z.boolean() });
export type PolicySet = z.infer<typeof PolicySet>;

export const referenceEvents = {
  OrganRegistered,
  OrganAmended,
  OrganClosed,
  DepartmentRegistered,
  CentreRegistered,
  CentreAmended,
  ProcedureDefined,
  ProcedureAmended,
  HolidayDeclared,
  HolidayWithdrawn,
  PolicySet,
} as const;

export type ReferenceEvent<T extends keyof typeof referenceEvents = keyof typeof referenceEvents> = EventOf<typeof referenceEvents, T>;
