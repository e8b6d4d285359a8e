import { z } from 'zod';

/** What a person's post lets them do. Always from the token. */
export const Role = z.enum([
  'operator', // receives documents at the Mesa de Partes of a centre
  'centre-coordinator', // heads a centre
  'document-coordinator', // owns an organ's tray (DIR.5.1.1.b)
  'ogauc', // national supervision of the centres
  'oautda', // supervises the desks (DIR.4.5)
  'data-officer', // answers for personal data
  'administrator', // reference data, rebuilds
  'importer', // brings other systems' history in
]);
export type Role = z.infer<typeof Role>;

