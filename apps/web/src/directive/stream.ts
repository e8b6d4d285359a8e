import type { Register } from '../records/model.ts';

type Named = Pick<Register, 'name' | 'path' | 'title'>;

interface RecordOf {
  /** Of its register; absent for documents of a Mesa de Partes. */
  readonly path?: string;
  readonly id: string;
  readonly title: string;
}

const documents = 'document-';

/** The record whose history a stream is, such as `technical-lead-dgpp`; `undefined` for those that have no screen. */
export function recordOf(stream: string, registers: readonly Named[]): RecordOf | undefined {
  // Of two prefixes that fit, the longer is the name: `service` and `service-request`.
  const [own] = registers.filter(({ name }) => stream.startsWith(`${name}-`)).toSorted((a, b) => b.name.length - a.name.length);
  if (own) return { path: own.path, id: stream.slice(own.name.length + 1), title: `Ver: ${own.title}` };
  return stream.startsWith(documents) ? { id: stream.slice(documents.length), title: 'Ver el documento' } : undefined;
}
