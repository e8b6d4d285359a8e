import { deadline, limaDate } from '#calendar';
import { centreOf, policyAt, type PolicyName, type PolicyValue } from '#contracts';
import { refuse } from '#kernel';
import type { Scope, Services } from '#platform';

type Known = Pick<Services, 'directory' | 'calendar'>;
type WorkingDays = Extract<PolicyName, `${string}-working-days`>;

/** A dated value with its norm. @throws DomainError `policy-missing` */
export function policyOn<N extends PolicyName>({ directory }: Pick<Known, 'directory'>, name: N, date: string): { readonly value: PolicyValue<N>; readonly norm: string } {
  const found = policyAt(directory(), name, date);
  if (!found) throw refuse('conflict', 'policy-missing', `Falta fijar la política «${name}» para el ${date}: pídalo a quien mantiene los datos de referencia.`);
  return found;
}

/** Lima's department: where the Ministry's own organs count their days. */
const lima = '15';

/** Last instant in time of a term that starts on a date: at a centre, or at the Ministry's seat. @throws DomainError `policy-missing` */
export function dueAfter(services: Known, name: WorkingDays, from: string, centre?: string): string {
  const department = centre === undefined ? lima : centreOf(services.directory(), centre)?.department;
  return deadline(services.calendar(), { from, workingDays: policyOn(services, name, from).value, place: { department, ...(centre !== undefined && { centre }) } }).dueInstant;
}

/** The date in Lima on which a request is handled. */
export const todayOf = ({ now }: Pick<Scope, 'now'>): string => limaDate(now.toISOString());
