import { limaDate } from '#calendar';
import { policyAt, type DaysPolicy } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';
import { endOf } from './dates.ts';

/** The day's value of a policy. @throws DomainError `policy-missing` */
export function daysOf(name: DaysPolicy, { services, now }: Pick<Scope, 'services' | 'now'>): number {
  const row = policyAt(services.directory(), name, limaDate(now.toISOString()));
  if (!row) throw refuse('conflict', 'policy-missing', `Falta fijar la política «${name}».`);
  return row.value;
}

/** Last instant of the term that a policy gives in working days from today. */
export function dueIn(name: DaysPolicy, scope: Pick<Scope, 'services' | 'now'>, centre?: string): string {
  const { services, now } = scope;
  const department = centre === undefined ? undefined : services.directory().centres.get(centre)?.department;
  return endOf(services.calendar().addWorkingDays(limaDate(now.toISOString()), daysOf(name, scope), { department, ...(centre !== undefined && { centre }) }));
}
