import type { DeskEvent } from '#contracts';
import { refuse } from '#kernel';
import type { CommandActor } from '../actor.ts';
import type { DataOf } from './commands.ts';
import type { ImplementedDesk } from './state.ts';

type Decided = readonly DeskEvent[];

/** OAUTDA supervises (DIR.4.5), by somebody who never served at the desk. */
function checkSupervisor({ id, role }: CommandActor, { hands }: ImplementedDesk): void {
  if (role !== 'oautda') throw refuse('forbidden', 'only-oautda', 'Solo la OAUTDA supervisa las mesas de partes.', { provision: 'DIR.4.5' });
  if (hands.includes(id)) throw supervisesOwnDesk();
}

const supervisesOwnDesk = () => refuse('forbidden', 'supervises-own-desk', 'Quien operó esta mesa de partes no puede supervisarla.', { provision: 'DIR.4.5' });

export function supervise({ actor, desk, served, visit, today, checklist }: DataOf<'SuperviseMesaDePartes'>, state: ImplementedDesk): Decided {
  checkSupervisor(actor, state);
  if (served) throw supervisesOwnDesk();
  if (new Set(checklist.map(({ item }) => item)).size < checklist.length) throw refuse('invalid', 'checklist-repeats', 'Un punto de la supervisión aparece dos veces.', { field: 'checklist' });
  if (state.visits.includes(visit)) return [];
  return [{ type: 'MesaDePartesSupervised', data: { desk, visit, date: today, supervisor: actor.id, checklist } }];
}

export function raiseFinding({ actor, desk, finding, visit, description, severity }: DataOf<'RaiseFinding'>, state: ImplementedDesk): Decided {
  checkSupervisor(actor, state);
  if (!state.visits.includes(visit)) throw refuse('not-found', 'visit-unknown', 'El hallazgo debe ser de una visita de supervisión registrada.', { field: 'visit', provision: 'DIR.4.5' });
  if (state.openFindings.includes(finding) || state.closedFindings.includes(finding)) return [];
  return [{ type: 'FindingRaised', data: { desk, finding, visit, description, severity } }];
}

/** By what was done and the evidence of it; by no less. */
export function closeFinding({ actor, desk, finding, action, evidence }: DataOf<'CloseFinding'>, state: ImplementedDesk): Decided {
  checkSupervisor(actor, state);
  if (state.closedFindings.includes(finding)) throw refuse('conflict', 'finding-closed', 'El hallazgo ya se levantó.', { provision: 'DIR.4.5' });
  if (!state.openFindings.includes(finding)) throw refuse('not-found', 'finding-unknown', 'No existe ese hallazgo en esta mesa de partes.', { provision: 'DIR.4.5' });
  return [{ type: 'FindingClosed', data: { desk, finding, action, evidence } }];
}
