import { isDeepStrictEqual } from 'node:util';
import { versionOf, type EventsDescription, type Message } from './describe-events.ts';
import type { JsonSchema } from './payload-schema.ts';

/** What would break whoever relies on the description before, or replays events written under it. */
export interface Break {
  /** `<type>.v<version>`. */
  readonly message: string;
  /** Path in the payload or the headers, such as `payload.sender.subject`; empty for the message as a whole. */
  readonly at: string;
  readonly problem: string;
}

/**
 * What of a change breaks consumers; nothing if it may be published. Within a version the one change that is allowed is a
 * field more, optional. Everything else (less, wider, narrower, another value of an enumeration) asks for a new version of
 * that event, for a topic holds events of before and after, and is read by programs of before and after. A new event is no
 * change to anybody; an event never goes.
 */
export function breaksOf(before: Pick<EventsDescription, 'channels' | 'components'>, after: Pick<EventsDescription, 'channels' | 'components'>): Break[] {
  const all = messagesOf(after);
  return [...messagesOf(before)].flatMap(([place, old]) => {
    const now = all.get(place);
    const broken = (at: string, problem: string): Break => ({ message: old.message.name, at, problem });
    if (!now) return [broken('', `the event is gone from ${old.topic}`)];
    if (now.version < old.version) return [broken('', `version ${now.version} was published after version ${old.version}`)];
    if (now.version > old.version) return [];
    const compare = (part: 'payload' | 'headers') => breaksOfSchema(old.message[part], now.message[part], part).map(([at, problem]) => broken(at, problem));
    return [...compare('payload'), ...compare('headers')];
  });
}

interface Published {
  readonly topic: string;
  readonly version: number;
  readonly message: Message;
}

/** By topic and type: there is one version of each at a time. */
function messagesOf({ channels, components }: Pick<EventsDescription, 'channels' | 'components'>): ReadonlyMap<string, Published> {
  return new Map(
    Object.values(channels).flatMap(({ address, messages }) =>
      Object.keys(messages).map((name) => [`${address} ${versionOf(name).type}`, { topic: address, version: versionOf(name).version, message: components.messages[name]! }]),
    ),
  );
}

type Found = readonly [at: string, problem: string];

/** Keywords that say nothing of what is valid. */
const annotations = new Set(['title', 'description', 'default', 'examples', '$comment', 'deprecated', 'readOnly', 'writeOnly']);
/** Keywords whose values are schemas, or lists of them, and are looked into. */
const nested = new Set(['items', 'additionalProperties', 'propertyNames', 'not', 'anyOf', 'oneOf', 'allOf']);

export function breaksOfSchema(before: JsonSchema, after: JsonSchema, at: string): Found[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].filter((keyword) => !annotations.has(keyword)).flatMap((keyword): Found[] => {
    if (keyword === 'properties') return breaksOfFields(before, after, at);
    if (keyword === 'required') return [];
    const [old, now] = [before[keyword], after[keyword]];
    if (nested.has(keyword)) return breaksOfNested(old, now, `${at}${keyword === 'items' ? '[]' : `(${keyword})`}`);
    const same = keyword === 'enum' || keyword === 'type' ? isSameSet(old, now) : isDeepStrictEqual(old, now);
    return same ? [] : [[at, `${keyword} was ${said(old)}, is ${said(now)}`]];
  });
}

function breaksOfFields(before: JsonSchema, after: JsonSchema, at: string): Found[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const [needed, needs] = [requiredOf(before), requiredOf(after)];
  const kept = Object.entries(old).flatMap(([field, schema]): Found[] => {
    const path = `${at}.${field}`;
    const there = now[field];
    if (!there) return [[path, 'the field is gone']];
    const presence: Found[] = needed.has(field) === needs.has(field) ? [] : [[path, needs.has(field) ? 'was optional, is required' : 'was required, is optional']];
    return [...presence, ...breaksOfSchema(schema, there, path)];
  });
  const added = Object.keys(now).filter((field) => !(field in old) && needs.has(field));
  return [...kept, ...added.map((field): Found => [`${at}.${field}`, 'a new field must be optional: events of before do not have it'])];
}

function breaksOfNested(old: unknown, now: unknown, at: string): Found[] {
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length) return old.flatMap((part, i) => breaksOfNested(part, now[i], at));
  if (isSchema(old) && isSchema(now)) return breaksOfSchema(old, now, at);
  return isDeepStrictEqual(old, now) ? [] : [[at, `was ${said(old)}, is ${said(now)}`]];
}

const fieldsOf = (schema: JsonSchema) => (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>;
const requiredOf = (schema: JsonSchema) => new Set((schema.required ?? []) as readonly string[]);
const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);
const isSameSet = (a: unknown, b: unknown) => isDeepStrictEqual(new Set([a].flat()), new Set([b].flat()));
const said = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value));
