import { z } from 'zod';
import { choice, input, parseDocumentId, registerId, type DocumentReceived } from '#contracts';
import { refuse, streamOf } from '#kernel';
import { checkIdentity, isSubjectId, type SubjectId } from '#personal-data';
import { action, type Services } from '#platform';
import type { View } from '#view-store';
import { register } from '../domain/register/index.ts';
import { eraseReason, subject } from '../domain/subject/index.ts';

/** Who showed no identity document is named by the number of one of their documents at a desk. */
const EraseInput = input({ kind: choice(['DNI', 'RUC', 'CE', 'PASSPORT', 'DOCUMENT']), number: z.string().min(1).max(20), reason: eraseReason });

/** Who handed the document over. */
async function senderOf(id: string, { store }: Services): Promise<SubjectId | undefined> {
  const parsed = parseDocumentId(id);
  if (!parsed) return undefined;
  const [entry] = await store.readStream(streamOf(register, registerId(parsed)), { from: parsed.number - 1, limit: 1 });
  const subject = (entry?.data as DocumentReceived | undefined)?.sender.subject;
  return subject !== undefined && isSubjectId(subject) ? subject : undefined;
}

/**
 * Erases a person: the decision goes into the log, then the key is destroyed. From then on nothing that was sealed with
 * it can be read, in the log, in the views or in any copy of them.
 */
export const eraseSubject = action({
  path: 'subjects/erase',
  roles: ['data-officer'],
  summary: 'Suprime los datos personales de un titular: destruye su clave',
  provision: 'LEY.29733',
  input: EraseInput,
  answer: z.object({ subject: z.string(), erased: z.boolean(), position: z.int().optional() }),
  async handle({ kind, number, reason }, { caller, services, requestId }) {
    const id = await (kind === 'DOCUMENT' ? senderOf(number, services) : services.keys.find(checkIdentity({ kind, number })));
    if (!id) throw refuse('not-found', 'subject-unknown', 'No hay datos de un titular con ese documento, o ya se suprimieron.', { field: 'number' });
    const { kind: _, name: __, ...actor } = caller;
    const { events } = await services.executor.execute(subject, id, { type: 'EraseSubject', data: { subject: id, reason } }, { actor: { kind: 'person', ...actor }, correlationId: requestId });
    await services.keys.erase(id);
    return { subject: id, erased: true, position: events.at(-1)?.position };
  },
});

/** Everybody who was erased: a key store put back from a backup must lose their keys again. */
export const erasuresView: View<{ readonly subject: string }> = {
  name: 'erasures',
  version: 1,
  indexes: [],
  events: ['SubjectErased'],
  keysOf: ({ type, data }) => (type === 'SubjectErased' ? [(data as { subject: string }).subject] : []),
  fold: (_, { data }) => ({ subject: (data as { subject: string }).subject }),
};

/** Applies the erasures of the log to the key store: a crash in between, or an old key store, brings nobody back. */
export async function applyErasures({ views, keys }: Services): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await views.find(erasuresView, { limit: 1_000, ...(cursor && { cursor }) });
    await Promise.all(page.documents.map(({ subject: id }) => isSubjectId(id) && keys.erase(id)));
    cursor = page.next;
  } while (cursor);
}
