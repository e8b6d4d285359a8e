import { z } from 'zod';
import { events } from '#aggregates';
import { CentreCode, Id, Instant, OrganId, Sha256 } from '#contracts';

const organ = OrganId;
const tdr = z.string().min(1).meta({ examples: ['dgpp.tdr1'] });
const [a, b] = ['DIR.5.2.a', 'DIR.5.2.b'] as const;

/** `hash`: of the very text, see `hashOf`. `due`: of the step that follows. */
export const told = events({
  TdrRequested: { provision: a, title: 'Términos de referencia solicitados', data: z.strictObject({ tdr, organ, centre: CentreCode, post: z.string(), by: Id, due: Instant }) },
  TdrSubmitted: {
    provision: a,
    title: 'Términos de referencia presentados',
    data: z.strictObject({ tdr, organ, profile: z.string(), text: z.string().exactOptional(), file: Sha256.exactOptional(), hash: Sha256, by: Id, due: Instant }),
  },
  TdrEndorsedByOrgano: { provision: a, title: 'Términos de referencia visados por el Director General del órgano', data: z.strictObject({ tdr, organ, hash: Sha256, by: Id, due: Instant }) },
  TdrEndorsedByOgauc: { provision: b, title: 'Términos de referencia visados por la OGAUC', data: z.strictObject({ tdr, organ, hash: Sha256, by: Id, due: Instant }) },
  TdrReturnedByOgauc: { provision: b, title: 'Términos de referencia devueltos por la OGAUC', data: z.strictObject({ tdr, organ, hash: Sha256, reason: z.string(), by: Id, due: Instant }) },
  SeleccionRequestedToOgarh: { provision: b, title: 'Selección solicitada a Recursos Humanos', data: z.strictObject({ tdr, organ, centre: CentreCode, hash: Sha256, by: Id }) },
});
