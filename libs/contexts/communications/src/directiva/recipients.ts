import { z } from 'zod';
import { CentreCode, OrganId } from '#contracts';

/** Whom a directive was sent to, frozen: whoever is of one of these roles at one of these centres, newcomers included. */
export const Recipients = z.strictObject({
  centres: z.array(CentreCode),
  roles: z.array(z.enum(['centre-coordinator', 'specialist'])),
  /** Organs whose specialists they are; empty: of whichever organ. */
  organs: z.array(OrganId),
});
export type Recipients = Readonly<z.infer<typeof Recipients>>;

interface Reader {
  readonly role: string;
  readonly centre?: string;
  readonly organ?: string;
}

export function isAddressedTo({ centres, roles, organs }: Recipients, { role, centre, organ }: Reader): boolean {
  if (centre === undefined || !centres.includes(centre)) return false;
  if (role === 'centre-coordinator') return roles.includes(role);
  return role === 'specialist' && roles.includes(role) && (organs.length === 0 || (organ !== undefined && organs.includes(organ)));
}
