import { describe, expect, it } from '@jest/globals';
import type { DocumentEvent, DocumentReceived } from '#contracts';
import type { RecordedEvent } from '#kernel';
import { documentsView, type DocumentRecord } from './documents.ts';

const id = 'ICA-2026-000001';
const received: DocumentReceived = {
  document: id,
  desk: 'ICA',
  year: 2026,
  number: 1,
  receivedAt: '2026-03-02T14:00:00Z',
  legalDate: '2026-03-02',
  legalPolicy: 'desk-within-hours',
  channel: 'desk',
  kind: 'oficio',
  procedure: 'oficio',
  organ: 'dgpp',
  folios: 1,
  annexes: [],
  files: [],
  sender: { subject: 's', sealed: 'v1.s.A' },
  code: 'ABCDE-FGHJK',
  routeUntil: '2026-03-03T04:59:59Z',
  dueDate: '2026-03-09',
  dueAt: '2026-03-10T04:59:59Z',
};
const meta = { schemaVersion: 1, occurredAt: '2026-03-02T14:00:00Z', actor: { kind: 'person', id: 'u1', role: 'operator', centre: 'ICA' }, provision: 'DIR.5.4', correlationId: 'r', causationId: 'r', centre: 'ICA' } as const;

/** The sheet after a document was received and this happened to it. */
function sheet(...events: readonly DocumentEvent[]): DocumentRecord {
  const all: readonly DocumentEvent[] = [{ type: 'DocumentReceived', data: received }, ...events];
  return all.reduce<DocumentRecord | undefined>((document, event, i) => documentsView.fold(document, { ...event, id: `e${i}`, stream: 's', revision: i, position: i + 1, recordedAt: meta.occurredAt, meta } as RecordedEvent, id), undefined)!;
}

const routed: DocumentEvent = { type: 'DocumentRouted', data: { document: id, organ: 'dgpp', sameDay: false, dueDate: '2026-03-09', dueAt: '2026-03-10T04:59:59Z' } };
const lateToRoute: DocumentEvent = { type: 'RoutingDeadlinePassed', data: { document: id, routeUntil: received.routeUntil! } };
const lateToAnswer: DocumentEvent = { type: 'AnswerDeadlinePassed', data: { document: id, dueDate: received.dueDate!, dueAt: received.dueAt! } };
const rejected: DocumentEvent = { type: 'DocumentRejectedByOrgan', data: { document: id, organ: 'dgpp', reason: 'v1.s.A', date: '2026-03-11', routeUntil: '2026-03-12T04:59:59Z' } };
const observed: DocumentEvent = { type: 'DocumentObserved', data: { document: id, requirements: ['firma'], remedyBy: '2026-03-04', remedyUntil: '2026-03-05T04:59:59Z' } };

describe('a document is overdue', () => {
  it('while it waits to be routed beyond its day', () => {
    expect(sheet(lateToRoute)).toMatchObject({ overdue: true });
    expect(sheet(lateToRoute, routed)).toMatchObject({ overdue: false });
  });

  it('when the term to answer has passed, though it was rejected and routed again since: routing it made it look in time', () => {
    expect(sheet(routed, lateToAnswer, rejected, routed)).toMatchObject({ overdue: true });
    const newTerm: DocumentEvent = { type: 'DocumentRerouted', data: { document: id, from: 'dgpp', to: 'dgcp', reason: 'v1.s.A', dueDate: '2026-03-20', dueAt: '2026-03-21T04:59:59Z' } };
    expect(sheet(routed, lateToAnswer, newTerm)).toMatchObject({ overdue: false });
  });

  it('not while it is observed, for no clock runs then: it stayed overdue', () => {
    expect(sheet(lateToRoute, observed)).toMatchObject({ overdue: false });
  });

  it('no more once it is answered', () => {
    const answered: DocumentEvent = { type: 'DocumentAnswered', data: { document: id, organ: 'dgpp', kind: 'oficio', reference: 'Oficio 1', folios: 1, onTime: false } };
    expect(sheet(routed, lateToAnswer, answered)).toMatchObject({ overdue: false, pending: false });
  });
});
