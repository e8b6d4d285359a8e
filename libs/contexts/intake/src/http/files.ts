import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Role, Sha256 } from '#contracts';
import { DomainError, refuse } from '#kernel';
import { action, type Services } from '#platform';

const Stored = z.object({ sha256: Sha256, bytes: z.int(), mediaType: z.string() });

/** Whoever has an act that takes a file. */
const attach: readonly Role[] = Role.options.filter((role) => !['data-officer', 'administrator', 'importer'].includes(role));

/** A scanned file, before what it belongs to is registered. Streamed to the disk; named by its content. */
export const uploadFile = action({
  path: 'files',
  roles: attach,
  summary: 'Sube un archivo (multipart/form-data, campo «file»); responde con su huella SHA-256',
  provision: 'DIR.5.4',
  answer: Stored,
  created: true,
  async handle(_, { services }, { request }) {
    try {
      return await store(request, services);
    } catch (error) {
      // What the parser finds wrong with a body has no code; what the disk or the limits say has one.
      if (error instanceof DomainError || 'code' in (error as Error)) throw error;
      throw refuse('invalid', 'upload-malformed', 'El envío está incompleto o no es multipart/form-data válido; vuelva a enviar el archivo.', { field: 'file' });
    }
  },
});

/** Reads all parts, to the last: a second file is refused rather than left out. */
async function store(request: FastifyRequest, { files, config }: Services): Promise<z.infer<typeof Stored>> {
  let stored: z.infer<typeof Stored> | undefined;
  for await (const part of request.parts()) {
    if (part.type !== 'file') continue;
    const declared = part.mimetype === 'application/octet-stream' ? undefined : part.mimetype;
    stored = await files.put(part.file, { maxBytes: config.maxFileBytes, field: 'file', ...(declared && { declared }) });
  }
  if (!stored) throw refuse('invalid', 'file-missing', 'Falta el archivo, en el campo «file».', { field: 'file' });
  return stored;
}
