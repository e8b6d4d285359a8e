import type { ExpedienteEvent } from '#contracts';
import { never } from '#kernel';
import type { Expediente, KnownExpediente } from './state.ts';

export function evolve(state: Expediente, event: ExpedienteEvent): Expediente {
  if (event.type === 'ExpedienteOpened') {
    const { expediente, folios } = event.data;
    return { status: 'open', id: expediente, folios, documents: [{ id: expediente, firstFolio: 1, folios }], absorbed: [] };
  }
  return state.status === 'unknown' ? state : next(state, event);
}

function next(state: KnownExpediente, event: Exclude<ExpedienteEvent, { type: 'ExpedienteOpened' }>): KnownExpediente {
  switch (event.type) {
    case 'DocumentFoliated': {
      const { document: id, firstFolio, folios } = event.data;
      return { ...state, folios: firstFolio + folios - 1, documents: [...state.documents, { id, firstFolio, folios }] };
    }
    case 'FoliosSevered':
      return { ...state, documents: state.documents.filter(({ id }) => id !== event.data.document) };
    case 'ExpedienteAbsorbed':
      return { ...state, absorbed: [...state.absorbed, event.data.other] };
    case 'ExpedienteJoinedTo':
      return { ...state, status: 'joined', to: event.data.other };
    case 'ExpedienteClosed':
      return { ...state, status: 'closed' };
    default:
      return never(event);
  }
}
