import type { ParkedMessage, Waiting } from '../parking/parked.ts';
import { placeOf, type IncomingMessage } from './cloud-event.ts';

interface Kept {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Base64: what cannot be read is kept byte by byte. */
  readonly value: string | null;
}

/**
 * A message as it lies in the topic, so that a newer release may read what this one could not.
 * @throws Undecodable if it has no place in the log's order
 */
export function parkedOf(message: IncomingMessage): ParkedMessage {
  const { topic, partition, offset, key, value } = message;
  const headers = Object.fromEntries(Object.entries(message.headers).flatMap(([name, text]) => (text === undefined ? [] : [[name, String(Array.isArray(text) ? text[0] : text)]])));
  const content = { topic, partition, offset, headers, value: value?.toString('base64') ?? null } satisfies Kept;
  return { id: `${topic}/${partition}/${offset}`, key: key?.toString() ?? `${topic}/${partition}`, position: placeOf(message).position, content };
}

/**
 * What is no event of the log, by its place alone: there is nothing to replay, nobody's history waits for it, and whatever it
 * tells of whom does not get into the log. The topic still has it.
 */
export const parkedForeign = ({ topic, partition, offset }: IncomingMessage): ParkedMessage => ({ id: `${topic}/${partition}/${offset}`, key: `${topic}/${partition}`, content: { topic, partition, offset } });

export function messageOf({ key, content }: Waiting): IncomingMessage {
  const { topic, partition, offset, headers = {}, value = null } = content as unknown as Pick<Kept, 'topic' | 'partition' | 'offset'> & Partial<Kept>;
  return { topic, partition, offset, key: Buffer.from(key), headers, value: value === null ? null : Buffer.from(value, 'base64') };
}
