import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, Instant, LocalDate, OrganId } from '#contracts';
import { EntryId } from '../catalogue/entry.ts';
import { MetaCode } from '../poi/plan.ts';
import { kindNames } from '../terms.ts';

export { kindNames };
export const Kind = z.enum(Object.keys(kindNames) as [keyof typeof kindNames]).meta({ title: 'Servicio', names: kindNames });
export type Kind = z.infer<typeof Kind>;

const modalityNames = { presencial: 'Presencial', telefonica: 'Telefónica', virtual: 'Virtual', campo: 'En la entidad' } as const;
export const Modality = z.enum(Object.keys(modalityNames) as [keyof typeof modalityNames]).meta({ title: 'Modalidad', names: modalityNames });

export const AttentionId = z.string().meta({ examples: ['CUS-a1b2c3'] });

const provision = 'DIR.4.4';
/** Whose it is, on every event, so that whoever counts needs no other. */
const whose = { atencion: AttentionId, centre: CentreCode, specialist: Id, organ: OrganId, date: LocalDate };

const recorded = z.strictObject({
  ...whose,
  kind: Kind,
  sistema: EntryId.exactOptional(),
  aplicativo: EntryId.exactOptional(),
  tema: EntryId.exactOptional(),
  /** Name of the public entity attended. */
  entity: z.string().exactOptional(),
  /** The natural person attended: whose key seals what tells of them. */
  subject: Id.exactOptional(),
  sealed: z.string().exactOptional(),
  modality: Modality,
  attendees: z.int().min(0),
  /** Code of the meta of the POI of `organ` in the year of `date` (DIR.4.10). */
  meta: MetaCode.exactOptional(),
  /** The matter is another organ's: which, and why it was served here. */
  otherOrgan: z.strictObject({ organ: OrganId, reason: z.string() }).exactOptional(),
  detail: z.string().exactOptional(),
  /** It was left open: last instant in time to close it. */
  due: Instant.exactOptional(),
});

export const told = events({
  AtencionRecorded: { provision, title: 'Atención registrada', data: recorded },
  AtencionEscalated: { provision, title: 'Consulta elevada al órgano', data: z.strictObject({ ...whose, to: OrganId, reason: z.string(), consulta: Id.exactOptional(), by: Id }) },
  AtencionClosed: { provision: 'DIR.4.1', title: 'Atención cerrada', data: z.strictObject({ ...whose, resolvedBy: z.enum(['centre', 'organ']), answer: z.string().exactOptional(), late: z.string().exactOptional(), by: Id }) },
  AtencionAnnulled: { provision: 'DIR.4.1', title: 'Atención anulada', data: z.strictObject({ ...whose, reason: z.string(), by: Id }) },
});
