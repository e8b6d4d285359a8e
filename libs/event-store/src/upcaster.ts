import type { RecordedEvent } from '#kernel';

/** Turns the payload of one schema version into that of the next. */
export type Upcaster = (data: never) => unknown;

/** For each event type, the steps from version 1 on: step i turns version i + 1 into i + 2. */
export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

/** Merges the upcasters of several contexts; a type has one owner. */
export function mergeUpcasters(all: readonly Upcasters[]): Upcasters {
  return Object.assign({}, ...all);
}

/** The event was written by a newer release. Its message is Spanish: an operator reads it. */
export class UnknownVersion extends Error {
  override readonly name = 'UnknownVersion';
}

/**
 * The event as the newest schema has it. A version that no step knows yet is an error: the log was written by a newer
 * release, and guessing would damage views.
 * @throws UnknownVersion
 */
export function upcast(event: RecordedEvent, upcasters: Upcasters): RecordedEvent {
  const steps = upcasters[event.type];
  const from = event.meta.schemaVersion;
  const newest = (steps?.length ?? 0) + 1;
  if (from === newest) return event;
  if (from > newest || from < 1) {
    throw new UnknownVersion(`El evento ${event.type} de la posición ${event.position} tiene la versión de esquema ${from}; esta versión del programa conoce hasta la ${newest}.`);
  }
  let data: unknown = event.data;
  for (const step of steps!.slice(from - 1)) data = step(data as never);
  return { ...event, data, meta: { ...event.meta, schemaVersion: newest } };
}
