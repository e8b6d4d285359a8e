import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { topicOf } from '#contracts';
import { describeEvents, publisherOf, publishing, type Message } from '#platform';
import { contexts } from '../../../embedded/src/platform.ts';
import { breaksOfPublished } from './published.ts';

const root = new URL('../../../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const description = describeEvents(contexts);
const { messages } = description.components;
const ajv = new Ajv({ strict: false, validateFormats: false });

/** Every `$ref` in a document. */
function refsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' && typeof part === 'string' ? [part] : refsOf(part)));
}

describe('The description of the published events', () => {
  it('is AsyncAPI 3, and every reference in it leads somewhere', () => {
    expect(description).toMatchObject({ asyncapi: '3.0.0', info: { title: expect.any(String), version: expect.any(String) }, defaultContentType: 'application/json' });
    expect(refsOf(description).length).toBeGreaterThan(50);
    for (const ref of refsOf(description)) {
      const found = ref.slice(2).split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], description);
      expect({ ref, found: found !== undefined }).toEqual({ ref, found: true });
    }
  });

  it('has a channel for each context, with every event that it publishes and the relay’s marker', () => {
    for (const [context, events] of publishing(contexts).map((each) => [each.name, each.events] as const)) {
      const { address, messages: told } = description.channels[context]!;
      expect(address).toBe(`conectamef.${context}.v1`);
      expect(Object.keys(told)).toEqual([...Object.keys(events).map((type) => `${type}.v1`), 'Marker.v1']);
      for (const type of Object.keys(events)) expect(topicOf(publisherOf(contexts)(type)!)).toBe(address);
    }
    expect(publisherOf(contexts)('NothingOfTheKind')).toBeUndefined();
  });

  it.each(readdirSync(new URL('libs/contracts/golden/', root)))('admits the golden %s', (file) => {
    const message = messages[file.replace('.json', '')]!;
    const golden = JSON.parse(read(`libs/contracts/golden/${file}`)) as object;
    expect({ errors: ajv.validate(message.payload, golden) ? [] : ajv.errors }).toEqual({ errors: [] });
    expect(ajv.validate(message.payload, { ...golden, aFieldOfTomorrow: 1 })).toBe(true);
    for (const field of (message.payload.required ?? []) as string[]) {
      const { [field as keyof typeof golden]: _, ...without } = golden;
      expect({ field, valid: ajv.validate(message.payload, without) }).toEqual({ field, valid: false });
    }
  });

  it('tells the headers of a CloudEvent in Kafka’s binary mode', () => {
    const { headers } = messages['DocumentReceived.v1'] as Message;
    const valid = ajv.compile(headers);
    const told = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: '0b0e8a3e-4a3e-8b6e-9a3e-4a3e8b6e9a3e',
      ce_source: 'urn:conectamef:intake',
      ce_type: 'conectamef.intake.DocumentReceived',
      ce_subject: 'register-TES-2026',
      ce_time: '2026-03-02T13:30:00.000Z',
      ce_partitionkey: 'TES',
      ce_position: '17',
      ce_revision: '0',
      ce_recordedtime: '2026-03-02T13:30:00.000Z',
      ce_schemaversion: '1',
      ce_provision: 'DIR.5.4',
      ce_actor: '{"kind":"person","id":"x","role":"operator"}',
      ce_correlationid: 'c',
      ce_causationid: 'c',
    };
    expect(valid(told)).toBe(true);
    expect(valid({ ...told, ce_centre: 'TES', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' })).toBe(true);
    for (const wrong of [{ ce_schemaversion: '2' }, { ce_type: 'DocumentReceived' }, { ce_position: '-1' }, { traceparent: 'x' }, { ce_id: undefined }]) expect({ wrong, valid: valid(JSON.parse(JSON.stringify({ ...told, ...wrong }))) }).toEqual({ wrong, valid: false });
  });

  it('is the one that is committed, and breaks nobody who reads by it', async () => {
    const committed = read('docs/api/asyncapi.json');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(description)));
    expect(await breaksOfPublished(committed)).toEqual([]);
  });

  it('says what would break whoever read by another one', async () => {
    const before = structuredClone(description) as unknown as { components: { messages: Record<string, { payload: { required: string[]; properties: Record<string, object> } }> } };
    const { payload } = before.components.messages['DocumentRouted.v1']!;
    payload.properties.urgency = { type: 'string' };
    payload.required.push('urgency');
    expect(await breaksOfPublished(JSON.stringify(before))).toEqual(['  DocumentRouted.v1 payload.urgency: the field is gone']);
  });
});
