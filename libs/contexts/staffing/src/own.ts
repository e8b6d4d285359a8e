import type { AskActor } from '#aggregates';
import { refuse } from '#kernel';

/** @throws DomainError `own-act` when one of these accounts is who acts */
export function checkNotOwn(actor: AskActor, owners: readonly (string | undefined)[], provision: string): void {
  if (owners.includes(actor.id)) throw refuse('forbidden', 'own-act', 'Nadie hace esto sobre lo suyo. Debe hacerlo otra persona.', { provision });
}
