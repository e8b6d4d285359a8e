import { DepartmentCode, input, text, type DepartmentRegistered, type ReferenceEvent } from '#contracts';
import type { Aggregate } from '#kernel';
import { isNew, source, verified, type Row } from '../row.ts';

export const RegisterDepartmentInput = input({ code: DepartmentCode, name: text(60), source, verified });

export interface RegisterDepartment {
  readonly type: 'RegisterDepartment';
  readonly data: DepartmentRegistered;
}

/** A department of Peru, by its INEI code. */
export const department: Aggregate<Row<DepartmentRegistered>, RegisterDepartment, ReferenceEvent<'DepartmentRegistered'>> = {
  name: 'department',
  events: { DepartmentRegistered: { version: 1, provision: 'DIR.4.2' } },
  initialState: { status: 'absent' },
  decide: ({ data }, state) => (isNew(state, data, { code: 'department', name: 'un departamento' }) ? [{ type: 'DepartmentRegistered', data }] : []),
  evolve: (_, { data }) => ({ status: 'present', first: data, last: data }),
};
