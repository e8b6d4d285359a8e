/** A field of a command's form, as data. `name` is its path in the body, such as `sender.number`. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'integer' | 'date' | 'time' | 'lines' | 'choice' | 'organ' | 'flag' | 'file';
  readonly hint?: string;
  readonly optional?: boolean;
  readonly options?: readonly (readonly [value: string, label: string])[];
  readonly initial?: string;
}

export type Values = Readonly<Record<string, string>>;

export const initialValues = (specs: readonly FieldSpec[]): Values =>
  Object.fromEntries(specs.map(({ name, initial, kind, options }) => [name, initial ?? (kind === 'choice' ? (options?.[0]?.[0] ?? '') : '')]));

/** What a field holds in the body; `undefined` when it was left empty. */
function valueOf({ kind }: FieldSpec, text: string): unknown {
  if (kind === 'flag') return text === 'yes';
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'integer') return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
  if (kind === 'lines') return trimmed.split('\n').map((line) => line.trim()).filter(Boolean);
  return trimmed;
}

interface Body {
  [name: string]: unknown;
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

function put(body: Body, path: readonly string[], value: unknown): Body {
  const [head = '', ...rest] = path;
  const below = body[head];
  return { ...body, [head]: rest.length === 0 ? value : put(isBody(below) ? below : {}, rest, value) };
}

/** The command's body: empty fields are left out, numbers are numbers, lines are lists. */
export function toBody(specs: readonly FieldSpec[], values: Values): Body {
  return specs.reduce<Body>((body, spec) => {
    const value = valueOf(spec, values[spec.name] ?? '');
    return value === undefined ? body : put(body, spec.name.split('.'), value);
  }, {});
}

/** Fields that must be filled in and are not, each with what to say. The server checks everything else. */
export function missing(specs: readonly FieldSpec[], values: Values): Readonly<Record<string, string>> {
  const empty = specs.filter(({ optional, kind, name }) => !optional && kind !== 'flag' && (values[name] ?? '').trim() === '');
  return Object.fromEntries(empty.map(({ name, label }) => [name, `Complete: ${label.toLowerCase()}.`]));
}
