/** The part of JSON Schema that the contexts' inputs use, with what they tell the screens besides (`widget`, `names`, `sealed`). */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly widget?: string;
  /** Of the widget `record`: path of the register that it is of. */
  readonly of?: string;
  /** es-PE, of each value of an enumeration. */
  readonly names?: Readonly<Record<string, string>>;
  /** What is written tells of a person: it is never kept beyond the tab. */
  readonly sealed?: boolean;
}

export type Kind = 'text' | 'long' | 'password' | 'integer' | 'decimal' | 'money' | 'date' | 'instant' | 'time' | 'month' | 'choice' | 'choices' | 'flag' | 'file' | 'centre' | 'organ' | 'person' | 'record' | 'list' | 'group' | 'union' | 'fixed' | 'unknown';

const alternatives = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];

/** The shapes that a value may have, but for `null`. */
export const optionsOf = (schema: Schema): readonly Schema[] => alternatives(schema).filter(({ type }) => type !== 'null');

/** What may be null or one other shape is that shape, left empty or not; constants to choose from are an enumeration; a list's widget is its items'. */
export function plain(schema: Schema): Schema {
  const options = optionsOf(schema);
  const [first] = options;
  const { anyOf: _, oneOf: __, ...outer } = schema;
  if (first && options.length === 1) return plain({ ...first, ...outer });
  if (first && options.every(({ const: only }) => typeof only === 'string')) {
    const names = Object.fromEntries(options.flatMap(({ const: only, title }) => (title ? [[String(only), title]] : [])));
    return { ...outer, type: 'string', enum: options.map(({ const: only }) => only), names: { ...names, ...outer.names } };
  }
  const { widget, items } = schema;
  return widget !== undefined && items && items.widget === undefined ? { ...schema, items: { ...items, widget } } : schema;
}

const sha256 = '^[0-9a-f]{64}$';
const centreCode = '^[A-Z0-9]{3,8}$';
const slug = '^[a-z][a-z0-9-]{1,39}$';
const account = '^[\\w.:@|-]{1,128}$';
const hour = '^([01]\\d|2[0-3]):[0-5]\\d$';
const month = '^\\d{4}-(0[1-9]|1[0-2])$';
const widgets: readonly string[] = ['file', 'centre', 'organ', 'person', 'record', 'money', 'password'];
const longText = 200;

function kindOfText({ format, pattern, maxLength = 0, widget }: Schema, key: string): Kind {
  if (format === 'date') return 'date';
  if (format === 'date-time') return 'instant';
  if (format === 'password') return 'password';
  if (pattern === sha256) return 'file';
  if (pattern === centreCode) return 'centre';
  if (pattern === hour) return 'time';
  if (pattern === month) return 'month';
  if (pattern === slug && /^organ$|Organ$/.test(key)) return 'organ';
  if (pattern === account && /^person$|Person$/.test(key)) return 'person';
  return widget === 'textarea' || maxLength > longText ? 'long' : 'text';
}

/** How a value is asked for. `schema` is plain; `key` is its name in the object that holds it. */
export function kindOf(schema: Schema, key = ''): Kind {
  const { type, widget = '' } = schema;
  if (schema.const !== undefined) return 'fixed';
  if (schema.enum) return 'choice';
  if (optionsOf(schema).length > 1) return 'union';
  if (widgets.includes(widget) && type !== 'array' && type !== 'object') return widget as Kind;
  switch (type) {
    case 'string':
      return kindOfText(schema, key);
    case 'integer':
      return 'integer';
    case 'number':
      return 'decimal';
    case 'boolean':
      return 'flag';
    case 'array':
      return schema.items && plain(schema.items).enum ? 'choices' : 'list';
    case 'object':
      return 'group';
    default:
      return 'unknown';
  }
}

export const isRequired = ({ required = [] }: Schema, key: string): boolean => required.includes(key);

/** What an alternative is called: by itself, or by the constant that tells it from the others. */
export function optionTitle(option: Schema, index: number): string {
  if (option.title) return option.title;
  const told = Object.values(option.properties ?? {}).find((property) => typeof property.const === 'string');
  return told ? (told.names?.[String(told.const)] ?? told.title ?? String(told.const)) : `Opción ${index + 1}`;
}
