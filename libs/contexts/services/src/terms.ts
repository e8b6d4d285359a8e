import { limaDate, limaInstant, type Place } from '#calendar';
import { centreOf, lookUpOrgan, organInForce, policyAt, successorInForce, type Directory, type OrganLookup, type PolicyName } from '#contracts';
import { refuse, type DomainError } from '#kernel';
import type { Scope, Services } from '#platform';

/** Kinds of service that a centre gives. */
export const kindNames = { consulta: 'Consulta', 'asistencia-tecnica': 'Asistencia técnica', capacitacion: 'Capacitación', informacion: 'Información', comunicacion: 'Comunicación' } as const;

export const todayOf = ({ now }: Pick<Scope, 'now'>): string => limaDate(now.toISOString());

export const placeAt = (directory: Directory, centre: string): Place => ({ department: centreOf(directory, centre)?.department, centre });

/** Last instant of a date of Lima. */
export const endOfDay = (date: string): string => limaInstant(date, '23:59:59');

type Days = Extract<PolicyName, `${string}-working-days`>;

/** The date on which a term of working days ends that a policy gives, and began after `from`; `undefined` where no policy gives one. */
export function termAfter({ directory, calendar }: Pick<Services, 'directory' | 'calendar'>, policy: Days, from: string, place: Place = {}): string | undefined {
  const days = policyAt(directory(), policy, from)?.value;
  return days === undefined ? undefined : calendar().addWorkingDays(from, days, place);
}

/** The same, as the last instant in time. */
export function dueAfter(services: Pick<Services, 'directory' | 'calendar'>, policy: Days, from: string, place?: Place): string | undefined {
  const date = termAfter(services, policy, from, place);
  return date === undefined ? undefined : endOfDay(date);
}

/** The caller's organ, as it stands today; unknown for those of none. */
export const callersOrgan = ({ services, caller, ...scope }: Scope): OrganLookup => lookUpOrgan(services.directory(), caller.organ ?? '', todayOf(scope));

/** Who is competent on a date in what was an organ's: itself, or who took over from it. */
export const competentOn = (directory: Directory, organ: string, date: string): string => (organInForce(directory, organ, date) ? organ : (successorInForce(directory, organ, date) ?? organ));

/** An organ that gives services through the centres: of línea or apoyo, in force. @throws DomainError `organ-unknown`, `organ-not-in-force`, `organ-gives-no-services` */
export function checkServing({ standing, type }: OrganLookup, more: { readonly field?: string; readonly provision: string }): void {
  if (standing === 'unknown') throw refuse('invalid', 'organ-unknown', 'No existe un órgano con ese código.', more);
  if (standing === 'not-in-force') throw refuse('conflict', 'organ-not-in-force', 'El órgano ya no está vigente.', more);
  if (type !== 'linea' && type !== 'apoyo') throw refuse('invalid', 'organ-gives-no-services', 'Solo los órganos de línea y de apoyo prestan servicios en los centros.', more);
}

/** A service centre of ours. */
export const isCentre = (directory: Directory, code: string): boolean => centreOf(directory, code)?.foreign === false;

export const noCentre = (provision: string, field?: string): DomainError => refuse('invalid', 'centre-unknown', 'No existe un centro con ese código.', { provision, ...(field && { field }) });
