import type { OrganType, Silence } from '#contracts';
import type { Centre, Organ, Procedure } from '../api/reference.ts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import { toBody, type FieldSpec, type Values } from '../forms/fields.ts';

export const organTypeNames: Readonly<Record<OrganType, string>> = {
  linea: 'De línea',
  apoyo: 'De apoyo',
  asesoramiento: 'De asesoramiento',
  'alta-direccion': 'Alta Dirección',
  externo: 'De otro sistema (historia importada)',
};

export const silenceNames: Readonly<Record<Silence, string>> = { none: 'Sin silencio', positive: 'Silencio positivo', negative: 'Silencio negativo' };

const source: FieldSpec = { name: 'source', label: 'Fuente', kind: 'text', hint: 'La norma, el documento o la página de donde viene el dato.' };
export const norm: FieldSpec = { ...source, name: 'norm', label: 'Norma' };
export const verified: FieldSpec = { name: 'verified', label: 'He leído la fuente y lo confirma', kind: 'flag' };
export const from: FieldSpec = { name: 'from', label: 'Rige desde', kind: 'date' };
const reason: FieldSpec = { name: 'reason', label: 'Motivo', kind: 'long', hint: 'No escriba datos de personas: este texto no se puede borrar.' };

const at = (plural: string, verb: string, id = 'id') => (values: Values): string => `/api/${plural}/${encodeURIComponent((values[id] ?? '').trim())}/${verb}`;

export const registerOrgan: CommandSpec = {
  title: 'Registrar un órgano',
  explanation: 'Desde su fecha, las mesas de partes pueden derivarle documentos.',
  submit: 'Registrar',
  done: 'Órgano registrado.',
  path: at('organs', 'register'),
  fields: [
    { name: 'id', label: 'Código interno', kind: 'text', hint: 'No cambia nunca, aunque cambie el nombre. Minúsculas, números y guiones: por ejemplo, dgpp.' },
    { name: 'siglas', label: 'Siglas', kind: 'text' },
    { name: 'name', label: 'Nombre', kind: 'text' },
    { name: 'code', label: 'Código EF', kind: 'text', hint: 'Por ejemplo, EF/50.01.', optional: true },
    { name: 'type', label: 'Clase', kind: 'choice', options: Object.entries(organTypeNames).filter(([type]) => type !== 'externo') },
    from,
    source,
    verified,
  ],
};

/** Fields that begin as a row has them. Whether the source was read is asked anew. */
const filledFrom = (row: object, fields: readonly FieldSpec[]): readonly FieldSpec[] => {
  const known = new Map<string, unknown>(Object.entries(row));
  return fields.map((field) => (field.name !== 'verified' && known.has(field.name) ? { ...field, initial: String(known.get(field.name)) } : field));
};

const withoutKey = (fields: readonly FieldSpec[], key: string): readonly FieldSpec[] => fields.filter(({ name }) => name !== key);

export const amendOrgan = (organ: Organ): CommandSpec => {
  const fields = filledFrom(organ, withoutKey(registerOrgan.fields, 'id'));
  return {
    title: `Modificar ${organ.siglas}`,
    explanation: `El órgano entero, como es desde la fecha. Hoy rige lo que se fijó desde el ${organ.from}; lo anterior se conserva.`,
    submit: 'Modificar',
    done: 'Órgano modificado.',
    path: `/api/organs/${encodeURIComponent(organ.id)}/amend`,
    fields,
    body: (values) => ({ id: organ.id, ...toBody(fields, values) }),
  };
};

export const closeOrgan = (organ: string, siglas: string): CommandSpec => ({
  title: `Cerrar ${siglas}`,
  explanation: 'Desde la fecha ya no se le derivan documentos. Si otro órgano toma sus funciones, indíquelo: a él se dirigirán.',
  submit: 'Cerrar el órgano',
  done: 'Órgano cerrado.',
  grave: true,
  path: `/api/organs/${organ}/close`,
  fields: [{ name: 'on', label: 'Primer día en que ya no rige', kind: 'date' }, { name: 'successor', label: 'Lo sucede', kind: 'organ', optional: true }, source, verified],
});

type Departments = readonly { readonly code: string; readonly name: string }[];

export const registerCentre = (departments: Departments): CommandSpec => ({
  title: 'Registrar un centro',
  explanation: 'Un código por centro. Después la OGAUC implementa su mesa de partes.',
  submit: 'Registrar',
  done: 'Centro registrado.',
  path: at('centres', 'register', 'code'),
  fields: [
    { name: 'code', label: 'Código', kind: 'text', hint: 'De 3 a 8 letras mayúsculas o números. Es el inicio de todos sus números de documento.' },
    { name: 'name', label: 'Nombre', kind: 'text' },
    { name: 'department', label: 'Departamento', kind: 'choice', options: departments.map(({ code, name }) => [code, `${code} – ${name}`] as const) },
    { name: 'city', label: 'Ciudad', kind: 'text', optional: true },
    source,
    verified,
  ],
});

export const amendCentre = (centre: Centre, departments: Departments): CommandSpec => {
  const fields = filledFrom(centre, withoutKey(registerCentre(departments).fields, 'code'));
  return {
    title: `Corregir ${centre.code}`,
    explanation: 'Corrige el nombre, el lugar o la fuente. El código no cambia: es el inicio de sus números de documento.',
    submit: 'Corregir',
    done: 'Centro corregido.',
    path: `/api/centres/${encodeURIComponent(centre.code)}/amend`,
    fields,
    body: (values) => ({ code: centre.code, ...toBody(fields, values) }),
  };
};

export const defineProcedure: CommandSpec = {
  title: 'Definir un tipo de trámite',
  explanation: 'Sus plazos valen para lo que se reciba desde su fecha; lo recibido antes conserva los suyos.',
  submit: 'Definir',
  done: 'Tipo de trámite definido.',
  path: at('procedures', 'define'),
  fields: [
    { name: 'id', label: 'Código interno', kind: 'text', hint: 'Minúsculas, números y guiones.' },
    { name: 'name', label: 'Nombre', kind: 'text' },
    { name: 'answerWorkingDays', label: 'Días hábiles para atender', kind: 'integer', hint: 'Vacío si no tiene plazo.', optional: true },
    { name: 'silence', label: 'Silencio administrativo', kind: 'choice', options: Object.entries(silenceNames) },
    from,
    norm,
    verified,
  ],
};

export const amendProcedure = (procedure: Procedure): CommandSpec => {
  const fields = filledFrom(procedure, withoutKey(defineProcedure.fields, 'id'));
  return {
    ...defineProcedure,
    title: `Modificar «${procedure.name}»`,
    submit: 'Modificar',
    done: 'Tipo de trámite modificado.',
    path: `/api/procedures/${encodeURIComponent(procedure.id)}/amend`,
    fields,
    body: (values) => ({ id: procedure.id, ...toBody(fields, values) }),
  };
};

const levels = [
  ['national', 'Todo el país'],
  ['department', 'Un departamento'],
  ['centre', 'Un centro'],
] as const;

const kinds = [
  ['bridge', 'Día no laborable del sector público'],
  ['holiday', 'Feriado nacional'],
  ['regional', 'Feriado regional o local'],
  ['suspension', 'Suspensión por emergencia'],
] as const;

export const holidayKindNames: Readonly<Record<string, string>> = Object.fromEntries(kinds);

const holidayFields: readonly FieldSpec[] = [
  { name: 'id', label: 'Código interno', kind: 'text', hint: 'Letras, números y guiones: por ejemplo, puente-2026-12-24.' },
  { name: 'name', label: 'Nombre', kind: 'text' },
  { name: 'rule.date', label: 'Fecha', kind: 'date' },
  { name: 'kind', label: 'Clase', kind: 'choice', options: kinds },
  { name: 'level', label: 'Dónde rige', kind: 'choice', options: levels },
  { name: 'place', label: 'Departamento o centro', kind: 'text', hint: 'Código INEI de dos dígitos, o código del centro. Vacío si rige en todo el país.', optional: true },
  norm,
  verified,
];

/** A holiday's body: its place goes into the scope of its level. */
export function holidayBody(values: Values): object {
  const { level: _level, place: _place, rule, ...row } = toBody(holidayFields, values);
  const level = values['level'] ?? 'national';
  return { ...row, rule: { type: 'date', ...Object(rule) }, scope: { level, ...(level !== 'national' && { [level]: (values['place'] ?? '').trim() }) } };
}

export const declareHoliday: CommandSpec = {
  title: 'Declarar un día no laborable',
  explanation: 'Cuenta para los plazos que se calculen desde ahora. Los plazos ya notificados no se mueven.',
  submit: 'Declarar',
  done: 'Día no laborable declarado.',
  path: at('holidays', 'declare'),
  fields: holidayFields,
  body: holidayBody,
};

export const withdrawHoliday = (id: string, name: string): CommandSpec => ({
  title: `Retirar «${name}»`,
  explanation: 'Deja de contar para los plazos que se calculen desde ahora. Los plazos ya fijados no se mueven.',
  submit: 'Retirar',
  done: 'Día no laborable retirado.',
  grave: true,
  path: `/api/holidays/${encodeURIComponent(id)}/withdraw`,
  fields: [reason],
});

const person: FieldSpec = { name: 'person', label: 'Cuenta de la persona', kind: 'text', hint: 'El identificador de su cuenta institucional, no su nombre ni su DNI.' };
const act: FieldSpec = { name: 'act', label: 'Documento de designación', kind: 'text', hint: 'Por ejemplo: Memorando 45-2026-EF/50.01.' };

/** The organ is in the path, not in the body. */
const withoutOrgan = (fields: readonly FieldSpec[]) => (values: Values) => toBody(fields.filter(({ name }) => name !== 'organ'), values);

const chargeFields: readonly FieldSpec[] = [{ name: 'organ', label: 'Órgano', kind: 'organ' }, person, { ...from, label: 'Desde' }, act];

export const designateCoordinator: CommandSpec = {
  title: 'Designar al coordinador documentario',
  explanation: 'Uno por órgano de línea, de apoyo o de asesoramiento. Recibe y sigue los documentos dirigidos al órgano (Directiva, 5.1.1.b).',
  submit: 'Designar',
  done: 'Coordinador documentario designado.',
  path: at('document-coordinators', 'designate', 'organ'),
  fields: chargeFields,
  body: withoutOrgan(chargeFields),
};

export const replaceCoordinator = (organ: string, siglas: string): CommandSpec => ({
  title: `Reemplazar al coordinador documentario de ${siglas}`,
  explanation: 'El anterior está a cargo hasta la víspera de la fecha.',
  submit: 'Reemplazar',
  done: 'Coordinador documentario reemplazado.',
  path: `/api/document-coordinators/${organ}/replace`,
  fields: [person, { ...from, label: 'Desde' }, act],
});

export const withdrawCoordinator = (organ: string, siglas: string): CommandSpec => ({
  title: `Retirar al coordinador documentario de ${siglas}`,
  explanation: 'El órgano queda sin titular: sus documentos se ven en la cola de la OGAUC hasta que designe a otro.',
  submit: 'Retirar',
  done: 'Coordinador documentario retirado.',
  grave: true,
  path: `/api/document-coordinators/${organ}/withdraw`,
  fields: [{ name: 'on', label: 'Primer día sin titular', kind: 'date' }, reason],
});
