import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { breaksOf, breaksOfSchema } from './compatibility.ts';
import type { EventsDescription } from './describe-events.ts';
import type { JsonSchema } from './payload-schema.ts';

const person: JsonSchema = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string', minLength: 1 }, kind: { type: 'string', enum: ['a', 'b'] }, note: { type: 'string' }, parts: { type: 'array', items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } } },
};
const withFields = (changes: Record<string, JsonSchema>, required = ['id', 'kind']): JsonSchema => ({ ...person, required, properties: { ...(person.properties as object), ...changes } });
const problems = (after: JsonSchema, before = person) => breaksOfSchema(before, after, 'payload').map((found) => found.join(': '));

const described = (name: string, payload: JsonSchema, address = 'conectamef.intake.v1'): EventsDescription => ({
  asyncapi: '3.0.0',
  channels: { intake: { address, messages: { [name]: {} } } },
  components: { messages: { [name]: { name, headers: { type: 'object' }, payload } } },
});

describe('A published event', () => {
  it('may get an optional field, at any depth, and other words about it', () => {
    const deeper = { type: 'array', items: { type: 'object', required: ['n'], properties: { n: { type: 'integer' }, more: { type: 'string' } } } };
    expect(problems(withFields({ more: { type: 'integer' } }))).toEqual([]);
    expect(problems(withFields({ parts: deeper }))).toEqual([]);
    expect(problems({ ...withFields({ id: { type: 'string', minLength: 1, description: 'new' } }), title: 'new' })).toEqual([]);
    expect(problems(withFields({ kind: { type: 'string', enum: ['b', 'a'] } }))).toEqual([]);
  });

  it.each<[string, JsonSchema, string]>([
    ['loses a field', { ...person, properties: { id: { type: 'string', minLength: 1 }, kind: { type: 'string', enum: ['a', 'b'] }, note: { type: 'string' } } }, 'payload.parts: the field is gone'],
    ['makes a field optional', withFields({}, ['id']), 'payload.kind: was required, is optional'],
    ['makes a field required', withFields({}, ['id', 'kind', 'note']), 'payload.note: was optional, is required'],
    ['gets a field that is required', withFields({ more: { type: 'integer' } }, ['id', 'kind', 'more']), 'payload.more: a new field must be optional: events of before do not have it'],
    ['changes a type', withFields({ note: { type: 'integer' } }), 'payload.note: type was "string", is "integer"'],
    ['widens a type', withFields({ note: { type: ['string', 'null'] } }), 'payload.note: type was "string", is ["string","null"]'],
    ['narrows a type', withFields({ note: { type: 'string', maxLength: 3 } }), 'payload.note: maxLength was absent, is 3'],
    ['takes a limit away', withFields({ id: { type: 'string' } }), 'payload.id: minLength was 1, is absent'],
    ['gets a value that readers do not know', withFields({ kind: { type: 'string', enum: ['a', 'b', 'c'] } }), 'payload.kind: enum was ["a","b"], is ["a","b","c"]'],
    ['loses a value', withFields({ kind: { type: 'string', enum: ['a'] } }), 'payload.kind: enum was ["a","b"], is ["a"]'],
    ['changes within a list', withFields({ parts: { type: 'array', items: { type: 'object', required: ['n'], properties: { n: { type: 'number' } } } } }), 'payload.parts[].n: type was "integer", is "number"'],
  ])('breaks its consumers when it %s', (_, after, problem) => {
    expect(problems(after)).toEqual([problem]);
  });

  it('breaks its consumers when a choice gets another form', () => {
    const choice = (...forms: JsonSchema[]) => ({ oneOf: forms });
    expect(problems(choice({ const: 1 }, { const: 2 }), choice({ const: 1 }))).toHaveLength(1);
    expect(problems(choice({ const: 2 }), choice({ const: 1 }))).toHaveLength(1);
    expect(problems(choice(withFields({ more: {} })), choice(person))).toEqual([]);
  });

  it('may become anything under a higher version, and never goes back', () => {
    const other = { type: 'object', required: ['x'], properties: { x: {} } };
    expect(breaksOf(described('E.v1', person), described('E.v2', other))).toEqual([]);
    expect(breaksOf(described('E.v2', person), described('E.v1', person))).toEqual([{ message: 'E.v2', at: '', problem: 'version 1 was published after version 2' }]);
    expect(breaksOf(described('E.v1', person), described('E.v1', other)).length).toBeGreaterThan(0);
  });

  it('never goes, and never moves to another topic; another one may come', () => {
    const gone = [{ message: 'E.v1', at: '', problem: 'the event is gone from conectamef.intake.v1' }];
    expect(breaksOf(described('E.v1', person), described('F.v1', person))).toEqual(gone);
    expect(breaksOf(described('E.v1', person), described('E.v1', person, 'conectamef.other.v1'))).toEqual(gone);
    const both = described('E.v1', person);
    const more = { ...both, channels: { ...both.channels, other: { address: 'o', messages: { 'F.v1': {} } } }, components: { messages: { ...both.components.messages, ...described('F.v1', person).components.messages } } };
    expect(breaksOf(both, more)).toEqual([]);
  });
});

/** Schemas such as the events have, with values that they admit. */
const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.record({ type: fc.constant('string'), minLength: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -5, max: 5 }) }),
  fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).map((values) => ({ type: 'string', enum: values })),
  fc.constant({ type: 'boolean' }),
);
const { schema } = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>((tie) => ({
  schema: fc.oneof({ maxDepth: 3 }, leaf, tie('object'), tie('schema').map((items) => ({ type: 'array', items }))),
  object: fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), fc.tuple(tie('schema'), fc.boolean()), { maxKeys: 4 }).map((fields) => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([name, [field]]) => [name, field])),
    required: Object.entries(fields).filter(([, [, required]]) => required).map(([name]) => name),
  })),
}));

/** The least value that a schema admits, or the fullest. */
function valueOf(of: JsonSchema, full: boolean): unknown {
  if (of.enum) return (of.enum as string[])[0];
  if (of.type === 'string') return 'xxx'.slice(0, of.minLength as number);
  if (of.type === 'integer') return of.minimum;
  if (of.type === 'boolean') return true;
  if (of.type === 'array') return full ? [valueOf(of.items as JsonSchema, full)] : [];
  const required = of.required as string[];
  const fields = Object.entries(of.properties as Record<string, JsonSchema>).filter(([name]) => full || required.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, valueOf(field, full)]));
}

/** The schema with an optional field more in each of its objects. */
function grown(of: JsonSchema): JsonSchema {
  if (of.type === 'array') return { ...of, items: grown(of.items as JsonSchema) };
  if (of.type !== 'object') return of;
  const fields = Object.entries(of.properties as Record<string, JsonSchema>).map(([name, field]) => [name, grown(field)]);
  return { ...of, properties: { ...Object.fromEntries(fields), added: { type: 'string' } } };
}

/** All ways to change one thing of a schema that are not an optional field more. */
function changed(of: JsonSchema): JsonSchema[] {
  if (of.type === 'string' && of.enum) return [{ ...of, enum: [...(of.enum as string[]), 'new'] }, { type: 'integer' }];
  if (of.type === 'string') return [{ ...of, minLength: (of.minLength as number) + 1 }, { type: 'boolean' }];
  if (of.type === 'integer') return [{ ...of, minimum: (of.minimum as number) - 1 }, { ...of, type: 'number' }];
  if (of.type === 'boolean') return [{ type: 'string' }];
  if (of.type === 'array') return [...changed(of.items as JsonSchema).map((items) => ({ ...of, items })), { type: 'object' }];
  const [properties, required] = [of.properties as Record<string, JsonSchema>, of.required as string[]];
  return Object.keys(properties).flatMap((name) => {
    const { [name]: field, ...others } = properties;
    const needs = required.includes(name) ? required.filter((other) => other !== name) : [...required, name];
    return [{ ...of, properties: others, required: required.filter((other) => other !== name) }, { ...of, required: needs }, ...changed(field!).map((other) => ({ ...of, properties: { ...properties, [name]: other } }))];
  });
}

describe('The laws of compatibility', () => {
  it('what did not change breaks nobody', () => {
    fc.assert(fc.property(schema, (of) => expect(breaksOfSchema(of, structuredClone(of), '')).toEqual([])));
  });

  it('optional fields more break nobody, and are taken back by nobody unseen', () => {
    fc.assert(
      fc.property(schema, (of) => {
        expect(breaksOfSchema(of, grown(of), '')).toEqual([]);
        if (JSON.stringify(grown(of)) !== JSON.stringify(of)) expect(breaksOfSchema(grown(of), of, '').length).toBeGreaterThan(0);
      }),
    );
  });

  it('every other change is found, wherever it is', () => {
    fc.assert(fc.property(schema, (of) => {
      for (const other of changed(of)) expect({ other, found: breaksOfSchema(of, other, '').length > 0 }).toEqual({ other, found: true });
    }));
  });

  it('whoever reads by the schema of before reads the events of after, and the other way round', () => {
    const ajv = new Ajv({ strict: false });
    fc.assert(
      fc.property(schema, fc.boolean(), (of, full) => {
        expect(ajv.validate(of, valueOf(grown(of), full))).toBe(true);
        expect(ajv.validate(grown(of), valueOf(of, full))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
