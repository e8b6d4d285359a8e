import { policyNames, resourceKindNames, type PolicyName, type ResourceKind } from '#contracts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import type { FieldSpec } from '../forms/fields.ts';
import { from, norm, verified } from './commands.ts';

const choices: Readonly<Partial<Record<PolicyName, Readonly<Record<string, string>>>>> = {
  'digital-legal-date': { 'digital-within-hours': 'Dentro del horario; después, el siguiente día hábil', 'digital-until-midnight': 'Hasta la medianoche del día hábil' },
  'coordinator-posts': { separate: 'Dos personas distintas', together: 'Puede ser la misma persona' },
};

export const policyValueNames: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(choices));

/** A value in words; a list of kinds of resource, by their names; a table of values, as «clave: valor» by clave. */
export const valueWords = (value: unknown): string =>
  Array.isArray(value) ? value.map((kind: ResourceKind) => resourceKindNames[kind]).join(', ') :
  typeof value === 'object' && value !== null ? Object.entries(value).map(([key, each]) => `${key}: ${String(each)}`).join(', ') : (policyValueNames[String(value)] ?? String(value));

const valueOf = (name: PolicyName): FieldSpec => {
  const options = choices[name];
  return options ? { name: 'value', label: 'Valor', kind: 'choice', options: Object.entries(options) } : { name: 'value', label: 'Valor', kind: 'integer' };
};

/** Set by a table or list of values, which no form of one field gives. */
const withoutForm: readonly PolicyName[] = ['sistema-organs', 'specialist-kit'];

/** One form for each policy: its value from a date on. */
export const setPolicies: readonly CommandSpec[] = (Object.keys(policyNames) as PolicyName[]).filter((name) => !withoutForm.includes(name)).map((name) => ({
  title: `Fijar: ${policyNames[name]}`,
  explanation: 'Vale para lo que se reciba desde su fecha. Los plazos ya fijados no se mueven.',
  submit: 'Fijar',
  done: 'Política fijada.',
  path: `/api/policies/${name}/set`,
  fields: [valueOf(name), from, norm, verified],
}));
