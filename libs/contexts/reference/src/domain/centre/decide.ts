import type { CentreRegistered, ReferenceEvent } from '#contracts';
import { never, refuse } from '#kernel';
import { isNew, present, same, type Row } from '../row.ts';
import type { CentreCommand } from './commands.ts';

export type CentreEvent = ReferenceEvent<'CentreRegistered' | 'CentreAmended'>;
export type Centre = Row<CentreRegistered>;

const what = { code: 'centre', name: 'un centro' };

/** @throws DomainError of the commands; their codes are in the glossary */
export function decide(command: CentreCommand, state: Centre): readonly CentreEvent[] {
  const { departmentKnown, ...row } = command.data;
  checkDepartment(row, departmentKnown);
  switch (command.type) {
    case 'RegisterCentre':
      return isNew(state, row, what) ? [{ type: 'CentreRegistered', data: row }] : [];
    case 'AmendCentre':
      return amend(row, state);
    default:
      return never(command);
  }
}

export function evolve(state: Centre, event: CentreEvent): Centre {
  switch (event.type) {
    case 'CentreRegistered':
      return { status: 'present', first: event.data, last: event.data };
    case 'CentreAmended':
      return state.status === 'absent' ? state : { ...state, last: event.data };
    default:
      return never(event);
  }
}

function amend(row: CentreRegistered, state: Centre): readonly CentreEvent[] {
  const { last } = present(state, what);
  if (row.foreign !== last.foreign) throw refuse('conflict', 'centre-foreign-fixed', 'Un centro del MEF no se convierte en historia de otro sistema, ni al revés.', { field: 'foreign' });
  return same(last, row) ? [] : [{ type: 'CentreAmended', data: row }];
}

function checkDepartment({ foreign, department }: CentreRegistered, departmentKnown: boolean): void {
  if (foreign && department === undefined) return;
  if (!foreign && department !== undefined && departmentKnown) return;
  throw foreign
    ? refuse('invalid', 'centre-foreign-department', 'Un centro de otro sistema no pertenece a un departamento del Perú.', { field: 'department' })
    : refuse('invalid', 'department-unknown', 'El centro necesita un departamento registrado, por su código INEI.', { field: 'department', provision: 'DIR.4.2' });
}
