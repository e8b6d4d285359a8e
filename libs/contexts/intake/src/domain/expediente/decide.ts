import type { ExpedienteEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { checkHolder } from '../actor.ts';
import { deskOfDocument } from '../document/index.ts';
import type { DataOf, ExpedienteCommand } from './commands.ts';
import { isJoinable, type Expediente, type KnownExpediente, type OpenExpediente } from './state.ts';

type Decided = readonly ExpedienteEvent[];

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: ExpedienteCommand, state: Expediente): Decided {
  if (command.type === 'OpenExpediente') return open(command.data, state);
  const expediente = known(state);
  const { actor, holder, foreign } = command.data;
  checkHolder(actor, holder, { desk: deskOfDocument(expediente.id), foreign });
  switch (command.type) {
    case 'FoliateDocument':
      return foliate(command.data, expediente);
    case 'SeverFolios':
      return sever(command.data, expediente);
    case 'AbsorbExpediente':
      return absorb(command.data, expediente);
    case 'JoinExpediente':
      return join(command.data, expediente);
    case 'CloseExpediente':
      return close(command.data, expediente);
    default:
      return never(command);
  }
}

function open({ actor, holder, foreign, document }: DataOf<'OpenExpediente'>, state: Expediente): Decided {
  const { id, folios, expediente } = document;
  checkHolder(actor, holder, { desk: deskOfDocument(id), foreign });
  if (state.status !== 'unknown') throw refuse('conflict', 'expediente-already-open', `El documento ${id} ya abrió un expediente: hay uno por caso.`, { provision: 'TUO.161' });
  if (expediente !== undefined) throw inAnother(id, expediente);
  return [{ type: 'ExpedienteOpened', data: { expediente: id, folios } }];
}

/** The document's folios take the numbers after the last. */
function foliate({ document }: DataOf<'FoliateDocument'>, state: KnownExpediente): Decided {
  if (state.documents.some(({ id }) => id === document.id)) return [];
  const { id, folios } = checkOpen(state);
  if (document.expediente !== undefined && document.expediente !== id) throw inAnother(document.id, document.expediente);
  return [{ type: 'DocumentFoliated', data: { expediente: id, document: document.id, firstFolio: folios + 1, folios: document.folios } }];
}

function sever({ document, reason }: DataOf<'SeverFolios'>, state: KnownExpediente): Decided {
  const { id, documents } = checkOpen(state);
  if (document === id) throw refuse('conflict', 'founding-document', 'El documento que abrió el expediente no se desglosa.', { provision: 'TUO.161' });
  const entry = documents.find((each) => each.id === document);
  return entry ? [{ type: 'FoliosSevered', data: { expediente: id, document, firstFolio: entry.firstFolio, folios: entry.folios, reason } }] : [];
}

function absorb({ other }: DataOf<'AbsorbExpediente'>, state: KnownExpediente): Decided {
  if (state.absorbed.includes(other.id)) return [];
  const { id } = checkOpen(state);
  if (other.id === id) throw refuse('invalid', 'expediente-itself', 'Un expediente no se acumula a sí mismo.', { field: 'other' });
  if (!other.joinable) throw refuse('conflict', 'expediente-not-joinable', `El expediente ${other.id} está cerrado, ya se acumuló a otro o tiene otros acumulados.`, { field: 'other', provision: 'TUO.163' });
  return [{ type: 'ExpedienteAbsorbed', data: { expediente: id, other: other.id, folios: other.folios } }];
}

function join({ other }: DataOf<'JoinExpediente'>, state: KnownExpediente): Decided {
  if (state.status === 'joined' && state.to === other) return [];
  const { id, folios } = checkOpen(state);
  if (other === id) throw refuse('invalid', 'expediente-itself', 'Un expediente no se acumula a sí mismo.', { field: 'other' });
  if (!isJoinable(state)) throw refuse('conflict', 'expediente-not-joinable', `El expediente ${id} tiene otros acumulados: no puede acumularse a un tercero.`, { provision: 'TUO.163' });
  return [{ type: 'ExpedienteJoinedTo', data: { expediente: id, other, folios } }];
}

function close({ reason }: DataOf<'CloseExpediente'>, state: KnownExpediente): Decided {
  if (state.status === 'closed') return [];
  const { id, folios } = checkOpen(state);
  return [{ type: 'ExpedienteClosed', data: { expediente: id, folios, reason } }];
}

function known(state: Expediente): KnownExpediente {
  if (state.status === 'unknown') throw refuse('not-found', 'expediente-unknown', 'No existe ese expediente.');
  return state;
}

/** One that was joined or closed takes no more documents. @throws DomainError `expediente-joined`, `expediente-closed` */
function checkOpen(state: KnownExpediente): OpenExpediente {
  switch (state.status) {
    case 'open':
      return state;
    case 'joined':
      throw refuse('conflict', 'expediente-joined', `El expediente se acumuló al ${state.to}: actúe sobre ese.`, { provision: 'TUO.163' });
    case 'closed':
      throw refuse('conflict', 'expediente-closed', 'El expediente está cerrado.', { provision: 'TUO.161' });
    default:
      return never(state);
  }
}

const inAnother = (document: string, expediente: string) =>
  refuse('conflict', 'in-another-expediente', `El documento ${document} ya está en el expediente ${expediente}.`, { field: 'document', provision: 'TUO.161' });
