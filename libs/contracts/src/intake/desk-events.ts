import { z } from 'zod';
import { CentreCode, Id, LocalDate, LocalTime, OrganId, Sha256 } from '../fields.ts';

/** A stretch of a weekday (1 Monday … 7 Sunday) in which a desk serves; hours of Lima. */
export const HoursWindow = z.strictObject({
  weekday: z.int({ error: 'El día va de 1 (lunes) a 7 (domingo).' }).min(1, { error: 'El día va de 1 (lunes) a 7 (domingo).' }).max(7, { error: 'El día va de 1 (lunes) a 7 (domingo).' }),
  open: LocalTime,
  close: LocalTime,
});
export type HoursWindow = z.infer<typeof HoursWindow>;

/** What a supervision looks at. A list of our own: the Directive names none. */
export const SupervisionItem = z.enum(['reception-never-refused', 'numbering', 'cargo', 'foliation', 'observation-once', 'same-day-routing', 'hours', 'personal-data', 'custody']);
export type SupervisionItem = z.infer<typeof SupervisionItem>;

export const Severity = z.enum(['minor', 'major', 'critical']);
export type Severity = z.infer<typeof Severity>;

const desk = CentreCode;
const hours = z.array(HoursWindow).min(1).readonly();
/** Whether every day served has eight hours running (TUO Ley 27444, art. 149). Recorded, never a refusal. */
const continuous8h = z.boolean();

/** One desk a centre, one series a desk and year (DIR.5.1.2.b). Another system's may have no hours: its history may not tell them. */
export const MesaDePartesImplemented = z.strictObject({ desk, series: CentreCode, hours: z.array(HoursWindow).readonly(), continuous8h, from: LocalDate, source: z.string().min(1) });
export const OperatorAssigned = z.strictObject({ desk, operator: Id });
export const OperatorRemoved = z.strictObject({ desk, operator: Id });
export const DeskHoursChanged = z.strictObject({ desk, hours, continuous8h, from: LocalDate, source: z.string().min(1) });
export const DeskOpened = z.strictObject({ desk, date: LocalDate, operator: Id });
/** `forgotten`: nobody closed it that day; it was found open on a later one. */
export const DeskClosed = z.strictObject({ desk, date: LocalDate, forgotten: z.boolean() });
/** The desk did not serve on that date: terms that would end on it run on (TUO Ley 27444, art. 145). */
export const DeskDidNotOpen = z.strictObject({ desk, date: LocalDate, reason: z.string().min(1) });
export const MesaDePartesSupervised = z.strictObject({
  desk,
  visit: Id,
  date: LocalDate,
  supervisor: Id,
  checklist: z.array(z.strictObject({ item: SupervisionItem, complies: z.boolean() })).min(1).readonly(),
});
export const FindingRaised = z.strictObject({ desk, finding: Id, visit: Id, description: z.string().min(1), severity: Severity });
export const FindingClosed = z.strictObject({ desk, finding: Id, action: z.string().min(1), evidence: Sha256 });

export const deskEvents = {
  MesaDePartesImplemented,
  OperatorAssigned,
  OperatorRemoved,
  DeskHoursChanged,
  DeskOpened,
  DeskClosed,
  DeskDidNotOpen,
  MesaDePartesSupervised,
  FindingRaised,
  FindingClosed,
} as const;

const organ = OrganId;
/** Document, such as a memorando, by which the organ designated. */
const act = z.string().min(1);

/** One in force an organ, of línea, apoyo or asesoramiento (DIR.5.1.1.b). `from`: first date in charge. */
export const DocumentCoordinatorDesignated = z.strictObject({ organ, person: Id, from: LocalDate, act });
/** The previous one is in charge to the eve of `from`. */
export const DocumentCoordinatorReplaced = z.strictObject({ organ, previous: Id, person: Id, from: LocalDate, act });
/** `on`: first date without one. Documents then queue for OGAUC to see. */
export const DocumentCoordinatorWithdrawn = z.strictObject({ organ, person: Id, on: LocalDate, reason: z.string().min(1) });

export const documentCoordinatorEvents = { DocumentCoordinatorDesignated, DocumentCoordinatorReplaced, DocumentCoordinatorWithdrawn } as const;
