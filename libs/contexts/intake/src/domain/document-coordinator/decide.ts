import type { DocumentCoordinatorEvent, OrganLookup } from '#contracts';
import { never, refuse, type DomainError } from '#kernel';
import { isOgauc, type CommandActor } from '../actor.ts';
import { checkAddressee } from '../addressee.ts';
import type { DataOf, DocumentCoordinatorCommand } from './commands.ts';

export type DocumentCoordinator =
  | { readonly status: 'never-designated' }
  | { readonly status: 'in-charge'; readonly person: string; readonly from: string }
  /** `since`: first date without one. */
  | { readonly status: 'vacant'; readonly since: string };

type Decided = readonly DocumentCoordinatorEvent[];
type InCharge = Extract<DocumentCoordinator, { status: 'in-charge' }>;

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: DocumentCoordinatorCommand, state: DocumentCoordinator): Decided {
  checkOwnOrgan(command.data.actor, command.data.organ);
  switch (command.type) {
    case 'DesignateDocumentCoordinator':
      return designate(command.data, state);
    case 'ReplaceDocumentCoordinator':
      return replace(command.data, inCharge(state));
    case 'WithdrawDocumentCoordinator':
      return withdraw(command.data, inCharge(state));
    default:
      return never(command);
  }
}

export function evolve(_: DocumentCoordinator, event: DocumentCoordinatorEvent): DocumentCoordinator {
  switch (event.type) {
    case 'DocumentCoordinatorDesignated':
    case 'DocumentCoordinatorReplaced':
      return { status: 'in-charge', person: event.data.person, from: event.data.from };
    case 'DocumentCoordinatorWithdrawn':
      return { status: 'vacant', since: event.data.on };
    default:
      return never(event);
  }
}

function designate({ organ, person, from, act }: DataOf<'DesignateDocumentCoordinator'>, state: DocumentCoordinator): Decided {
  checkTakesOne(organ);
  if (state.status === 'in-charge') throw refuse('conflict', 'coordinator-in-charge', 'El órgano ya tiene un coordinador documentario: reemplácelo o retírelo.', { provision: 'DIR.5.1.1.b' });
  if (state.status === 'vacant' && from < state.since) throw overlap('from', state.since);
  return [{ type: 'DocumentCoordinatorDesignated', data: { organ: organ.id, person, from, act } }];
}

function replace({ organ, person, from, act }: DataOf<'ReplaceDocumentCoordinator'>, state: InCharge): Decided {
  checkTakesOne(organ);
  if (person === state.person) throw refuse('invalid', 'same-coordinator', 'Esa persona ya es la coordinadora documentaria del órgano.', { field: 'person' });
  if (from <= state.from) throw overlap('from', state.from);
  return [{ type: 'DocumentCoordinatorReplaced', data: { organ: organ.id, previous: state.person, person, from, act } }];
}

/** Also of an organ that has been closed. */
function withdraw({ organ, on, reason }: DataOf<'WithdrawDocumentCoordinator'>, state: InCharge): Decided {
  if (on <= state.from) throw overlap('on', state.from);
  return [{ type: 'DocumentCoordinatorWithdrawn', data: { organ: organ.id, person: state.person, on, reason } }];
}

function inCharge(state: DocumentCoordinator): InCharge {
  if (state.status !== 'in-charge') throw refuse('conflict', 'no-coordinator', 'El órgano no tiene un coordinador documentario: desígnelo primero.', { provision: 'DIR.5.1.1.b' });
  return state;
}

/** The organ designates its own (DIR.5.1.1); OGAUC coordinates, and the administrator records. */
function checkOwnOrgan(actor: CommandActor, { id }: OrganLookup): void {
  if (isOgauc(actor) || actor.role === 'administrator' || actor.organ === id) return;
  throw refuse('forbidden', 'other-organ', `Solo el órgano ${id} o la OGAUC pueden hacerlo.`, { provision: 'DIR.5.1.1.b' });
}

/** Línea, apoyo and asesoramiento have one each. @throws DomainError `organ-takes-no-coordinator` and those of an addressee */
function checkTakesOne(organ: OrganLookup): void {
  checkAddressee(organ, organ.type === 'externo');
  if (organ.type === 'linea' || organ.type === 'apoyo' || organ.type === 'asesoramiento') return;
  throw refuse('invalid', 'organ-takes-no-coordinator', 'Solo los órganos de línea, apoyo y asesoramiento designan coordinador documentario.', { field: 'organ', provision: 'DIR.5.1.1.b' });
}

const overlap = (field: string, date: string): DomainError =>
  refuse('invalid', 'charge-overlaps', `La fecha se cruza con un encargo anterior: debe ser posterior al ${date}, o ese día si el cargo ya estaba vacante.`, { field, provision: 'DIR.5.1.1.b' });
