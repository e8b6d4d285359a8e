import { severityNames, supervisionItemNames } from '#contracts';
import { limaDate } from '../app/format.ts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import { toBody, type FieldSpec, type Values } from '../forms/fields.ts';

const noPersons = 'No escriba datos de personas: este texto no se puede borrar.';
const desk = (centre: string, verb: string): string => `/api/desks/${centre}/${verb}`;

const hoursFields: readonly FieldSpec[] = [
  { name: 'open', label: 'Abre', kind: 'time', initial: '08:30' },
  { name: 'close', label: 'Cierra', kind: 'time', initial: '16:30' },
  { name: 'from', label: 'Rige desde', kind: 'date', initial: limaDate(Date.now()) },
  { name: 'source', label: 'Norma o acto que lo fija', kind: 'text' },
];

/** The same stretch from Monday to Friday. */
export function hoursBody(values: Values): object {
  const { open, close, ...rest } = toBody(hoursFields, values);
  return { ...rest, hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open, close })) };
}

const hours = (centre: string, verb: string): Pick<CommandSpec, 'fields' | 'body' | 'path'> => ({ fields: hoursFields, body: hoursBody, path: desk(centre, verb) });

export const implementDesk = (centre: string): CommandSpec => ({
  ...hours(centre, 'implement'),
  title: 'Implementar la mesa de partes',
  explanation: 'Una por centro, con una sola serie de números por año (Directiva, 5.1.2.b). Atención de lunes a viernes; la ley pide ocho horas continuas.',
  submit: 'Implementar',
  done: 'Mesa de partes implementada.',
});

export const changeHours = (centre: string): CommandSpec => ({
  ...hours(centre, 'change-hours'),
  title: 'Cambiar el horario',
  explanation: 'El horario entero, de lunes a viernes. Lo recibido antes de la fecha conserva su fecha legal.',
  submit: 'Cambiar',
  done: 'Horario cambiado.',
});

export const didNotOpen = (centre: string): CommandSpec => ({
  title: 'Dejar constancia de que no se atendió',
  explanation: 'Los plazos que vencían ese día pasan al siguiente día hábil (TUO de la Ley 27444, art. 145).',
  submit: 'Registrar',
  done: 'Constancia registrada.',
  path: desk(centre, 'not-opened'),
  fields: [
    { name: 'date', label: 'Día', kind: 'date', initial: limaDate(Date.now()) },
    { name: 'reason', label: 'Motivo', kind: 'long', hint: noPersons },
  ],
});

const operator: FieldSpec = { name: 'operator', label: 'Cuenta de la persona', kind: 'text', hint: 'El identificador de su cuenta institucional, no su nombre ni su DNI.' };

export const assignOperator = (centre: string): CommandSpec => ({
  title: 'Asignar un operador',
  explanation: 'Atiende la mesa de partes de este centro.',
  submit: 'Asignar',
  done: 'Operador asignado.',
  path: desk(centre, 'assign-operator'),
  fields: [operator],
});

export const removeOperator = (centre: string, account: string): CommandSpec => ({
  title: 'Retirar a un operador',
  explanation: `La cuenta ${account} deja de atender esta mesa de partes.`,
  submit: 'Retirar',
  done: 'Operador retirado.',
  path: desk(centre, 'remove-operator'),
  fields: [],
  body: () => ({ operator: account }),
});

const items = Object.entries(supervisionItemNames);

export const supervise = (centre: string): CommandSpec => ({
  title: 'Registrar una visita de supervisión',
  explanation: 'Marque lo que la mesa de partes cumple; lo que no marque queda como incumplido. Después podrá registrar los hallazgos de la visita (Directiva, 4.5).',
  submit: 'Registrar la visita',
  done: 'Visita registrada.',
  path: desk(centre, 'supervise'),
  fields: items.map(([item, label]) => ({ name: item, label, kind: 'flag' as const })),
  body: (values) => ({ checklist: items.map(([item]) => ({ item, complies: values[item] === 'yes' })) }),
});

export const raiseFinding = (centre: string, visit: string): CommandSpec => {
  const fields: readonly FieldSpec[] = [
    { name: 'description', label: 'Hallazgo', kind: 'long', hint: noPersons },
    { name: 'severity', label: 'Gravedad', kind: 'choice', options: Object.entries(severityNames) },
  ];
  return {
    title: 'Registrar un hallazgo',
    explanation: 'Queda abierto hasta que se cierre con la acción tomada y su evidencia.',
    submit: 'Registrar el hallazgo',
    done: 'Hallazgo registrado.',
    path: desk(centre, 'raise-finding'),
    fields,
    body: (values) => ({ visit, ...toBody(fields, values) }),
  };
};

export const closeFinding = (centre: string, finding: string): CommandSpec => ({
  title: 'Cerrar el hallazgo',
  explanation: 'Se cierra con la acción que se tomó y un archivo que lo demuestra.',
  submit: 'Cerrar el hallazgo',
  done: 'Hallazgo cerrado.',
  path: desk(centre, `close-finding/${encodeURIComponent(finding)}`),
  fields: [
    { name: 'action', label: 'Acción tomada', kind: 'long', hint: noPersons },
    { name: 'evidence', label: 'Evidencia', kind: 'file', hint: 'PDF o imagen.' },
  ],
});
