import type { FieldWords } from './model.ts';

/** What is called the same in every register, where the register itself gives no other name. */
const common: Readonly<Record<string, string>> = {
  act: 'Documento',
  amount: 'Monto',
  answer: 'Respuesta',
  answeredAt: 'Respondido',
  approvedBy: 'Aprobado por',
  at: 'Cuándo',
  by: 'Por',
  bytes: 'Tamaño en bytes',
  centre: 'Centro',
  city: 'Ciudad',
  code: 'Código',
  count: 'Cantidad',
  createdAt: 'Creado',
  date: 'Fecha',
  days: 'Días',
  decidedBy: 'Decidido por',
  description: 'Descripción',
  due: 'Vence',
  dueAt: 'Vence',
  dueDate: 'Vence',
  entity: 'Entidad',
  file: 'Archivo',
  files: 'Archivos',
  from: 'Desde',
  hash: 'Huella',
  id: 'Código',
  items: 'Elementos',
  kind: 'Tipo',
  mediaType: 'Formato',
  members: 'Integrantes',
  month: 'Mes',
  name: 'Nombre',
  note: 'Nota',
  notes: 'Notas',
  number: 'Número',
  on: 'Fecha',
  organ: 'Órgano',
  outcome: 'Resultado',
  period: 'Periodo',
  person: 'Persona',
  place: 'Lugar',
  previous: 'Anterior',
  provision: 'Norma',
  reason: 'Motivo',
  requestedBy: 'Pedido por',
  result: 'Resultado',
  role: 'Puesto',
  sha256: 'Archivo',
  since: 'Desde',
  specialist: 'Especialista',
  subject: 'Asunto',
  text: 'Texto',
  title: 'Título',
  to: 'Hasta',
  total: 'Total',
  until: 'Hasta',
  version: 'Versión',
  year: 'Año',
};

/** What a field is called, or `undefined` when nobody has said. */
export const labelOf = (key: string, fields: Readonly<Record<string, FieldWords>>): string | undefined => fields[key]?.title ?? common[key];

const month = new Intl.DateTimeFormat('es-PE', { timeZone: 'UTC', month: 'long', year: 'numeric' });
/** `2026-03` → `marzo de 2026` */
export const monthName = (iso: string): string => (/^\d{4}-\d\d$/.test(iso) ? month.format(new Date(`${iso}-01T00:00:00Z`)) : iso);

const soles = new Intl.NumberFormat('es-PE', { style: 'currency', currency: 'PEN' });
/** Céntimos → `S/ 1,250.50` */
export const money = (centimos: number): string => soles.format(centimos / 100);

export type ValueKind = 'none' | 'flag' | 'money' | 'number' | 'named' | 'file' | 'date' | 'instant' | 'month' | 'centre' | 'organ' | 'person' | 'text' | 'list' | 'group';

const personKeys = /^(person|by|actor|specialist|coordinator|holder|author|member|previous|assignee)$|(Person|By)$/;

function kindOfText(key: string, value: string, words: FieldWords): ValueKind {
  if (words.names?.[value] !== undefined) return 'named';
  if (/^[0-9a-f]{64}$/.test(value)) return 'file';
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'instant';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return 'month';
  if (words.widget === 'centre' || /^centre$|Centre$/.test(key)) return 'centre';
  if (words.widget === 'organ' || /^organ$|Organ$/.test(key)) return 'organ';
  return words.widget === 'person' || personKeys.test(key) ? 'person' : 'text';
}

/** How a fact is shown, told by what it is and what its field says. */
export function kindOfValue(key: string, value: unknown, words: FieldWords = {}): ValueKind {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return words.widget === 'money' ? 'money' : words.names?.[String(value)] === undefined ? 'number' : 'named';
  if (typeof value === 'string') return kindOfText(key, value, words);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : 'list';
  return Object.keys(value).length === 0 ? 'none' : 'group';
}
