import type { DeskEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { checkDesk, checkOgauc, type CommandActor } from '../actor.ts';
import type { DataOf, DeskCommand } from './commands.ts';
import { checkHours, continuous8h } from './hours.ts';
import type { Desk, ImplementedDesk } from './state.ts';
import { closeFinding, raiseFinding, supervise } from './supervision.ts';

type Decided = readonly DeskEvent[];

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: DeskCommand, state: Desk): Decided {
  if (command.type === 'ImplementMesaDePartes') return implement(command.data, state);
  if (state.status === 'absent') throw refuse('not-found', 'desk-not-implemented', 'El centro no tiene mesa de partes: la OGAUC debe implementarla primero.', { provision: 'DIR.5.1.2.b' });
  switch (command.type) {
    case 'ChangeDeskHours':
      return changeHours(command.data, state);
    case 'AssignOperator':
      return assign(command.data, state);
    case 'RemoveOperator':
      return remove(command.data, state);
    case 'OpenDesk':
      return open(command.data, state);
    case 'CloseDesk':
      return close(command.data, state);
    case 'ReportDeskDidNotOpen':
      return didNotOpen(command.data, state);
    case 'SuperviseMesaDePartes':
      return supervise(command.data, state);
    case 'RaiseFinding':
      return raiseFinding(command.data, state);
    case 'CloseFinding':
      return closeFinding(command.data, state);
    default:
      return never(command);
  }
}

/** One desk a centre (DIR.5.1.2.b); OGAUC implements it (DIR.4.5), the importer that of a foreign history. */
function implement({ actor, desk, centre, hours, from, source }: DataOf<'ImplementMesaDePartes'>, state: Desk): Decided {
  if (centre !== 'foreign' || actor.role !== 'importer') checkOgauc(actor, 'DIR.4.5');
  if (centre === 'unknown') throw refuse('not-found', 'centre-unknown', `No existe el centro ${desk}.`, { provision: 'DIR.5.1.2.b' });
  if (state.status !== 'absent') throw refuse('conflict', 'desk-already-implemented', `El centro ${desk} ya tiene mesa de partes: hay una por centro.`, { provision: 'DIR.5.1.2.b' });
  if (hours.length === 0 && centre !== 'foreign') throw refuse('invalid', 'hours-missing', 'Indique al menos un tramo de atención.', { field: 'hours', provision: 'DIR.5.1.2.b' });
  checkHours(hours);
  return [{ type: 'MesaDePartesImplemented', data: { desk, series: desk, hours, continuous8h: continuous8h(hours), from, source } }];
}

/** Not for days that have passed: documents were dated by the hours of then. */
function changeHours({ actor, desk, hours, from, source, today }: DataOf<'ChangeDeskHours'>, state: ImplementedDesk): Decided {
  checkOgauc(actor, 'DIR.5.1.2.b');
  checkHours(hours);
  if (from < today || from < state.hoursFrom) throw refuse('invalid', 'hours-in-the-past', 'El nuevo horario rige desde hoy o después, y no antes que el último: los documentos ya recibidos se fecharon con el anterior.', { field: 'from' });
  return [{ type: 'DeskHoursChanged', data: { desk, hours, continuous8h: continuous8h(hours), from, source } }];
}

function assign({ actor, desk, operator }: DataOf<'AssignOperator'>, state: ImplementedDesk): Decided {
  checkStaffing(actor, desk);
  if (state.operators.includes(operator)) return [];
  if (state.supervisors.includes(operator)) throw refuse('conflict', 'supervisor-cannot-operate', 'Quien supervisó esta mesa de partes no puede operarla.', { field: 'operator', provision: 'DIR.4.5' });
  return [{ type: 'OperatorAssigned', data: { desk, operator } }];
}

function remove({ actor, desk, operator }: DataOf<'RemoveOperator'>, state: ImplementedDesk): Decided {
  checkStaffing(actor, desk);
  return state.operators.includes(operator) ? [{ type: 'OperatorRemoved', data: { desk, operator } }] : [];
}

/** Opens the day. If an earlier day was left open, that is put on record first. */
function open({ actor, desk, today }: DataOf<'OpenDesk'>, state: ImplementedDesk): Decided {
  checkDesk(actor, { desk, foreign: false });
  if (state.supervisors.includes(actor.id)) throw refuse('forbidden', 'supervisor-cannot-operate', 'Quien supervisó esta mesa de partes no puede operarla.', { provision: 'DIR.4.5' });
  if (state.openOn === today) return [];
  if (state.didNotOpen.includes(today)) throw refuse('conflict', 'desk-did-not-open', 'Consta que la mesa de partes no abrió en esta fecha.', { provision: 'TUO.145' });
  const opened: DeskEvent = { type: 'DeskOpened', data: { desk, date: today, operator: actor.id } };
  return state.openOn === undefined ? [opened] : [closed(desk, state.openOn, true), opened];
}

function close({ actor, desk, today }: DataOf<'CloseDesk'>, state: ImplementedDesk): Decided {
  checkDesk(actor, { desk, foreign: false });
  return state.openOn === undefined ? [] : [closed(desk, state.openOn, state.openOn !== today)];
}

/** A fact of today or of a day past, since terms run on because of it (TUO Ley 27444, art. 145). */
function didNotOpen({ actor, desk, date, reason, today }: DataOf<'ReportDeskDidNotOpen'>, state: ImplementedDesk): Decided {
  checkStaffing(actor, desk);
  if (date > today) throw refuse('invalid', 'date-in-the-future', 'Solo puede registrar que no abrió hoy o en un día pasado.', { field: 'date', provision: 'TUO.145' });
  if (state.servedOn.includes(date)) throw refuse('conflict', 'desk-was-open', 'La mesa de partes abrió en esa fecha.', { field: 'date', provision: 'TUO.145' });
  return state.didNotOpen.includes(date) ? [] : [{ type: 'DeskDidNotOpen', data: { desk, date, reason } }];
}

const closed = (desk: string, date: string, forgotten: boolean): DeskEvent => ({ type: 'DeskClosed', data: { desk, date, forgotten } });

/** The centre's own people, or OGAUC. */
function checkStaffing(actor: CommandActor, desk: string): void {
  if (actor.role === 'ogauc' || actor.role === 'system') return;
  checkDesk(actor, { desk, foreign: false });
}
