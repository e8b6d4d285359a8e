import { isRequired, kindOf, optionsOf, plain, type Schema } from './schema.ts';

/** What a person has typed, in the shape of the schema: texts as they were typed. */
export type Typed = string | boolean | readonly Typed[] | Group;
export interface Group {
  readonly [key: string]: Typed;
}

/** Of a union: which alternative (its index), and what was typed for it. */
interface Chosen extends Group {
  readonly option: string;
  readonly value: Typed;
}

export type Problems = Readonly<Record<string, string>>;

export const isGroup = (typed: Typed | undefined): typed is Group => typeof typed === 'object' && !Array.isArray(typed);
export const listOf = (typed: Typed | undefined): readonly Typed[] => (Array.isArray(typed) ? (typed as readonly Typed[]) : []);
export const groupOf = (typed: Typed | undefined): Group => (isGroup(typed) ? typed : {});
export const textOf = (typed: Typed | undefined): string => (typeof typed === 'string' ? typed : '');

export function chosenOf(schema: Schema, typed: Typed | undefined): { readonly option: number; readonly schema: Schema; readonly value: Typed | undefined } {
  const { option = '', value } = groupOf(typed) as Partial<Chosen>;
  const options = optionsOf(schema);
  const index = Number(option || '0');
  const own = options[index] ?? options[0] ?? {};
  return { option: index, schema: plain(own), value };
}

/** What a form begins with. */
export function blank(given: Schema, key = '', required = true): Typed {
  const schema = plain(given);
  switch (kindOf(schema, key)) {
    case 'group':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, blank(property, name, isRequired(schema, name))]));
    case 'list':
      return Array.from({ length: schema.minItems ?? 0 }, () => blank(schema.items ?? {}));
    case 'choices':
      return [];
    case 'union':
      return required ? { option: '0', value: blank(optionsOf(schema)[0] ?? {}) } : { option: '', value: '' };
    case 'flag':
      return schema.default === true;
    case 'fixed':
      return '';
    default:
      return schema.default === undefined || schema.default === null ? '' : String(schema.default);
  }
}

/** Whether anything was written that would be missed: anything else than what the form begins with. */
export const isTouched = (schema: Schema, typed: Typed): boolean => JSON.stringify(typed) !== JSON.stringify(blank(schema));

const isEmpty = (typed: Typed | undefined): boolean => typed === undefined || typed === '' || typed === false || (Array.isArray(typed) ? typed.length === 0 : isGroup(typed) && Object.entries(typed).every(([key, each]) => key === 'option' || isEmpty(each)));

const isLeftOut = (schema: Schema, key: string, typed: Typed | undefined): boolean => (kindOf(schema, key) === 'union' ? textOf(groupOf(typed)['option']) === '' : isEmpty(typed));

/** `1 250.5` soles → 125050 céntimos; what is no amount stays as it was typed, for the server to refuse. */
export function centimos(text: string): number | string {
  const [, soles, cents = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text.replaceAll(/[\s,]/g, '')) ?? [];
  return soles === undefined ? text : Number(soles) * 100 + Number(cents.padEnd(2, '0'));
}

/** `2026-03-02T08:30`, an hour of Lima, as an instant: Peru keeps UTC−5 the whole year. */
const instantOf = (local: string): string => (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? new Date(`${local}:00-05:00`).toISOString() : local);

function leafInput(schema: Schema, key: string, text: string): unknown {
  switch (kindOf(schema, key)) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'decimal':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'money':
      return centimos(text);
    case 'instant':
      return instantOf(text);
    case 'choice':
      return schema.enum?.find((each) => String(each) === text) ?? text;
    default:
      return text;
  }
}

const groupInput = ({ properties = {}, ...schema }: Schema, typed: Group): object =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const value = toInput(property, typed[name], isRequired(schema, name), name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The body for what was typed; `undefined` for what was left empty and need not be filled in. */
export function toInput(given: Schema, typed: Typed | undefined, required = true, key = ''): unknown {
  const schema = plain(given);
  const kind = kindOf(schema, key);
  if (kind === 'fixed') return schema.const;
  // Left out, it would be what it is by default.
  if (kind === 'flag') return typed === true || (required || schema.default !== undefined ? false : undefined);
  if (!required && isLeftOut(schema, key, typed)) return undefined;
  switch (kind) {
    case 'group':
      return groupInput(schema, groupOf(typed));
    case 'list':
      return listOf(typed).map((each) => toInput(schema.items ?? {}, each, true, key) ?? '');
    case 'choices':
      return listOf(typed);
    case 'union': {
      const chosen = chosenOf(schema, typed);
      return toInput(chosen.schema, chosen.value);
    }
    default: {
      const text = textOf(typed).trim();
      return text === '' ? undefined : leafInput(schema, key, text);
    }
  }
}

function leafProblem(schema: Schema, key: string, text: string, required: boolean): string | undefined {
  if (text === '') return required ? `Complete: ${(schema.title ?? 'este dato').toLowerCase()}.` : undefined;
  switch (kindOf(schema, key)) {
    case 'money':
      return typeof centimos(text) === 'number' ? undefined : 'Escriba un monto en soles, por ejemplo 1250.50.';
    case 'integer':
      return /^-?\d+$/.test(text) ? undefined : 'Escriba un número entero.';
    case 'decimal':
      return Number.isFinite(Number(text)) ? undefined : 'Escriba un número, por ejemplo 12.5.';
    default:
      return undefined;
  }
}

/** What can be told to be wrong before it is sent, by path such as `members.0.person`. The server checks everything. */
export function problemsIn(given: Schema, typed: Typed | undefined, path: readonly string[] = [], required = true): Problems {
  const schema = plain(given);
  const key = path.at(-1) ?? '';
  const kind = kindOf(schema, key);
  if (kind === 'fixed' || kind === 'flag' || kind === 'unknown' || (!required && isLeftOut(schema, key, typed))) return {};
  switch (kind) {
    case 'group':
      return Object.assign({}, ...Object.entries(schema.properties ?? {}).map(([name, property]) => problemsIn(property, groupOf(typed)[name], [...path, name], isRequired(schema, name)))) as Problems;
    case 'list':
      return Object.assign(fewIn(schema, listOf(typed), path), ...listOf(typed).map((each, index) => problemsIn(schema.items ?? {}, each, [...path, String(index)]))) as Problems;
    case 'choices':
      return fewIn(schema, listOf(typed), path);
    case 'union': {
      const chosen = chosenOf(schema, typed);
      return problemsIn(chosen.schema, chosen.value, path);
    }
    default: {
      const problem = leafProblem(schema, key, textOf(typed).trim(), required);
      return problem === undefined ? {} : { [path.join('.')]: problem };
    }
  }
}

function fewIn({ minItems = 0 }: Schema, items: readonly Typed[], path: readonly string[]): Record<string, string> {
  return items.length < minItems ? { [path.join('.')]: minItems === 1 ? 'Agregue uno al menos.' : `Agregue ${minItems} al menos.` } : {};
}

/** What was typed without what tells of persons: it may be kept beyond the tab. */
export function withoutPersons(given: Schema, typed: Typed | undefined, key = ''): Typed {
  const schema = plain(given);
  const kind = kindOf(schema, key);
  if (schema.sealed || kind === 'password' || kind === 'person') return blank(schema, key);
  switch (kind) {
    case 'group':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, withoutPersons(property, groupOf(typed)[name], name)]));
    case 'list':
      return listOf(typed).map((each) => withoutPersons(schema.items ?? {}, each, key));
    case 'union': {
      const chosen = chosenOf(schema, typed);
      return textOf(groupOf(typed)['option']) === '' ? blank(schema, key, false) : { option: String(chosen.option), value: withoutPersons(chosen.schema, chosen.value) };
    }
    default:
      return typed ?? '';
  }
}
