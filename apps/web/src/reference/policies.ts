import { policyNames, type PolicyName } from '#contracts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import type { FieldSpec } from '../forms/fields.ts';
import { from, norm, verified } from './commands.ts';

export const policyValueNames: Readonly<Record<string, string>> = {
  'digital-within-hours': 'Dentro del horario; después, el siguiente día hábil',
  'digital-until-midnight': 'Hasta la medianoche del día hábil',
};

/** A value in words; a table of values, as «clave: valor» by clave. */
export const valueWords = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([key, each]) => `${key}: ${String(each)}`).join(', ') : (policyValueNames[String(value)] ?? String(value));

const valueOf = (name: PolicyName): FieldSpec =>
  name === 'digital-legal-date' ? { name: 'value', label: 'Valor', kind: 'choice', options: Object.entries(policyValueNames) } : { name: 'value', label: 'Valor', kind: 'integer' };

/** Set by its table of values, which no form of one field gives. */
const withoutForm: readonly PolicyName[] = ['sistema-organs'];

/** One form for each policy: its value from a date on. */
export const setPolicies: readonly CommandSpec[] = (Object.keys(policyNames) as PolicyName[]).filter((name) => !withoutForm.includes(name)).map((name) => ({
  title: `Fijar: ${policyNames[name]}`,
  explanation: 'Vale para lo que se reciba desde su fecha. Los plazos ya fijados no se mueven.',
  submit: 'Fijar',
  done: 'Política fijada.',
  path: `/api/policies/${name}/set`,
  fields: [valueOf(name), from, norm, verified],
}));
