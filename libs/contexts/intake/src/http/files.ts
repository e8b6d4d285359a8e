import { Readable } from 'node:stream';
import { z } from 'zod';
import { Sha256 } from '#contracts';
import { existingFile } from '#files';
import { refuse } from '#kernel';
import { action, query } from '#platform';

const Stored = z.object({ sha256: Sha256, bytes: z.int(), mediaType: z.string() });

/** A scanned file, before the document that it belongs to is registered. Streamed to the disk; named by its content. */
export const uploadFile = action({
  path: 'files',
  roles: ['operator', 'document-coordinator', 'oautda'],
  summary: 'Sube un archivo (multipart/form-data, campo «file»); responde con su huella SHA-256',
  provision: 'DIR.5.4',
  answer: Stored,
  created: true,
  async handle(_, { services }, { request }) {
    const part = await request.file();
    if (!part) throw refuse('invalid', 'file-missing', 'Falta el archivo, en el campo «file».', { field: 'file' });
    const declared = part.mimetype === 'application/octet-stream' ? undefined : part.mimetype;
    return services.files.put(part.file, { maxBytes: services.config.maxFileBytes, field: 'file', ...(declared && { declared }) });
  },
});

export const downloadFile = query({
  path: 'files/:sha256',
  roles: ['operator', 'centre-coordinator', 'document-coordinator', 'ogauc', 'oautda'],
  summary: 'Un archivo adjunto, por su huella',
  provision: 'DIR.5.4',
  params: z.object({ sha256: Sha256 }),
  async handle({ sha256 }, { services }, { reply }) {
    const { stream, bytes, mediaType } = await existingFile(services.files, sha256);
    void reply.header('content-type', mediaType).header('content-length', bytes).header('content-disposition', `attachment; filename="${sha256.slice(0, 12)}"`);
    return Readable.from(stream);
  },
});
