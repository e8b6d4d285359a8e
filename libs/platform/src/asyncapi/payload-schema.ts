import { z } from 'zod';

/** A JSON Schema of draft 7, of which AsyncAPI's schema object is a superset. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** How screens show a field: no business of who reads the event. */
const ofScreens = ['widget', 'names', 'of'] as const;

/**
 * The schema as its readers are told it: open to fields that they don't know, since an optional field may be added at any
 * time; a value that may be any JSON has an empty schema.
 */
export function payloadSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, definitions: _any, ...described } = z.toJSONSchema(schema, {
    target: 'draft-07',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      for (const word of ofScreens) delete jsonSchema[word];
    },
  });
  return withoutRefs(described) as JsonSchema;
}

/** zod names only what refers to itself, and of that our events have any JSON alone. */
function withoutRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRefs);
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value) return {};
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutRefs(part)]));
}
