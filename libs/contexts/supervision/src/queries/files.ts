import { Readable } from 'node:stream';
import { z } from 'zod';
import { Sha256 } from '#contracts';
import { existingFile } from '#files';
import { notFound, query, type Caller, type Services } from '#platform';
import { attachmentsView, type AttachmentRecord } from '../views/attachments.ts';
import { documentsView } from '../views/documents.ts';
import { concerns } from './documents.ts';

/** Whether one of the documents that have the file concerns the caller, or it is evidence of a desk that does. */
async function mayRead({ documents, evidenceAt }: AttachmentRecord, caller: Caller, { views }: Services): Promise<boolean> {
  if (!caller.organ && evidenceAt.some((centre) => !caller.centre || caller.centre === centre)) return true;
  const records = await views.getMany(documentsView, documents);
  return [...records.values()].some((record) => concerns(record, caller));
}

export const downloadFile = query({
  path: 'files/:sha256',
  roles: ['operator', 'centre-coordinator', 'document-coordinator', 'ogauc', 'oautda'],
  summary: 'Un archivo adjunto, por su huella, para quien trabaja con un documento que lo lleva',
  provision: 'DIR.5.4',
  params: z.object({ sha256: Sha256 }),
  async handle({ sha256 }, { services, caller }, { reply }) {
    const attachment = await services.views.get(attachmentsView, sha256);
    if (!attachment || !(await mayRead(attachment, caller, services))) throw notFound('ese archivo');
    const { stream, bytes, mediaType } = await existingFile(services.files, sha256);
    void reply.header('content-type', mediaType).header('content-length', bytes).header('content-disposition', `attachment; filename="${sha256.slice(0, 12)}"`);
    return Readable.from(stream);
  },
});
