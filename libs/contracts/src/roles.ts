import { z } from 'zod';

/** What a person's post lets them do. Always from the token. */
export const Role = z.enum([
  'operator', // receives documents at the Mesa de Partes of a centre
  'centre-coordinator', // heads a centre (DIR.4.3)
  'administrative-coordinator', // a centre's logistics (RM.2.c)
  'specialist', // serves people at a centre, technically of an organ (DIR.4.4, 4.7)
  'document-coordinator', // owns an organ's tray (DIR.5.1.1.b)
  'technical-lead', // responsable técnico of an organ (DIR.5.1.1.a)
  'director-general', // heads an organ: endorses its terms of reference and services (DIR.5.2)
  'ogauc', // national supervision of the centres
  'oautda', // supervises the desks (DIR.4.5)
  'communications', // Oficina de Comunicaciones (DIR.5.5)
  'human-resources', // runs the selection of specialists (DIR.5.2.b)
  'technology', // OGTI: accesses and implantadores (DIR.5.1.2.d, RM.2.e)
  'data-officer', // answers for personal data
  'administrator', // reference data, rebuilds
  'importer', // brings other systems' history in
]);
export type Role = z.infer<typeof Role>;

