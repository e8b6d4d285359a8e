import { z } from 'zod';
import type { Declared } from '#aggregates';
import { query, type Endpoint } from '#platform';
import { FieldWords, fieldsOf, jsonSchema } from './fields.ts';

const ActEntry = z.object({ verb: z.string(), title: z.string(), provision: z.string(), roles: z.array(z.string()), founds: z.boolean(), input: z.looseObject({}).describe('JSON Schema de lo que se pide') });
const Entry = z.object({ name: z.string().describe('Prefijo de sus historias'), path: z.string(), title: z.string(), titles: z.string(), id: z.string().describe('Cómo se llama cada uno: centre, organ, at-centre, of-organ, national, person, month'), statuses: z.record(z.string(), z.string()), fields: z.record(z.string(), FieldWords), acts: z.array(ActEntry) });
const Catalogue = z.object({ aggregates: z.array(Entry) });

/** What a screen must know to list a context's aggregates and to offer their acts: nothing of it is written twice. */
export function catalogueOf(context: string, aggregates: readonly Declared[]): Endpoint {
  let described: z.infer<typeof Catalogue> | undefined;
  return query({
    path: `${context}/catalogue`,
    roles: 'any',
    summary: 'Qué se registra aquí y qué se puede hacer con ello',
    answer: Catalogue,
    handle: async () => (described ??= { aggregates: aggregates.map(entryOf) }),
  });
}

function entryOf(aggregate: Declared): z.infer<typeof Entry> {
  const { definition, acts } = aggregate;
  const { name, path, title, id, statuses, initialState } = definition;
  const offered = Object.entries(acts).filter(([, { roles }]) => roles.length > 0);
  return {
    name,
    path,
    title: title[0],
    titles: title[1],
    id: id.kind,
    statuses: Object.fromEntries(Object.entries(statuses as Record<string, string>).filter(([status]) => status !== initialState.status)),
    fields: fieldsOf(aggregate),
    acts: offered.map(([verb, { summary, provision, roles, from, input }]) => ({ verb, title: summary, provision, roles: [...roles], founds: from.includes(initialState.status), input: jsonSchema(input) })),
  };
}
