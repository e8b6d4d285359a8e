import { z } from 'zod';
import { DocumentId } from './ids.ts';

const expediente = DocumentId;
const folios = z.int().min(1);
const reason = z.string().min(1);

/** One expediente a case, called by the id of the document that opened it (TUO Ley 27444, art. 161). */
export const ExpedienteOpened = z.strictObject({ expediente, folios });
/** The document's folios were numbered in the expediente, from `firstFolio` on. */
export const DocumentFoliated = z.strictObject({ expediente, document: DocumentId, firstFolio: z.int().min(1), folios });
/** Taken out (desglose). The other folios keep their numbers. */
export const FoliosSevered = z.strictObject({ expediente, document: DocumentId, firstFolio: z.int().min(1), folios, reason });
/** Another expediente joined this one, keeping its own foliation (TUO Ley 27444, art. 163). */
export const ExpedienteAbsorbed = z.strictObject({ expediente, other: DocumentId, folios });
/** This expediente joined another with `folios` of its own foliation. */
export const ExpedienteJoinedTo = z.strictObject({ expediente, other: DocumentId, folios });
export const ExpedienteClosed = z.strictObject({ expediente, folios, reason });

export const expedienteEvents = { ExpedienteOpened, DocumentFoliated, FoliosSevered, ExpedienteAbsorbed, ExpedienteJoinedTo, ExpedienteClosed } as const;
