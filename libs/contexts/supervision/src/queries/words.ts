import { organOn, stateNames, type Directory, type DocumentState } from '#contracts';
import type { Step } from '../views/documents.ts';

/** What happened, in words that anybody understands. */
const titles: Readonly<Record<string, string>> = {
  DocumentReceived: 'Recibido en mesa de partes',
  DocumentObserved: 'Observado: faltan requisitos',
  DocumentRemedied: 'Subsanado',
  DocumentHeldNotPresented: 'Tenido por no presentado',
  DocumentReturned: 'Devuelto al usuario con sus anexos',
  DocumentRouted: 'Derivado al órgano',
  DocumentRerouted: 'Reencaminado a otro órgano',
  DocumentAcceptedByOrgan: 'Aceptado por el órgano',
  DocumentRejectedByOrgan: 'Devuelto a mesa de partes',
  DocumentAnswered: 'Atendido',
  DocumentArchived: 'Archivado',
  DocumentRemitted: 'Remitido a la entidad competente',
  FoliosCorrected: 'Folios corregidos',
  DocumentAnnulled: 'Registro anulado',
  AnswerDeadlinePassed: 'Venció el plazo de atención',
  RoutingDeadlinePassed: 'No se derivó dentro del plazo',
  FileAttached: 'Archivo adjuntado',
  DocumentAddedToExpediente: 'Agregado a un expediente',
  DocumentLeftExpediente: 'Retirado del expediente',
  ForeignStepRecorded: 'Actuación en el sistema de origen',
};

export const titleOf = ({ type }: Pick<Step, 'type'>): string => titles[type] ?? type;

export const organName = (directory: Directory, organ: string, date: string): string => organOn(directory, organ, date)?.name ?? organ;

export const organSiglas = (directory: Directory, organ: string, date: string): string => organOn(directory, organ, date)?.siglas ?? organ;

export const placeName = (directory: Directory, place: string, date: string): string => directory.centres.get(place)?.name ?? organOn(directory, place, date)?.siglas ?? place;

/** `2026-11-26` as people write it. */
const dateOf = (date: unknown): string => String(date).split('-').reverse().join('/');

/** The particulars of a step, in words. */
export function detailOf({ type, facts = {}, at }: Step, directory: Directory, read: (words: string) => string): string | undefined {
  const date = at.slice(0, 10);
  const siglas = (organ: unknown) => organSiglas(directory, String(organ), date);
  const parts: (string | false)[] = [
    type === 'DocumentRouted' && `A ${siglas(facts.organ)}${facts.sameDay === false ? ', después del día de su recepción' : ''}`,
    type === 'DocumentRerouted' && `De ${siglas(facts.from)} a ${siglas(facts.to)}`,
    type === 'DocumentRemitted' && `A ${String(facts.entity)}`,
    type === 'DocumentObserved' && `Subsanable hasta el ${dateOf(facts.remedyBy)}`,
    type === 'ForeignStepRecorded' && `${String(facts.activity)}${facts.group ? ` (${String(facts.group)})` : ''}`,
    facts.reference !== undefined && `Documento ${String(facts.reference)}`,
    typeof facts.folios === 'number' && `${facts.folios} folios`,
    facts.dueDate !== undefined && `Plazo: ${dateOf(facts.dueDate)}`,
    facts.reason !== undefined && `Motivo: ${read(String(facts.reason))}`,
  ];
  return parts.filter(Boolean).join('. ') || undefined;
}

const advices: Readonly<Record<DocumentState, string>> = {
  received: 'Su documento fue recibido y será derivado al órgano que corresponde. No tiene que hacer nada.',
  observed: 'Falta subsanar requisitos. Acérquese a la mesa de partes con lo que se le pidió, antes de la fecha límite.',
  routed: 'Su documento fue enviado al órgano que lo atenderá. No tiene que hacer nada.',
  rejected: 'Su documento volvió a la mesa de partes para ser encaminado al órgano correcto. No tiene que hacer nada.',
  accepted: 'El órgano está atendiendo su documento. No tiene que hacer nada.',
  answered: 'Su documento fue atendido. Si no recibió la respuesta, pregunte en la mesa de partes con su cargo.',
  archived: 'Su documento fue atendido y archivado.',
  'not-presented': 'No se subsanó a tiempo y se tiene por no presentado. Puede recoger sus documentos y volver a presentarlos.',
  returned: 'Sus documentos le fueron devueltos. Puede volver a presentarlos.',
  remitted: 'Otra entidad es competente y su documento le fue remitido. El plazo corre desde que ella lo recibe.',
  annulled: 'Este registro se anuló por error de registro. Pregunte en la mesa de partes con su cargo.',
};

export const adviceOf = (state: DocumentState): string => advices[state];

export const stateName = (state: DocumentState): string => stateNames[state];
