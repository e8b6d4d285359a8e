import { documentEvents, pendingStates, type DocumentEvent, type DocumentReceived, type DocumentState } from '#contracts';
import { never, type RecordedEvent } from '#kernel';
import type { View } from '#view-store';
import { limaDay } from './lima-day.ts';

/** A step of a document's life, as short as it can be kept; words are found when somebody reads it. */
export interface Step {
  readonly position: number;
  readonly type: string;
  readonly at: string;
  /** Only where it was recorded at another time than it happened: imported history. */
  readonly recordedAt?: string;
  readonly actor: string;
  readonly role: string;
  readonly place: string;
  readonly provision: string;
  /** Facts of the step that its words need: an organ, a date, a reason. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Everything that screens show of a document. What tells of a person stays sealed, and is opened for who may see it. */
export interface DocumentRecord {
  readonly id: string;
  readonly centre: string;
  readonly number: number;
  readonly year: number;
  readonly state: DocumentState;
  readonly pending: boolean;
  readonly receivedAt: string;
  readonly receivedOn: string;
  readonly routedOn?: string;
  readonly answeredOn?: string;
  readonly legalDate: string;
  readonly legalPolicy: string;
  readonly channel: DocumentReceived['channel'];
  readonly kind: DocumentReceived['kind'];
  readonly procedure: string;
  /** Addressee, and since it was routed, the organ that has it. */
  readonly organ: string;
  /** Every organ that it was ever addressed to: those may see it. */
  readonly organs: readonly string[];
  readonly folios: number;
  readonly annexes: DocumentReceived['annexes'];
  readonly files: DocumentReceived['files'];
  readonly fileNames: readonly string[];
  readonly sealed: string;
  readonly code: string;
  readonly observation?: { readonly requirements: readonly string[]; readonly remedyBy: string; readonly remedied: boolean };
  readonly dueDate?: string;
  /** Whether an organ has it to do: routed to it, or accepted by it. */
  readonly inTray: boolean;
  /** What a tray is ordered by: the due date, or the end of time. */
  readonly due: string;
  /** A term that runs has passed. */
  readonly overdue: boolean;
  readonly lateToRoute: boolean;
  readonly lateToAnswer: boolean;
  readonly expediente?: string;
  readonly origin?: DocumentReceived['origin'];
  /** Events folded: what `If-Match` compares. */
  readonly version: number;
  readonly history: readonly Step[];
}

type DocumentRecorded = RecordedEvent & DocumentEvent;

const isOfDocument = (event: RecordedEvent): event is DocumentRecorded => event.type in documentEvents;

export const documentsView: View<DocumentRecord> = {
  name: 'documents',
  version: 4,
  indexes: [
    { fields: ['centre', 'pending', 'receivedAt'] },
    { fields: ['centre', 'state', 'receivedAt'] },
    { fields: ['centre', 'receivedAt'] },
    { fields: ['organ', 'inTray', 'due'] },
    { fields: ['organ', 'state', 'receivedAt'] },
  ],
  events: Object.keys(documentEvents),
  keysOf: (event) => (isOfDocument(event) ? [event.data.document] : []),
  fold(before, event) {
    if (!isOfDocument(event)) return before;
    if (event.type === 'DocumentReceived') return received(event.data, event);
    // A step of a document that was never received here belongs to no sheet.
    if (!before) return before;
    const after = { ...before, ...changeOf(before, event) };
    return { ...after, overdue: after.pending && (after.lateToRoute || after.lateToAnswer), version: before.version + 1, history: [...before.history, stepOf(event)] };
  },
};

function received(data: DocumentReceived, event: RecordedEvent): DocumentRecord {
  const { document: id, desk: centre, number, year, receivedAt, legalDate, legalPolicy, channel, kind, procedure, organ, folios, annexes, files, code, observation } = data;
  return {
    id,
    centre,
    number,
    year,
    ...standing(observation ? 'observed' : 'received'),
    receivedAt,
    receivedOn: limaDay(receivedAt),
    legalDate,
    legalPolicy,
    channel,
    kind,
    procedure,
    organ,
    organs: [organ],
    folios,
    annexes,
    files,
    fileNames: [],
    sealed: data.sender.sealed,
    code,
    ...(observation && { observation: { requirements: observation.requirements, remedyBy: observation.remedyBy, remedied: false } }),
    due: endOfTime,
    ...dueOf(data),
    overdue: false,
    ...inTime,
    ...(data.origin && { origin: data.origin }),
    version: 1,
    history: [stepOf(event)],
  };
}

const standing = (state: DocumentState) => ({ state, pending: pendingStates.includes(state), inTray: state === 'routed' || state === 'accepted' });

/** No term runs that has passed. */
const inTime = { lateToRoute: false, lateToAnswer: false };

/** What an event changes, the history aside. */
function changeOf(before: DocumentRecord, event: Exclude<DocumentRecorded, { type: 'DocumentReceived' }>): Partial<DocumentRecord> {
  const day = limaDay(event.meta.occurredAt);
  switch (event.type) {
    case 'DocumentObserved':
      return { ...standing('observed'), ...inTime, dueDate: undefined, due: endOfTime, observation: { requirements: event.data.requirements, remedyBy: event.data.remedyBy, remedied: false } };
    case 'DocumentRemedied':
      return { ...standing('received'), ...inTime, folios: event.data.folios, legalDate: event.data.legalDate, ...dueOf(event.data), ...(before.observation && { observation: { ...before.observation, remedied: true } }) };
    case 'DocumentHeldNotPresented':
      return standing('not-presented');
    case 'DocumentReturned':
      return standing('returned');
    case 'DocumentRouted':
      return { ...standing('routed'), ...addressedTo(before, event.data.organ), ...newTerm(before, event.data), routedOn: before.routedOn ?? day, lateToRoute: false };
    case 'DocumentRerouted':
      return { ...standing('routed'), ...addressedTo(before, event.data.to), ...newTerm(before, event.data) };
    case 'DocumentAcceptedByOrgan':
      return standing('accepted');
    case 'DocumentRejectedByOrgan':
      return { ...standing('rejected'), lateToRoute: false };
    case 'DocumentAnswered':
      return { ...standing('answered'), answeredOn: day };
    case 'DocumentArchived':
      return standing('archived');
    case 'DocumentRemitted':
      return standing('remitted');
    case 'DocumentAnnulled':
      return standing('annulled');
    case 'FoliosCorrected':
      return { folios: event.data.folios };
    case 'AnswerDeadlinePassed':
      return { lateToAnswer: true };
    case 'RoutingDeadlinePassed':
      return { lateToRoute: true };
    case 'FileAttached':
      return { files: [...before.files, event.data.file], fileNames: [...before.fileNames, event.data.sealedName ?? ''] };
    case 'DocumentAddedToExpediente':
      return { expediente: event.data.expediente };
    case 'DocumentLeftExpediente':
      return { expediente: undefined };
    case 'ForeignStepRecorded':
      return {};
    default:
      return never(event);
  }
}

const endOfTime = '9999-12-31';

/** The term that the event tells; without one the term stands as it is. */
const dueOf = ({ dueDate }: { readonly dueDate?: string }) => (dueDate ? { dueDate, due: dueDate } : {});

/** A term that has passed does not begin anew where the event tells the same. */
const newTerm = (before: DocumentRecord, data: { readonly dueDate?: string }) =>
  data.dueDate && data.dueDate !== before.dueDate ? { ...dueOf(data), lateToAnswer: false } : {};

const addressedTo = ({ organs }: DocumentRecord, organ: string) => ({ organ, organs: organs.includes(organ) ? organs : [...organs, organ] });

/** Fields of a payload that its words need; everything else is already in the record. */
const telling = new Set(['organ', 'from', 'to', 'reason', 'entity', 'toldBy', 'kind', 'reference', 'folios', 'remedyBy', 'dueDate', 'expediente', 'sameDay', 'onTime', 'activity', 'group']);

function stepOf(event: RecordedEvent): Step {
  const { position, type, recordedAt, meta, data } = event;
  const facts = type === 'DocumentReceived' ? {} : pickTelling(data as Readonly<Record<string, unknown>>);
  const { actor } = meta;
  return {
    position,
    type,
    at: meta.occurredAt,
    ...(isLate(meta.occurredAt, recordedAt) && { recordedAt }),
    actor: actor.id,
    role: actor.role,
    place: actor.centre ?? actor.organ ?? '',
    provision: meta.provision,
    ...(Object.keys(facts).length > 0 && { facts }),
  };
}

/** Recorded in another minute. */
const isLate = (at: string, recordedAt: string): boolean => at.slice(0, 16) !== recordedAt.slice(0, 16);

function pickTelling(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name in data) if (telling.has(name)) facts[name] = data[name];
  return facts;
}
