import { z } from 'zod';
import { events } from '#aggregates';
import { Aplicativo, CentreCode, Id, LocalDate, OrganId } from '#contracts';

const provision = 'DIR.5.1.2.d';

/** Posts that need access. */
export const Post = z.enum(['specialist', 'team', 'coordinator', 'technical-lead']);
export type Post = z.infer<typeof Post>;
export const Scope = z.enum(['read', 'record', 'approve']);

const common = { person: Id, aplicativo: Aplicativo };

export const told = events({
  AccesoGranted: {
    provision,
    title: 'Acceso otorgado',
    /** `until`, `reviewBy`: last dates. */
    data: z.strictObject({ ...common, scope: Scope, post: Post, centre: CentreCode.exactOptional(), organ: OrganId.exactOptional(), until: LocalDate, reviewBy: LocalDate, by: Id }),
  },
  AccesoEnabled: { provision, title: 'Acceso habilitado', data: z.strictObject({ ...common, by: Id }) },
  AccesoReviewed: { provision, title: 'Acceso revisado', data: z.strictObject({ ...common, reviewBy: LocalDate, by: Id }) },
  AccesoRevoked: { provision, title: 'Acceso revocado', data: z.strictObject({ ...common, reason: z.string(), by: Id }) },
  AccesoEnded: { provision, title: 'Acceso terminado', data: z.strictObject({ ...common, why: z.enum(['term', 'link-ended']) }) },
  /** `cause`: the event with which a link ended. */
  AccesosChecked: { provision, title: 'Accesos comprobados al terminar un vínculo', data: z.strictObject({ person: Id, cause: Id }) },
});
