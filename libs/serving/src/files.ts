import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Declared, EventSpecs, Standing } from '#aggregates';
import { Sha256 } from '#contracts';
import { existingFile } from '#files';
import { notFound, query, type Endpoint, type Scope } from '#platform';
import { fieldsOf } from './fields.ts';
import type { InstanceRecord } from './record-view.ts';

/** What a reader is shown of an instance. @throws DomainError `not-found` */
export type Reading<S> = (id: string, scope: Scope) => Promise<{ readonly found: InstanceRecord<S>; readonly facts: object }>;

/** Whether acts of the aggregate take files. */
const takesFiles = (aggregate: Declared): boolean => Object.values(fieldsOf(aggregate)).some(({ widget }) => widget === 'file');

/** Gives out the files that an instance shows to its reader, where its acts take any. */
export function filesOf<S extends Standing, M extends EventSpecs>(aggregate: Declared<S, M>, read: Reading<S>): readonly Endpoint[] {
  if (!takesFiles(aggregate as unknown as Declared)) return [];
  const { path, title } = aggregate.definition;
  return [
    query({
      path: `${path}/:id/files/:sha256`,
      roles: 'any',
      summary: `${title[0]}: uno de sus archivos, por su huella`,
      params: z.object({ id: z.string().max(200), sha256: Sha256 }),
      async handle({ id, sha256 }, scope, { reply }) {
        const { facts } = await read(id, scope);
        if (!JSON.stringify(facts).includes(`"${sha256}"`)) throw notFound('ese archivo');
        const { stream, bytes, mediaType } = await existingFile(scope.services.files, sha256);
        void reply.header('content-type', mediaType).header('content-length', bytes).header('content-disposition', `attachment; filename="${sha256.slice(0, 12)}"`);
        return Readable.from(stream);
      },
    }),
  ];
}
