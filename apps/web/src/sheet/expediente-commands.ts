import type { CommandSpec } from '../forms/CommandDialog.tsx';
import type { FieldSpec } from '../forms/fields.ts';

const reason: FieldSpec = { name: 'reason', label: 'Motivo', kind: 'long', hint: 'No escriba aquí nombres, DNI, RUC, teléfonos ni correos: este texto no se puede borrar.' };
const at = (id: string, verb: string): string => `/api/expedientes/${encodeURIComponent(id)}/${verb}`;
const numberOf = (value: string | undefined): string => (value ?? '').trim().toUpperCase();

export const openExpediente = (document: string): CommandSpec => ({
  title: 'Abrir un expediente con este documento',
  explanation: 'Un solo expediente por caso; sus folios se numeran desde el 1 (TUO de la Ley 27444, art. 161).',
  submit: 'Abrir el expediente',
  done: 'Expediente abierto.',
  path: at(document, 'open'),
  fields: [],
});

/** Puts a document into an expediente that is named. */
export const joinTo = (document: string): CommandSpec => ({
  title: 'Agregar este documento a un expediente',
  explanation: 'Sus folios se numeran a continuación de los que ya tiene el expediente. Lo hace quien tiene el expediente.',
  submit: 'Agregar',
  done: 'Documento agregado al expediente.',
  fields: [{ name: 'expediente', label: 'Expediente', kind: 'text', hint: 'El número del documento que lo abrió, por ejemplo LIM-2026-000001.' }],
  path: ({ expediente }) => at(numberOf(expediente), 'add-document'),
  body: () => ({ document }),
});

/** Puts a document that is named into an expediente. */
export const addDocument = (expediente: string): CommandSpec => ({
  title: `Agregar un documento al expediente ${expediente}`,
  explanation: 'Sus folios se numeran a continuación de los que ya tiene el expediente.',
  submit: 'Agregar',
  done: 'Documento agregado al expediente.',
  fields: [{ name: 'document', label: 'Documento', kind: 'text', hint: 'Su número completo, por ejemplo LIM-2026-000002.' }],
  path: at(expediente, 'add-document'),
  body: ({ document }) => ({ document: numberOf(document) }),
});

export const severDocument = (expediente: string, document: string): CommandSpec => ({
  title: `Desglosar ${document}`,
  explanation: 'El documento sale del expediente y queda constancia. Los números de sus folios no se vuelven a usar.',
  submit: 'Desglosar',
  done: 'Documento desglosado.',
  grave: true,
  path: at(expediente, 'sever'),
  fields: [reason],
  body: ({ reason: why = '' }) => ({ document, reason: why.trim() }),
});

export const absorbExpediente = (expediente: string): CommandSpec => ({
  title: `Acumular otro expediente al ${expediente}`,
  explanation: 'El otro se acumula a este y cada uno conserva su foliación (TUO de la Ley 27444, art. 163). No se puede deshacer.',
  submit: 'Acumular',
  done: 'Expediente acumulado.',
  path: at(expediente, 'absorb'),
  fields: [{ name: 'other', label: 'Expediente que se acumula', kind: 'text', hint: 'El número del documento que lo abrió. Debe estar abierto y no tener otros acumulados.' }],
  body: ({ other }) => ({ other: numberOf(other) }),
});

export const closeExpediente = (expediente: string): CommandSpec => ({
  title: `Cerrar el expediente ${expediente}`,
  explanation: 'Un expediente cerrado no recibe más documentos. No se puede deshacer.',
  submit: 'Cerrar el expediente',
  done: 'Expediente cerrado.',
  grave: true,
  path: at(expediente, 'close'),
  fields: [reason],
});
