import type { Summary } from '#aggregates';
import { mask } from '#personal-data';
import type { Caller, Scope } from '#platform';
import { lastLink, type StaffMember } from './state.ts';

const national: readonly string[] = ['ogauc', 'human-resources', 'technology', 'data-officer'];

/** That the person works there: the centre, the organ, whoever administers staff or accesses, the person. */
export const readers = (caller: Caller, { centre, organ, person }: Summary): boolean =>
  national.includes(caller.role) || caller.id === person || (caller.centre !== undefined && caller.centre === centre) || (caller.organ !== undefined && caller.organ === organ);

const coordinators: readonly string[] = ['centre-coordinator', 'administrative-coordinator'];

/** Who the person is: OGAUC, human resources, the centre's coordinators, the person (Ley 29733). */
const seesName = ({ role, id, centre }: Caller, person: string, at: string): boolean =>
  role === 'ogauc' || role === 'human-resources' || id === person || (coordinators.includes(role) && centre === at);

/** The state without what is sealed, and the name where the reader may know it. */
export async function show({ links, absences, status }: StaffMember, { caller, services }: Scope, person: string): Promise<object> {
  const last = lastLink({ links, absences, status });
  const open = last && seesName(caller, person, last.centre) ? await services.keys.open(last.sealed) : undefined;
  const { name, dni } = (open ?? {}) as { name?: string; dni?: string };
  return { links: links.map(({ sealed: _, subject: __, ...link }) => link), absences, ...(name !== undefined && { name }), ...(dni !== undefined && { dni: mask(dni) }) };
}
