import type { z } from 'zod';
import { topicOf } from '#contracts';
import { publishing, type Context } from '../context.ts';
import { headers, markerHeaders } from './headers.ts';
import { payloadSchema, type JsonSchema } from './payload-schema.ts';

export interface Message {
  /** `<type>.v<version>`: type and version of the payload's schema. */
  readonly name: string;
  readonly headers: JsonSchema;
  readonly payload: JsonSchema;
  readonly [more: string]: unknown;
}

/** As much of AsyncAPI 3 as we write. */
export interface EventsDescription {
  readonly asyncapi: string;
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: Readonly<Record<string, object>> }>>;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
  readonly [more: string]: unknown;
}

/** The description of the published events (AsyncAPI 3), from the very schemas that check them. Contexts tell the versions, by their upcasters. */
export function describeEvents(contexts: readonly Context[]): EventsDescription {
  const named = new Map(contexts.flatMap(({ events = {}, upcasters = {} }) => Object.keys(events).map((type) => [type, `${type}.v${(upcasters[type]?.length ?? 0) + 1}`])));
  const nameOf = (type: string) => named.get(type)!;
  const channels = publishing(contexts);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'CONECTAMEF: published events',
      version: '1',
      description: 'Domain events as they are published. Delivered at least once, in order within a key: the centre, else the organ, else the stream. A reader ignores fields and types that it does not know, and stops at a `ce_schemaversion` that it does not know.',
    },
    defaultContentType: 'application/json',
    servers: { kafka: { host: 'kafka:9092', protocol: 'kafka', description: 'Brokers of the installation (KAFKA_BROKERS)' } },
    channels: Object.fromEntries(channels.map(({ name, events }) => [name, channelOf(name, [...Object.keys(events).map(nameOf), marker.name])])),
    operations: Object.fromEntries(channels.map(({ name }) => [`publish-${name}`, { action: 'send', channel: { $ref: `#/channels/${name}` } }])),
    components: { messages: { ...Object.fromEntries(channels.flatMap(({ name, events }) => Object.entries(events).map(([type, schema]) => [nameOf(type), messageOf(name, type, schema, nameOf(type))]))), [marker.name]: marker } },
  };
}

/** In every channel; whoever reads events alone passes over it. */
const marker: Message = { name: 'Marker.v1', title: 'Marker', summary: 'No event: the partition holds all that it has to hold up to a position', headers: markerHeaders, payload: { type: 'null' } };

const channelOf = (context: string, names: readonly string[]) => ({
  address: topicOf(context),
  title: `Events of ${context}`,
  messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  bindings: { kafka: { topic: topicOf(context), bindingVersion: '0.5.0' } },
});

function messageOf(context: string, type: string, schema: z.ZodType, name: string): Message {
  return {
    name,
    title: type,
    contentType: 'application/json',
    headers: headers(context, type, versionOf(name).version),
    payload: payloadSchema(schema),
    bindings: { kafka: { key: { type: 'string', description: 'Centre, else organ, else stream: what is of one key stays in order' }, bindingVersion: '0.5.0' } },
  };
}

/** Type and version of the message's name. */
export function versionOf(name: string): { readonly type: string; readonly version: number } {
  const [type = '', version = ''] = name.split('.v');
  return { type, version: Number(version) };
}
