import { z } from 'zod';
import type { Declared } from '#aggregates';

/** How a field is called and shown, wherever it appears. */
export const FieldWords = z.object({
  title: z.string().optional(),
  shared: z.boolean().optional().describe('Se llama de varias maneras; esta es la más corta'),
  widget: z.string().optional().describe('file, money, centre, organ, person, textarea'),
  names: z.record(z.string(), z.string()).optional().describe('De cada valor posible'),
});

type Words = z.infer<typeof FieldWords>;

export const jsonSchema = (schema: z.ZodType): Record<string, unknown> => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>;

/** Words of every field that the aggregate's inputs, events and record name, by key. The record's prevail. */
export function fieldsOf({ definition, acts }: Declared): Record<string, Words> {
  const fields: Record<string, Words> = {};
  const schemas = [...Object.values(definition.events).map(({ data }) => data), ...Object.values(acts).map(({ input }) => input)];
  for (const schema of schemas) collect(jsonSchema(schema), fields);
  for (const [key, label] of Object.entries(definition.record.labels ?? {})) {
    const { shared: _, ...known } = fields[key] ?? {};
    fields[key] = { ...known, ...(typeof label === 'string' ? { title: label } : label) };
  }
  return fields;
}

/** What a key is called here and there: `Persona` rather than `Cuenta del candidato`, where it is also a member's. */
function both(before: Words = {}, known: Words): Words {
  const titles = [before.title, known.title].filter((title) => title !== undefined).sort((a, b) => a.length - b.length);
  const shared = before.shared === true || new Set(titles).size > 1;
  return { ...before, ...known, ...(titles[0] !== undefined && { title: titles[0] }), ...(shared && { shared }) };
}

function collect(schema: unknown, fields: Record<string, Words>): void {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties, ...rest } = schema as { properties?: Record<string, Record<string, unknown>> };
  for (const [key, property] of Object.entries(properties ?? {})) {
    const known = FieldWords.safeParse(property).data ?? {};
    if (Object.keys(known).length > 0) fields[key] = both(fields[key], known);
    collect(property, fields);
  }
  for (const below of Object.values(rest)) collect(below, fields);
}
