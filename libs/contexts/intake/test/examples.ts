import { documentId, type DocumentEvent, type DocumentReceived, type OrganLookup, type RegisterEvent } from '#contracts';
import type { CommandActor } from '../src/domain/actor.ts';
import type { ReceiveDocument } from '../src/domain/register/commands.ts';

/** People of a fictitious centre, TES, and of two organs. */
export const operator: CommandActor = { id: 'operator-1', role: 'operator', centre: 'TES' };
export const otherOperator: CommandActor = { id: 'operator-2', role: 'operator', centre: 'OTR' };
export const dgpp: CommandActor = { id: 'coordinator-1', role: 'document-coordinator', organ: 'dgpp' };
export const dgcp: CommandActor = { id: 'coordinator-2', role: 'document-coordinator', organ: 'dgcp' };
export const ogauc: CommandActor = { id: 'ogauc-1', role: 'ogauc' };
export const oautda: CommandActor = { id: 'oautda-1', role: 'oautda' };
export const importer: CommandActor = { id: 'importer-1', role: 'importer' };

export const inForce = (id: string): OrganLookup => ({ id, standing: 'in-force', type: 'linea' });
export const externo = (id: string): OrganLookup => ({ id, standing: 'in-force', type: 'externo' });

export const id = documentId({ desk: 'TES', year: 2026, number: 7 });
export const monday = '2026-03-02';
export const tuesday = '2026-03-03';
export const routeUntil = '2026-03-03T04:59:59Z';
export const remedyUntil = '2026-03-04T21:30:00Z';
export const due = { date: '2026-03-11', at: '2026-03-12T04:59:59Z' };
const dueData = { dueDate: due.date, dueAt: due.at };

const entry: DocumentReceived = {
  document: id,
  desk: 'TES',
  year: 2026,
  number: 7,
  receivedAt: '2026-03-02T14:05:11.204Z',
  legalDate: monday,
  legalPolicy: 'desk-within-hours',
  channel: 'desk',
  kind: 'oficio',
  procedure: 'oficio',
  organ: 'dgpp',
  folios: 12,
  annexes: [{ folios: 2 }],
  files: [],
  sender: { subject: 's_0', sealed: 'v1.s_0.x' },
  code: 'ABCDE-FGHJK',
  routeUntil,
  ...dueData,
};

export const received = (change: Partial<DocumentReceived> = {}): RegisterEvent => ({ type: 'DocumentReceived', data: { ...entry, ...change } });
export const receivedWithObservation = (): RegisterEvent => {
  const { routeUntil: _r, dueDate: _d, dueAt: _a, ...rest } = entry;
  return { type: 'DocumentReceived', data: { ...rest, observation: { requirements: ['Falta la firma'], remedyBy: '2026-03-04', remedyUntil } } };
};
export const imported = (): RegisterEvent => received({ origin: { system: 'otro', id: 'case-1', source: 'historia.csv' }, organ: 'grupo-2' });

export const observed: DocumentEvent = { type: 'DocumentObserved', data: { document: id, requirements: ['Falta la firma'], remedyBy: '2026-03-04', remedyUntil } };
export const remedied: DocumentEvent = { type: 'DocumentRemedied', data: { document: id, legalDate: tuesday, folios: 14, routeUntil: '2026-03-04T04:59:59Z', dueDate: '2026-03-12', dueAt: '2026-03-13T04:59:59Z' } };
export const heldNotPresented: DocumentEvent = { type: 'DocumentHeldNotPresented', data: { document: id, remedyUntil } };
export const routed: DocumentEvent = { type: 'DocumentRouted', data: { document: id, organ: 'dgpp', sameDay: true, ...dueData } };
export const accepted: DocumentEvent = { type: 'DocumentAcceptedByOrgan', data: { document: id, organ: 'dgpp' } };
export const rejected: DocumentEvent = { type: 'DocumentRejectedByOrgan', data: { document: id, organ: 'dgpp', reason: 'No es de su materia', date: tuesday } };
export const answered: DocumentEvent = { type: 'DocumentAnswered', data: { document: id, organ: 'dgpp', kind: 'oficio', reference: 'Oficio 1-2026', folios: 2, onTime: true } };

/** A reception that nothing speaks against. */
export function receive(change: Partial<ReceiveDocument['data']> = {}): ReceiveDocument {
  const { document: _document, number: _number, organ: _organ, ...given } = entry;
  return { type: 'ReceiveDocument', data: { ...given, actor: operator, organ: inForce('dgpp'), deskImplemented: true, procedureKnown: true, supervisor: false, ...change } };
}
