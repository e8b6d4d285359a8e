import { centreOf } from '#contracts';
import { refuse } from '#kernel';
import type { Scope } from '#platform';

/** What a command must know of the centre that it names. */
export interface CentreLookup {
  readonly known: boolean;
}

/** Another system's desk, known only through its history, is no centre. */
export const lookUpCentre = ({ services }: Pick<Scope, 'services'>, code: string): CentreLookup => {
  const centre = centreOf(services.directory(), code);
  return { known: centre !== undefined && !centre.foreign };
};

/** @throws DomainError `centre-unknown` */
export function checkCentre({ known }: CentreLookup, provision: string, field?: string): void {
  if (!known) throw refuse('not-found', 'centre-unknown', 'No existe un centro con ese código.', { provision, ...(field && { field }) });
}
