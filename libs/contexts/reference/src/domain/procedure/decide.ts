import type { ProcedureDefined, ReferenceEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { checkOrder, isNew, present, same, type Row } from '../row.ts';
import type { ProcedureCommand } from './commands.ts';

export type ProcedureEvent = ReferenceEvent<'ProcedureDefined' | 'ProcedureAmended'>;
export type Procedure = Row<ProcedureDefined>;

const what = { code: 'procedure', name: 'un tipo de trámite' };

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: ProcedureCommand, state: Procedure): readonly ProcedureEvent[] {
  checkSilence(command.data);
  switch (command.type) {
    case 'DefineProcedure':
      return isNew(state, command.data, what) ? [{ type: 'ProcedureDefined', data: command.data }] : [];
    case 'AmendProcedure':
      return amend(command.data, state);
    default:
      return never(command);
  }
}

export function evolve(state: Procedure, event: ProcedureEvent): Procedure {
  switch (event.type) {
    case 'ProcedureDefined':
      return { status: 'present', first: event.data, last: event.data };
    case 'ProcedureAmended':
      return state.status === 'absent' ? state : { ...state, last: event.data };
    default:
      return never(event);
  }
}

function amend(row: ProcedureDefined, state: Procedure): readonly ProcedureEvent[] {
  const { last } = present(state, what);
  if (same(last, row)) return [];
  checkOrder(last.from, row.from);
  return [{ type: 'ProcedureAmended', data: row }];
}

/** Silence is what a term's end means: without a term there is none. */
function checkSilence({ silence, answerWorkingDays }: ProcedureDefined): void {
  if (silence === 'none' || answerWorkingDays !== undefined) return;
  throw refuse('invalid', 'silence-without-term', 'Un silencio administrativo necesita un plazo: indique los días hábiles.', { field: 'answerWorkingDays' });
}
