import type { OrganAmended, OrganClosed, OrganRegistered, ReferenceEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { checkOrder, isNew, present, same, type Row } from '../row.ts';
import type { OrganCommand } from './commands.ts';

export type OrganEvent = ReferenceEvent<'OrganRegistered' | 'OrganAmended' | 'OrganClosed'>;
export type Organ = Row<OrganRegistered> & { readonly closed?: OrganClosed };

const what = { code: 'organ', name: 'un órgano' };
type Decided = readonly OrganEvent[];

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: OrganCommand, state: Organ): Decided {
  switch (command.type) {
    case 'RegisterOrgan':
      return isNew(state, command.data, what) ? [{ type: 'OrganRegistered', data: command.data }] : [];
    case 'AmendOrgan':
      return amend(command.data, state);
    case 'CloseOrgan':
      return close(command.data, state);
    default:
      return never(command);
  }
}

export function evolve(state: Organ, event: OrganEvent): Organ {
  switch (event.type) {
    case 'OrganRegistered':
      return { status: 'present', first: event.data, last: event.data };
    case 'OrganAmended':
      return state.status === 'absent' ? state : { ...state, last: event.data };
    case 'OrganClosed':
      return { ...state, closed: event.data };
    default:
      return never(event);
  }
}

function amend(data: OrganAmended, state: Organ): Decided {
  const { last } = present(state, what);
  if (state.closed) throw refuse('conflict', 'organ-closed', `El órgano dejó de estar vigente el ${state.closed.on}: no se modifica.`);
  if (same(last, data)) return [];
  checkOrder(last.from, data.from);
  return [{ type: 'OrganAmended', data }];
}

/** `on`: first date without it. Its successor, if any, takes what is addressed to it from then on. */
function close({ successor, ...data }: Extract<OrganCommand, { type: 'CloseOrgan' }>['data'], state: Organ): Decided {
  const { last } = present(state, what);
  const closed = { ...data, ...(successor && { successor: successor.id }) };
  if (state.closed && same(state.closed, closed)) return [];
  if (state.closed) throw refuse('conflict', 'organ-closed', `El órgano ya dejó de estar vigente el ${state.closed.on}.`);
  if (data.on <= last.from) throw refuse('invalid', 'closed-before-it-began', `El órgano rige desde el ${last.from}: debe cerrarse después.`, { field: 'on' });
  if (successor?.standing === 'unknown') throw refuse('invalid', 'organ-unknown', `No existe un órgano con el código «${successor.id}».`, { field: 'successor' });
  if (successor?.id === data.id) throw refuse('invalid', 'organ-succeeds-itself', 'Un órgano no puede sucederse a sí mismo.', { field: 'successor' });
  return [{ type: 'OrganClosed', data: closed }];
}
