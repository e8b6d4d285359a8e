import { answerKindNames, noticeNames, type DocumentState, type DocumentSummary } from '#contracts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import type { FieldSpec } from '../forms/fields.ts';
import type { Actor } from '../session/store.ts';

/** What a person may do with a document now. The server decides; this only offers what it would allow. */
export interface DocumentAction extends CommandSpec {
  readonly verb: string;
  readonly label: string;
  /** The next step one expects, shown first and in lists too. */
  readonly main: boolean;
}

type Acted = Pick<DocumentSummary, 'id' | 'centre' | 'organ' | 'state' | 'foreign' | 'folios'> & { readonly version?: number; readonly observation?: object | undefined };

const noPersons = 'No escriba aquí nombres, DNI, RUC, teléfonos ni correos: este texto no se puede borrar.';
const reason: FieldSpec = { name: 'reason', label: 'Motivo', kind: 'long', hint: noPersons };
const reference: FieldSpec = { name: 'reference', label: 'Número del documento', kind: 'text', hint: 'Por ejemplo: Oficio 123-2026-EF/50.01.', optional: true };
const toldBy: FieldSpec = { name: 'toldBy', label: 'Cómo se avisó a la persona', kind: 'choice', options: Object.entries(noticeNames) };

type Plan = Omit<DocumentAction, 'verb' | 'path'> & { readonly where: 'desk' | 'organ' | 'organ-or-ogauc' | 'holder'; readonly states: readonly DocumentState[] };

const atDesk: readonly DocumentState[] = ['received', 'observed', 'rejected', 'not-presented', 'annulled'];
const movable: readonly DocumentState[] = ['received', 'rejected', 'routed', 'accepted'];

/** Every act on a document, in the order in which it is offered. */
const plans = ({ organ, folios }: Acted): Readonly<Record<string, Plan>> => ({
  route: {
    where: 'desk', states: ['received'], main: true,
    label: 'Derivar', title: 'Derivar', explanation: '', submit: 'Derivar', done: 'Documento derivado.',
    fields: [], body: () => ({ organ }),
  },
  'route#again': {
    where: 'desk', states: ['rejected'], main: true,
    label: 'Derivar de nuevo', title: 'Derivar de nuevo', explanation: 'El órgano devolvió el documento. Elija a qué órgano va ahora.', submit: 'Derivar', done: 'Documento derivado.',
    fields: [{ name: 'organ', label: 'Órgano', kind: 'organ' }],
  },
  remedy: {
    where: 'desk', states: ['observed'], main: true,
    label: 'Subsanar', title: 'Registrar la subsanación', explanation: 'La persona presentó lo que faltaba. Los plazos vuelven a correr.', submit: 'Registrar la subsanación', done: 'Observación subsanada.',
    fields: [{ name: 'addedFolios', label: 'Folios que se agregan', kind: 'integer', initial: '0' }],
  },
  return: {
    where: 'desk', states: ['not-presented'], main: true,
    label: 'Devolver', title: 'Devolver el documento', explanation: 'Se tuvo por no presentado. Se entrega con todos sus anexos a quien lo reclama.', submit: 'Registrar la devolución', done: 'Documento devuelto.',
    fields: [{ name: 'to', label: 'Quién lo recibe', kind: 'choice', options: [['sender', 'El remitente'], ['representative', 'Su representante']] }],
  },
  accept: {
    where: 'organ', states: ['routed'], main: true,
    label: 'Aceptar', title: 'Aceptar', explanation: '', submit: 'Aceptar', done: 'Documento aceptado.', fields: [],
  },
  answer: {
    where: 'organ', states: ['accepted'], main: true,
    label: 'Atender', title: 'Registrar la atención', explanation: 'Indique con qué documento se atiende, o que solo se toma conocimiento.', submit: 'Registrar la atención', done: 'Documento atendido.',
    fields: [{ name: 'kind', label: 'Se atiende con', kind: 'choice', options: Object.entries(answerKindNames) }, reference, { name: 'folios', label: 'Folios de la respuesta', kind: 'integer', initial: '1' }],
  },
  archive: {
    where: 'organ', states: ['answered'], main: true,
    label: 'Archivar', title: 'Archivar', explanation: '', submit: 'Archivar', done: 'Documento archivado.', fields: [],
  },
  reject: {
    where: 'organ', states: ['routed'], main: false,
    label: 'Devolver a mesa de partes', title: 'Devolver a la mesa de partes', explanation: 'El documento vuelve a la mesa de partes, que debe derivarlo otra vez.', submit: 'Devolver', done: 'Documento devuelto a la mesa de partes.',
    fields: [reason],
  },
  observe: {
    where: 'desk', states: ['received'], main: false,
    label: 'Observar', title: 'Observar', explanation: 'Se observa en un solo acto y por una sola vez. La persona tiene 2 días hábiles para subsanar; mientras tanto los plazos no corren y el documento no se deriva (TUO de la Ley 27444, art. 136).', submit: 'Observar', done: 'Documento observado.',
    fields: [{ name: 'requirements', label: 'Requisitos que faltan, uno por línea', kind: 'lines', hint: noPersons }],
  },
  reroute: {
    where: 'organ-or-ogauc', states: ['routed', 'accepted'], main: false,
    label: 'Derivar a otro órgano', title: 'Derivar a otro órgano', explanation: 'El documento deja este órgano y pasa al que elija.', submit: 'Derivar', done: 'Documento derivado a otro órgano.',
    fields: [{ name: 'organ', label: 'Órgano', kind: 'organ' }, reason],
  },
  remit: {
    where: 'holder', states: movable, main: false,
    label: 'Remitir a otra entidad', title: 'Remitir a la entidad competente', explanation: 'Cuando otra entidad es la competente se le remite el documento y se avisa a la persona (TUO de la Ley 27444, art. 141). El trámite termina aquí.', submit: 'Remitir', done: 'Documento remitido.',
    fields: [{ name: 'entity', label: 'Entidad', kind: 'text' }, { ...reference, label: 'Oficio con que se remite' }, toldBy],
  },
  'attach-file': {
    where: 'holder', states: [...movable, 'observed', 'answered'], main: false,
    label: 'Agregar un archivo', title: 'Agregar un archivo', explanation: 'PDF o imagen. Lo agregado no se puede quitar.', submit: 'Agregar', done: 'Archivo agregado.',
    fields: [{ name: 'sha256', label: 'Archivo', kind: 'file' }, { name: 'name', label: 'Nombre del archivo', kind: 'text', initial: 'Documento escaneado.pdf' }],
  },
  'correct-folios': {
    where: 'holder', states: [...movable, 'observed'], main: false,
    label: 'Corregir folios', title: 'Corregir los folios', explanation: `Hoy tiene ${folios}. La foliación solo puede aumentar.`, submit: 'Corregir', done: 'Folios corregidos.',
    fields: [{ name: 'folios', label: 'Folios', kind: 'integer', initial: String(folios) }, reason],
  },
  annul: {
    where: 'desk', states: ['received', 'observed', 'routed', 'rejected'], main: false, grave: true,
    label: 'Anular el registro', title: 'Anular el registro', explanation: 'Solo si se registró por error. El número queda usado y no se vuelve a dar. No se puede deshacer.', submit: 'Anular', done: 'Registro anulado.',
    fields: [reason],
  },
});

const gone: readonly DocumentState[] = ['returned', 'remitted'];

/** Whether the document is this person's now: the desk's until it is routed, then the organ's. */
export function holds({ role, centre, organ }: Actor, document: Pick<Acted, 'state' | 'centre' | 'organ'>): boolean {
  if (gone.includes(document.state)) return false;
  return atDesk.includes(document.state) ? role === 'operator' && centre === document.centre : role === 'document-coordinator' && organ === document.organ;
}

function mayAct(actor: Actor, document: Acted, where: Plan['where']): boolean {
  const { role, centre, organ } = actor;
  const atItsDesk = role === 'operator' && centre === document.centre;
  const inItsOrgan = role === 'document-coordinator' && organ === document.organ;
  switch (where) {
    case 'desk':
      return atItsDesk;
    case 'organ':
      return inItsOrgan;
    case 'organ-or-ogauc':
      return inItsOrgan || role === 'ogauc';
    case 'holder':
      return holds(actor, document);
  }
}

/** What this person may do with this document. Nothing, with another system's history. */
export function actionsFor(actor: Actor, document: Acted): readonly DocumentAction[] {
  if (document.foreign) return [];
  return Object.entries(plans(document))
    .filter(([name, { where, states }]) => states.includes(document.state) && mayAct(actor, document, where) && !(name === 'observe' && document.observation !== undefined))
    .map(([name, { where: _where, states: _states, ...rest }]) => {
      const verb = name.replace(/#.*/, '');
      return { ...rest, verb, path: `/api/documents/${encodeURIComponent(document.id)}/${verb}`, ...(document.version !== undefined && { version: document.version }) };
    });
}
