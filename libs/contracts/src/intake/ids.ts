import { z } from 'zod';
import type { DocumentNumber } from './document-number.ts';

/** `<desk>-<year>-<number>`, the number padded to six digits. */
export const DocumentId = z.string().regex(/^[A-Z0-9]{3,8}-\d{4}-(?:\d{6}|[1-9]\d{6,8})$/, { error: 'El número de documento tiene la forma CENTRO-AÑO-000000.' });
export type DocumentId = z.infer<typeof DocumentId>;

/** The parts of a document's id, if it is one. */
export function parseDocumentId(id: string): DocumentNumber | undefined {
  if (!DocumentId.safeParse(id).success) return undefined;
  const [desk = '', year, number] = id.split('-');
  return Number(number) > 0 ? { desk, year: Number(year), number: Number(number) } : undefined;
}
