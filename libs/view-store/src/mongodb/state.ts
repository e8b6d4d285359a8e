import type { StoredDocument } from '../port.ts';
import { comparable } from '../query-plan.ts';

/** A view's document as it lies in MongoDB. */
export interface Stored {
  readonly _id: string;
  readonly state: State;
}

/**
 * What a write replaces as a whole, by `$max`: MongoDB compares subdocuments field by field in their order, so that a state of
 * an older position never takes the place of a newer one, and of two with one position the later written wins.
 */
export interface State {
  readonly position: number;
  /** Rises with each write of a process. */
  readonly write: number;
  /** A removed document keeps its position. */
  readonly removed: boolean;
  /** Native, so that whoever knows MongoDB can query it; where there is a `text`, just its indexed fields. */
  readonly document?: object;
  /** JSON of a document that MongoDB can't give back as it was. */
  readonly text?: string;
}

export const pathOf = (field: string): string => `state.document.${field}`;

export function toState({ position, document }: StoredDocument, indexed: readonly string[], write: number): State {
  if (document === undefined) return { position, write, removed: true };
  const native = asNative(document);
  if (native && indexed.every((field) => isIndexable((native as Record<string, unknown>)[field]))) return { position, write, removed: false, document: native };
  const text = JSON.stringify(document);
  const parsed = JSON.parse(text) as object;
  const values = indexed.map((field) => [field, comparable(parsed, field)] as const);
  const fields = Object.fromEntries(values.filter(([, value]) => isNative(value) && value !== null));
  return { position, write, removed: false, document: fields, text };
}

export function fromState({ _id, state }: Stored): StoredDocument {
  const { position, document, text } = state;
  return { id: _id, position, document: text === undefined ? document : (JSON.parse(text) as object) };
}

/** Lists and objects are no values to an index of ours; MongoDB would look into them. */
const isIndexable = (value: unknown): boolean => typeof value !== 'object' || value === null;

function asNative(document: object): object | undefined {
  if (isNative(document)) return document;
  // Dates, absent values and whatever else JSON writes in its own way.
  const copy = JSON.parse(JSON.stringify(document)) as object;
  return isNative(copy) ? copy : undefined;
}

/** MongoDB takes 100 levels, two of them ours. */
const maxDepth = 90;

/** Whether BSON, by way of every driver and server in use, gives the value back as JSON would. FerretDB takes no list in a list. */
function isNative(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (depth > maxDepth) return false;
  if (Array.isArray(value)) return isNativeList(value, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return isPlain && Object.entries(value).every(([name, field]) => isNativeName(name) && isNative(field, depth + 1));
}

function isNativeList(list: readonly unknown[], depth: number): boolean {
  // Not by `every`, which skips holes.
  for (const item of list) if (Array.isArray(item) || !isNative(item, depth + 1)) return false;
  return depth > 0;
}

/** `_bsontype` is how the driver marks its own types. */
const isNativeName = (name: string): boolean => !/^$|^\$|[.\0]|^__proto__$|^_bsontype$/.test(name) && name.isWellFormed();
