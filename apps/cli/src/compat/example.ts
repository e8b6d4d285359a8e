import type { JsonSchema } from '#platform';

/** The plainest value that a JSON Schema admits: its example, else its least. Optional fields are there. */
export function exampleOf(schema: JsonSchema): unknown {
  const { examples, type, anyOf, oneOf, allOf, properties = {}, items, minItems = 1, minimum = 1, minLength = 1, format } = schema as { readonly [keyword: string]: never } & Partial<Keywords>;
  if (examples) return examples[0];
  if ('const' in schema) return schema.const;
  if ('enum' in schema) return (schema.enum as unknown[])[0];
  const choice = anyOf?.[0] ?? oneOf?.[0];
  if (choice) return exampleOf(choice);
  if (allOf) return Object.assign({}, ...allOf.map(exampleOf));
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, exampleOf(each)]));
    case 'array':
      return Array.from({ length: Math.max(1, minItems) }, () => exampleOf(items ?? {}));
    case 'integer':
    case 'number':
      return Math.max(minimum, 1);
    case 'boolean':
      return true;
    case 'string':
      if (format !== undefined || 'pattern' in schema) throw new Error(`a field with ${format ?? schema.pattern} needs an example in its schema: .meta({ examples: [...] })`);
      return 'Texto'.padEnd(minLength, '.');
    default:
      return null;
  }
}

interface Keywords {
  readonly examples: readonly unknown[];
  readonly type: string;
  readonly format: string;
  readonly anyOf: readonly JsonSchema[];
  readonly oneOf: readonly JsonSchema[];
  readonly allOf: readonly JsonSchema[];
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly items: JsonSchema;
  readonly minItems: number;
  readonly minimum: number;
  readonly minLength: number;
}
