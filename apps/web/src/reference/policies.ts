import type { PolicyName } from '#contracts';
import type { CommandSpec } from '../forms/CommandDialog.tsx';
import type { FieldSpec } from '../forms/fields.ts';
import { from, norm, verified } from './commands.ts';

const names: Readonly<Record<PolicyName, string>> = {
  'digital-legal-date': 'Fecha legal de lo presentado por medios digitales',
  'observation-working-days': 'Días hábiles para subsanar una observación',
  'routing-working-days': 'Días hábiles para derivar (0 = el mismo día)',
};

export const policyNames: Readonly<Record<string, string>> = names;

export const policyValueNames: Readonly<Record<string, string>> = {
  'digital-within-hours': 'Dentro del horario; después, el siguiente día hábil',
  'digital-until-midnight': 'Hasta la medianoche del día hábil',
};

const valueOf = (name: PolicyName): FieldSpec =>
  name === 'digital-legal-date' ? { name: 'value', label: 'Valor', kind: 'choice', options: Object.entries(policyValueNames) } : { name: 'value', label: 'Días hábiles', kind: 'integer' };

/** One form for each policy: its value from a date on. */
export const setPolicies: readonly CommandSpec[] = (Object.keys(names) as PolicyName[]).map((name) => ({
  title: `Fijar: ${names[name]}`,
  explanation: 'Vale para lo que se reciba desde su fecha. Los plazos ya fijados no se mueven.',
  submit: 'Fijar',
  done: 'Política fijada.',
  path: `/api/policies/${name}/set`,
  fields: [valueOf(name), from, norm, verified],
}));
