import { z } from 'zod';
import { Freshness } from './freshness.ts';

/** Where a document stands in its life. */
export const DocumentState = z.enum([
  'received', // registered, still at the desk: to be routed the same day
  'observed', // requirements missing; two working days to remedy; clocks stopped
  'routed', // sent to an organ that has not accepted it yet
  'rejected', // the organ gave it back to the desk, with a reason
  'accepted', // the organ holds it
  'answered', // the organ answered it
  'archived',
  'not-presented', // not remedied in time (TUO 136.4)
  'returned', // not presented and handed back with its annexes
  'remitted', // sent to the competent entity, and the person told (TUO 141)
  'annulled', // registered by mistake; the number stays used
]);
export type DocumentState = z.infer<typeof DocumentState>;

export const DocumentSummary = z.object({
  id: z.string(),
  centre: z.string(),
  number: z.int(),
  year: z.int(),
  state: DocumentState,
  receivedAt: z.string(),
  legalDate: z.string(),
  organ: z.string().describe('Órgano destinatario'),
  organName: z.string(),
  subject: z.string().describe('Asunto; vacío cuando los datos personales se suprimieron'),
  sender: z.string().describe('Nombre del remitente, según el permiso de quien consulta'),
  senderId: z.string().describe('Documento de identidad enmascarado'),
  folios: z.int(),
  dueDate: z.string().optional(),
  overdue: z.boolean(),
  foreign: z.boolean().describe('Historia importada de otro sistema'),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

export const HistoryEntry = z.object({
  position: z.int(),
  type: z.string(),
  title: z.string().describe('Qué pasó, en palabras'),
  detail: z.string().optional(),
  at: z.string(),
  recordedAt: z.string(),
  actorRole: z.string(),
  actorId: z.string(),
  place: z.string().describe('Centro u órgano de quien actuó'),
  provision: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Attachment = z.object({ sha256: z.string(), bytes: z.int(), mediaType: z.string(), name: z.string() });
export type Attachment = z.infer<typeof Attachment>;
export const Annex = z.object({ description: z.string(), folios: z.int().optional() });

export const DocumentSheet = DocumentSummary.extend({
  version: z.int().describe('Para If-Match'),
  kind: z.string().describe('Tipo de documento'),
  channel: z.string(),
  procedure: z.string().describe('Tipo de trámite'),
  procedureName: z.string(),
  legalRule: z.string().describe('Regla que dio la fecha legal'),
  holder: z.string().describe('Quién lo tiene ahora'),
  annexes: z.array(Annex),
  files: z.array(Attachment),
  senderAddress: z.string().optional(),
  senderPhone: z.string().optional(),
  senderEmail: z.string().optional(),
  erased: z.boolean().describe('Los datos personales se suprimieron'),
  observation: z.object({ requirements: z.array(z.string()), dueDate: z.string(), remedied: z.boolean() }).optional(),
  expediente: z.string().optional(),
  origin: z.object({ system: z.string(), id: z.string() }).optional(),
  code: z.string().optional().describe('Código de verificación del cargo'),
  history: z.array(HistoryEntry),
});
export type DocumentSheet = z.infer<typeof DocumentSheet>;

/** What anybody may see with the number and the code of the cargo: no personal data. */
export const Tracking = Freshness.extend({
  id: z.string(),
  centre: z.string(),
  centreName: z.string(),
  receivedAt: z.string(),
  legalDate: z.string(),
  state: DocumentState,
  stateName: z.string(),
  organName: z.string(),
  folios: z.int(),
  dueDate: z.string().optional(),
  advice: z.string().describe('Qué puede hacer la persona ahora'),
  steps: z.array(z.object({ title: z.string(), at: z.string(), place: z.string() })),
});
export type Tracking = z.infer<typeof Tracking>;
