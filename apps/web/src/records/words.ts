import { roleNames, type Role } from '#contracts';
import type { FieldWords } from './model.ts';

const roleKeys = /^(role|roles|post|kind|concerns)$/;

/** What is called the same in every register, where the register itself gives no other name. */
const common: Readonly<Record<string, string>> = {
  acknowledgedBy: 'Conocido por',
  act: 'Documento',
  acta: 'Acta',
  amount: 'Monto',
  answer: 'Respuesta',
  answeredAt: 'Respondido',
  answers: 'Respuestas',
  aportes: 'Aportes',
  approvedBy: 'Aprobado por',
  askers: 'Consultantes',
  at: 'Cuándo',
  by: 'Por',
  bytes: 'Tamaño en bytes',
  centre: 'Centro',
  centres: 'Centros',
  channel: 'Canal',
  city: 'Ciudad',
  code: 'Código',
  confirmed: 'Confirmado',
  contents: 'Contenidos',
  contributions: 'Aportes',
  count: 'Cantidad',
  createdAt: 'Creado',
  date: 'Fecha',
  days: 'Días',
  decidedBy: 'Decidido por',
  delivered: 'Entregado',
  description: 'Descripción',
  difusiones: 'Difusiones',
  due: 'Vence',
  dueAt: 'Vence',
  dueDate: 'Vence',
  end: 'Fin',
  entity: 'Entidad',
  escalated: 'Elevada',
  file: 'Archivo',
  files: 'Archivos',
  from: 'Desde',
  grantedAt: 'Concedido',
  handledBy: 'Atendido por',
  hash: 'Huella',
  id: 'Código',
  items: 'Elementos',
  kind: 'Tipo',
  last: 'Último número',
  lastUpdate: 'Última actualización',
  mediaType: 'Formato',
  members: 'Integrantes',
  month: 'Mes',
  name: 'Nombre',
  note: 'Nota',
  notes: 'Notas',
  number: 'Número',
  on: 'Fecha',
  openBy: 'Abrir antes de',
  openings: 'Aperturas',
  organ: 'Órgano',
  organs: 'Órganos',
  outcome: 'Resultado',
  period: 'Periodo',
  person: 'Persona',
  place: 'Lugar',
  previous: 'Anterior',
  protocol: 'Versión del protocolo',
  provision: 'Norma',
  publishedOn: 'Publicado',
  read: 'Leído',
  reason: 'Motivo',
  recipients: 'Destinatarios',
  redacted: 'Palabras tachadas',
  reportedBy: 'Informado por',
  requestedBy: 'Pedido por',
  responsable: 'Responsable',
  result: 'Resultado',
  role: 'Puesto',
  roles: 'Puestos',
  room: 'Sala',
  round: 'Vuelta',
  sentAt: 'Enviado',
  sha256: 'Archivo',
  since: 'Desde',
  specialist: 'Especialista',
  specialists: 'Especialistas',
  stage: 'Etapa',
  staleAt: 'Desactualizada desde',
  standing: 'Estado',
  start: 'Inicio',
  stock: 'Existencias',
  subject: 'Asunto',
  survey: 'Encuesta',
  text: 'Texto',
  title: 'Título',
  to: 'Hasta',
  total: 'Total',
  until: 'Hasta',
  used: 'Usado',
  version: 'Versión',
  videos: 'Videos',
  year: 'Año',
};

/** Of values that a register keeps without asking for them. */
const commonNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  channel: { kiosk: 'Quiosco', paper: 'Papel' },
  quota: { ogauc: 'Por la OGAUC', organ: 'Por el órgano' },
  stage: { proposed: 'Propuesto', approved: 'Aprobado', posted: 'Publicado' },
  standing: { open: 'Abierto', suspended: 'Suspendido' },
};

/** What a value is called, or `undefined` where it is told as it is. */
export const nameOf = (key: string, value: unknown, words: FieldWords = {}): string | undefined => {
  const code = String(value);
  return words.names?.[code] ?? commonNames[key]?.[code] ?? (roleKeys.test(key) ? roleNames[code as Role] : undefined);
};

/** What a field is called, or `undefined` when nobody has said. */
export const labelOf = (key: string, fields: Readonly<Record<string, FieldWords>>): string | undefined => (fields[key]?.shared ? (common[key] ?? fields[key].title) : (fields[key]?.title ?? common[key]));

const month = new Intl.DateTimeFormat('es-PE', { timeZone: 'UTC', month: 'long', year: 'numeric' });
/** `2026-03` → `marzo de 2026` */
export const monthName = (iso: string): string => (/^\d{4}-\d\d$/.test(iso) ? month.format(new Date(`${iso}-01T00:00:00Z`)) : iso);

const soles = new Intl.NumberFormat('es-PE', { style: 'currency', currency: 'PEN' });
/** Céntimos → `S/ 1,250.50` */
export const money = (centimos: number): string => soles.format(centimos / 100);

export type ValueKind = 'none' | 'flag' | 'money' | 'number' | 'named' | 'file' | 'date' | 'instant' | 'month' | 'centre' | 'organ' | 'person' | 'text' | 'list' | 'group';

const personKeys = /^(person|by|actor|specialists?|coordinator|holder|author|members?|previous|assignee|askers|attendees|certified|responsable)$|(Person|By)$/;

function kindOfText(key: string, value: string, words: FieldWords): ValueKind {
  if (nameOf(key, value, words) !== undefined) return 'named';
  if (/^[0-9a-f]{64}$/.test(value)) return 'file';
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'instant';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return 'month';
  if (words.widget === 'centre' || /^centres?$|Centre$/.test(key)) return 'centre';
  if (words.widget === 'organ' || /^organs?$|Organ$/.test(key)) return 'organ';
  return words.widget === 'person' || personKeys.test(key) ? 'person' : 'text';
}

/** How a fact is shown, told by what it is and what its field says. */
export function kindOfValue(key: string, value: unknown, words: FieldWords = {}): ValueKind {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return words.widget === 'money' || /^cents$|Cents$/.test(key) ? 'money' : nameOf(key, value, words) === undefined ? 'number' : 'named';
  if (typeof value === 'string') return kindOfText(key, value, words);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : 'list';
  return Object.keys(value).length === 0 ? 'none' : 'group';
}
