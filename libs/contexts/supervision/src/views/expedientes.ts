import { expedienteEvents, type ExpedienteEvent } from '#contracts';
import type { RecordedEvent } from '#kernel';
import type { View } from '#view-store';

/** The file of one case: what lies in it, in the order of its foliation. */
export interface ExpedienteRecord {
  readonly id: string;
  readonly status: 'open' | 'closed' | 'joined';
  readonly joinedTo?: string;
  readonly folios: number;
  readonly documents: readonly { readonly id: string; readonly firstFolio: number; readonly folios: number; readonly severed: boolean }[];
  readonly absorbed: readonly { readonly id: string; readonly folios: number }[];
  readonly openedAt: string;
  readonly closedAt?: string;
}

const isOfExpediente = (event: RecordedEvent): event is RecordedEvent & ExpedienteEvent => event.type in expedienteEvents;

export const expedientesView: View<ExpedienteRecord> = {
  name: 'expedientes',
  version: 1,
  indexes: [],
  events: Object.keys(expedienteEvents),
  keysOf: (event) => (isOfExpediente(event) ? [event.data.expediente] : []),
  fold(before, event) {
    if (!isOfExpediente(event)) return before;
    const { occurredAt } = event.meta;
    if (event.type === 'ExpedienteOpened') {
      const { expediente: id, folios } = event.data;
      return { id, status: 'open', folios, documents: [{ id, firstFolio: 1, folios, severed: false }], absorbed: [], openedAt: occurredAt };
    }
    return before && { ...before, ...changeOf(before, event, occurredAt) };
  },
};

function changeOf(before: ExpedienteRecord, event: Exclude<ExpedienteEvent, { type: 'ExpedienteOpened' }>, at: string): Partial<ExpedienteRecord> {
  switch (event.type) {
    case 'DocumentFoliated': {
      const { document: id, firstFolio, folios } = event.data;
      return { folios: before.folios + folios, documents: [...before.documents, { id, firstFolio, folios, severed: false }] };
    }
    case 'FoliosSevered':
      return { documents: before.documents.map((entry) => (entry.id === event.data.document ? { ...entry, severed: true } : entry)) };
    case 'ExpedienteAbsorbed':
      return { absorbed: [...before.absorbed, { id: event.data.other, folios: event.data.folios }] };
    case 'ExpedienteJoinedTo':
      return { status: 'joined', joinedTo: event.data.other };
    case 'ExpedienteClosed':
      return { status: 'closed', closedAt: at };
  }
}
