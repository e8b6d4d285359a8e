import { z } from 'zod';
import { CentreCode, Instant, LocalDate, OrganId, ProcedureId, Sha256 } from '../fields.ts';
import { DocumentId } from './ids.ts';

/** How a document came in. */
export const Channel = z.enum(['desk', 'post', 'email', 'web']);
export type Channel = z.infer<typeof Channel>;

/** Tipo de documento. */
export const DocumentKind = z.enum(['oficio', 'carta', 'solicitud', 'memorando', 'informe', 'escrito', 'formulario', 'recurso', 'otro']);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** By what an organ answered; `conocimiento`: it took note, and no answer is due. */
export const AnswerKind = z.enum(['oficio', 'carta', 'resolucion', 'informe', 'correo', 'conocimiento']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** How a person was told of something. */
export const Notice = z.enum(['in-person', 'post', 'email', 'phone', 'web']);
export type Notice = z.infer<typeof Notice>;

/** A stored file, by content. Its name may tell of a person and lies in the sealed part. */
export const StoredFile = z.strictObject({ sha256: Sha256, bytes: z.int().min(1), mediaType: z.string().min(1) });
export type StoredFile = z.infer<typeof StoredFile>;

/** What may tell of a person, as it is sealed under the sender's key: `sender.sealed` opens to this. */
export const SealedPart = z.strictObject({
  name: z.string(),
  identity: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['DNI', 'RUC', 'CE', 'PASSPORT']), number: z.string() }),
    z.strictObject({ kind: z.literal('NONE') }),
  ]),
  /** Who signs for a body, or represents the sender. */
  representative: z.string().exactOptional(),
  address: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
  /** Asunto. */
  about: z.string(),
  /** Descriptions of the annexes, in their order. */
  annexes: z.array(z.string()).readonly(),
  /** Names of the files, in their order. */
  files: z.array(z.string()).readonly(),
});
export type SealedPart = z.infer<typeof SealedPart>;

/** An observation and its one term (TUO Ley 27444, art. 136). */
export const Observation = z.strictObject({
  requirements: z.array(z.string().min(1)).min(1).readonly(),
  remedyBy: LocalDate,
  /** Last instant in time; its whole second counts. */
  remedyUntil: Instant,
});
export type Observation = z.infer<typeof Observation>;

/** Last date and last instant (its whole second counts) to answer. Both or none. */
const due = { dueDate: LocalDate.exactOptional(), dueAt: Instant.exactOptional() };
/** Last instant to route the document; absent = not timed. */
const routeUntil = Instant.exactOptional();
const document = DocumentId;
const reason = z.string().min(1);

/** One entry of a register: the number is its place in the stream, so that none is missing and none is given twice. */
export const DocumentReceived = z.strictObject({
  document,
  desk: CentreCode,
  year: z.int().min(1900).max(2199),
  number: z.int().min(1),
  receivedAt: Instant,
  legalDate: LocalDate,
  /** The policy that gave the legal date. */
  legalPolicy: z.string().min(1),
  channel: Channel,
  kind: DocumentKind,
  procedure: ProcedureId,
  /** Addressee. */
  organ: OrganId,
  /** 0 in another system's history that does not tell them, and nowhere else. */
  folios: z.int().min(0),
  annexes: z.array(z.strictObject({ folios: z.int().min(0) })).readonly(),
  files: z.array(StoredFile).readonly(),
  /** `subject` names whose key seals; `sealed` opens to a `SealedPart`. */
  sender: z.strictObject({ subject: z.string().min(1), sealed: z.string().min(1) }),
  observation: Observation.exactOptional(),
  /** Verification code of the cargo. */
  code: z.string().min(6),
  routeUntil,
  ...due,
  /** Where the history came from, if another system wrote it. */
  origin: z.strictObject({ system: z.string().min(1), id: z.string().min(1), source: z.string().min(1) }).exactOptional(),
}).refine(({ folios, origin }) => folios > 0 || origin !== undefined);
export type DocumentReceived = z.infer<typeof DocumentReceived>;

export const DocumentObserved = z.strictObject({ document, ...Observation.shape });
/** `folios`: of the whole, what was added included. The clocks run again from `legalDate`. */
export const DocumentRemedied = z.strictObject({ document, legalDate: LocalDate, folios: z.int().min(1), routeUntil, ...due });
export const DocumentHeldNotPresented = z.strictObject({ document, remedyUntil: Instant });
export const DocumentReturned = z.strictObject({ document, to: z.enum(['sender', 'representative']) });
export const DocumentRouted = z.strictObject({ document, organ: OrganId, sameDay: z.boolean(), ...due });
export const DocumentRerouted = z.strictObject({ document, from: OrganId, to: OrganId, reason, ...due });
export const DocumentAcceptedByOrgan = z.strictObject({ document, organ: OrganId });
/** Back to the desk, which routes it again from `date` on. */
export const DocumentRejectedByOrgan = z.strictObject({ document, organ: OrganId, reason, date: LocalDate, routeUntil });
export const DocumentAnswered = z.strictObject({
  document,
  organ: OrganId,
  kind: AnswerKind,
  /** Number of the answering document; absent only in a toma de conocimiento. */
  reference: z.string().min(1).exactOptional(),
  /** Folios of the answer. */
  folios: z.int().min(0),
  /** Whether it came within the term; absent where there was none. */
  onTime: z.boolean().exactOptional(),
});
export const DocumentArchived = z.strictObject({ document, organ: OrganId });
/** Sent to the entity that is competent, and the person told (TUO Ley 27444, art. 141). `organ`: who held it; absent = the desk. */
export const DocumentRemitted = z.strictObject({ document, organ: OrganId.exactOptional(), entity: z.string().min(1), reference: z.string().min(1).exactOptional(), toldBy: Notice });
export const FoliosCorrected = z.strictObject({ document, before: z.int().min(1), folios: z.int().min(1), reason });
/** Registered by mistake. The number stays used. */
export const DocumentAnnulled = z.strictObject({ document, reason });
export const AnswerDeadlinePassed = z.strictObject({ document, dueDate: LocalDate, dueAt: Instant });
export const RoutingDeadlinePassed = z.strictObject({ document, routeUntil: Instant });
/** `sealedName`: the file's name, under the key of the document's subject. */
export const FileAttached = z.strictObject({ document, file: StoredFile, sealedName: z.string().exactOptional() });
export const DocumentAddedToExpediente = z.strictObject({ document, expediente: DocumentId });
export const DocumentLeftExpediente = z.strictObject({ document, expediente: DocumentId, reason });
/**
 * Something that another system did with the document, in that system's words and under its own id. What of it has an
 * equivalent here follows as an event of its own. `resource`: who did it, by a pseudonym of that system's; never a name.
 */
export const ForeignStepRecorded = z.strictObject({
  document,
  step: z.string().min(1),
  activity: z.string().min(1),
  group: z.string().min(1).exactOptional(),
  resource: z.string().min(1).exactOptional(),
  at: Instant,
});

export const documentEvents = {
  DocumentReceived,
  DocumentObserved,
  DocumentRemedied,
  DocumentHeldNotPresented,
  DocumentReturned,
  DocumentRouted,
  DocumentRerouted,
  DocumentAcceptedByOrgan,
  DocumentRejectedByOrgan,
  DocumentAnswered,
  DocumentArchived,
  DocumentRemitted,
  FoliosCorrected,
  DocumentAnnulled,
  AnswerDeadlinePassed,
  RoutingDeadlinePassed,
  FileAttached,
  DocumentAddedToExpediente,
  DocumentLeftExpediente,
  ForeignStepRecorded,
} as const;
